package layout

import "html/template"

// CheckView is the self-check of a page: PageView.Check. Selectors match the form of the check and
// are empty if there is no condition.
type CheckView struct {
	// Styles is assets/check/check.css with the rules that show each question, verdict and outcome
	// whose selector matches.
	Styles AssetLink
	// Length and Time are sentences with the number of questions and the time that they take.
	Length, Time string
	// Set is the id of the criteria set, Version the first day of its version: YYYY-MM-DD.
	Set, Version string
	// Progress and Number are strings with placeholders for the script: {n} is the number of a
	// question, {m} the maximum number of questions.
	Progress, Number string
	Notes            CheckNotes
	Questions        []QuestionView
	// Done is the selector that matches if every relevant question is answered.
	Done     string
	Outcomes []OutcomeView
	Criteria []CriterionView
	// Basis is the legal basis of the criteria; nil if the set has none.
	Basis *BasisView
}

// CheckNotes are strings with placeholders for the script: {v} and {own} are the first days of
// versions of the criteria, {q} is a question, {n} a number, {criterion} a criterion, {verdict} and
// {was} are verdicts or outcomes.
type CheckNotes struct {
	// Versions is a JSON object of the first days of all versions of the set: as they are written,
	// by YYYY-MM-DD.
	Versions string
	// Same, Other and Unknown say under which version the answers of a link were given.
	Same, Other, Unknown string
	// Option, Unasked and Gone say what couldn't be carried over from a link.
	Option, Unasked, Gone string
	// Changed and Outcome say what a changed answer changed.
	Changed, Outcome string
}

// QuestionView is a question of a self-check: the data of check-question.html.
type QuestionView struct {
	// ID is the question's id, Class the class in the rules that show it, When the selector.
	ID, Class, When string
	// Condition describes in words when it is asked; empty if always.
	Condition  template.HTML
	Text, Hint string
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
}

// OptionView is an option of a question.
type OptionView struct {
	// Input is the id of the input element, ID the option's id; Question and Many are those of the
	// question.
	Input, ID, Question string
	Label, Hint         string
	Many, Exclusive     bool
}

// OutcomeView is an outcome of a self-check.
type OutcomeView struct {
	ID, Class, When string
	// Condition describes in words when it is the result, if no earlier outcome is.
	Condition template.HTML
	Title     string
	Body      template.HTML
}

// CriterionView is a criterion: criteria.html gets a list of them, and it is part of the result of
// a self-check. Guidance and Basis may be empty.
type CriterionView struct {
	ID, Title string
	Guidance  template.HTML
	// Basis is its legal basis if that differs from the set's.
	Basis template.HTML
	// Questions are the ids of the questions that affect its verdict, separated by spaces.
	Questions string
	// Verdicts are the possible verdicts, including pending.
	Verdicts []VerdictView
}

// VerdictView is one verdict on a criterion.
type VerdictView struct {
	Criterion, Verdict, Class, When string
	// Text is the verdict in words.
	Text string
	// Condition describes in words when the criterion has the verdict; for the verdict that it
	// doesn't apply, when it applies.
	Condition template.HTML
	// Advice is the advice for the verdict; it may be empty.
	Advice template.HTML
}

// BasisView is the legal basis of a set or criterion: the data of criteria-basis.html.
type BasisView struct {
	Text template.HTML
	// From is the first day on which this version is in force, Until the last; nil if it has no
	// end.
	From, Until *Date
}
