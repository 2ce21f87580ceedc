package layout

import "html/template"

// CheckView is the self-check of a page: PageView.Check. Selectors match the form of the check and
// are empty if there is no condition.
type CheckView struct {
	// Styles is assets/check/check.css with the rules that show each question, verdict and outcome
	// whose selector matches.
	Styles AssetLink
	// Script is assets/check/check.js and the scripts that it needs in one file, after their
	// strings and with assets/feedback/feedback.js if a page with a self-check asks whether it
	// helped. The page begins without it: assets/check/start.js loads it.
	Script AssetLink
	// TextTables reports whether texts of the set may have tables of Markdown.
	TextTables bool
	// Rare reports whether texts of the set may have a quotation, a block of code, a task or a
	// footnote.
	Rare bool
	// Length and Time are sentences with the number of questions and the time that they take.
	Length, Time string
	// Set is the id of the criteria set, Version the name of its version: its
	// first day as YYYY-MM-DD, or first.
	Set, Version string
	// Progress and Number are strings with placeholders for the script: {n} is the number of a
	// question, {m} the maximum number of questions.
	Progress, Number string
	Questions        []QuestionView
	// Done is the selector that matches if every relevant question is answered.
	Done     string
	Outcomes []OutcomeView
	Criteria []CriterionView
	Result   ResultView
	// Basis is the legal basis of the criteria; nil if the set has none.
	Basis *BasisView
}

// QuestionView is a question of a self-check: the data of check-question.html.
type QuestionView struct {
	// ID is the question's id, Class the class in the rules that show it, When the selector.
	ID, Class, When string
	// Condition describes in words when it is asked; empty if always.
	Condition template.HTML
	Text      string
	// Hint is phrasing content.
	Hint template.HTML
	// Short is the short form of the text; it may be empty.
	Short string
	// Left says how many questions are still to come, this one included: a number and, each after
	// a "|", selectors that add one where they match. It is empty where there is no such number.
	Left string
	// Error is the message for a reader who goes on without an answer; empty for the general one.
	Error string
	// Why explains why it is asked; it may be empty.
	Why  template.HTML
	Many bool
	// DescribedBy are the ids of the elements that describe it.
	DescribedBy string
	Options     []OptionView
	// Typed is the field that readers type the answer in when there is script; nil if they choose
	// it.
	Typed *TypedView
}

// TypedView is the field of a question that is answered with a number, an amount or a date: the
// data of check-typed.html. The first options of the question are the intervals that the values are
// in; the id of each is its first and last value.
type TypedView struct {
	// Question is the id of the question.
	Question string
	// Type is number, money or date; Currency is the code of that of amounts.
	Type, Currency string
	// Min, Max and Step are the bounds of values and the distance between two: decimal numbers or,
	// of dates, days as YYYY-MM-DD and a number of days. Decimals is the number of decimals.
	Min, Max, Step string
	Decimals       int
	// Before and After stand before and after the field; Size is its number of characters.
	// InputMode is the keyboard that phones offer; it may be empty.
	Before, After, InputMode string
	Size                     int
	// Parts are the parts of a date, in the order of the language.
	Parts []TypedPart
	// Or reports whether there are options to choose from as well.
	Or bool
}

// TypedPart is the field of a part of a date.
type TypedPart struct {
	// Name is day, month or year; Label is what readers call it. Size is its number of characters.
	Name, Label string
	Size        int
}

// Parts returns the options in groups, in their order: successive options without a group are a
// group without a heading.
func (v QuestionView) Parts() (parts []OptionsView) {
	for _, o := range v.Options {
		if len(parts) == 0 || parts[len(parts)-1].Heading != o.Group {
			parts = append(parts, OptionsView{Heading: o.Group})
		}
		last := &parts[len(parts)-1]
		last.Options = append(last.Options, o)
	}
	return parts
}

// OptionsView is a part of the options of a question. Heading may be empty.
type OptionsView struct {
	Heading string
	Options []OptionView
}

// OptionView is an option of a question.
type OptionView struct {
	// Input is the id of the input element, ID the option's id; Question and Many are those of the
	// question.
	Input, ID, Question string
	Label               string
	// Hint is phrasing content, Guidance explains the option; both may be empty.
	Hint, Guidance template.HTML
	// Group is the heading of the group that it is in; empty for none.
	Group string
	// Short is the short form of the label; it may be empty.
	Short           string
	Many, Exclusive bool
}

// OutcomeView is an outcome of a self-check.
type OutcomeView struct {
	ID, Class, When string
	// Copy is the class of further elements that are shown where it is the result: those without
	// data-when.
	Copy string
	// Condition describes in words when it is the result, if no earlier outcome is.
	Condition template.HTML
	Title     string
	Body      template.HTML
	// Items are the parts of the outcome.
	Items []ItemView
	// Acts reports whether the outcome says what to do, in its body or in items. Some is the class
	// of a heading that is shown where an item is part of the outcome, if its body doesn't say so.
	Acts bool
	Some string
}

// ItemView is an item of an outcome.
type ItemView struct {
	ID, Class, When string
	// Condition describes in words when it is part of the outcome; empty if always.
	Condition template.HTML
	Text      template.HTML
}

// CriterionView is a criterion: criteria.html gets a list of them, and it is part of the result of
// a self-check. Guidance may be empty.
type CriterionView struct {
	ID, Title string
	Guidance  template.HTML
	// Grounds is its legal basis if that differs from the set's; else nil.
	Grounds *GroundsView
	// Class is that of elements that are shown where the criterion applies or may apply yet.
	Class string
	// Verdicts are the possible verdicts, including pending.
	Verdicts []VerdictView
}

// BasisView is the legal basis of a set or criterion: the data of criteria-basis.html.
type BasisView struct {
	Grounds *GroundsView
	VersionView
}

// VersionView is the version of a set that is shown: the data of criteria-version.html.
type VersionView struct {
	// From is the first day on which it is in force, Until the last; nil if there is none.
	From, Until *Date
}

// PeriodsView are the periods in which the versions of a set are in force, the latest first: the
// data of criteria-periods.html.
type PeriodsView struct{ Periods []PeriodView }

// PeriodView is the period in which a version of a set is in force.
type PeriodView struct {
	VersionView
	// URL is the self-check of the version; empty if there is none in this language.
	URL string
	// InForce reports whether the period holds today, Here whether this page is the self-check.
	InForce, Here bool
}

// DataView is the open data about a set, the latest version first: the data of criteria-data.html.
type DataView struct {
	Versions []DataVersionView
	// Latest are the files of the version in force, at addresses that stay the same when another
	// one comes into force; none if there is no such version.
	Latest []DataFileView
	// Schema is the URL of the JSON Schema of the JSON files.
	Schema string
}

// DataVersionView is the open data about a version.
type DataVersionView struct {
	PeriodView
	// License is the license; its URL is empty if none is stated.
	License Link
	Files   []DataFileView
	// TooLarge reports whether there are no decision tables for other programs, since they would be
	// too large.
	TooLarge bool
}

// DataFileView is a file. Format is the name of its format, Use says in a line what it is for, Type
// is its media type, without parameters, and Size its size in words, empty for the latest files.
type DataFileView struct{ URL, Name, Format, Use, Type, Size string }

// GroundsView is a legal basis: the data of grounds.html. Text may be empty.
type GroundsView struct {
	Text       template.HTML
	References []ReferenceView
}

// ReferenceView is a reference to an act, or to a part of one. Any field but Name may be empty.
type ReferenceView struct {
	// Name is the name of the act, Part the part of it in words: article 16, paragraph 2.
	Name, Part string
	// URL is the address of the text, Identifier a Juriconnect reference, an ELI or a CELEX number.
	URL, Identifier string
}
