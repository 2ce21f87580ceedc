// Package document defines the YAML schema of criteria files: their keys, and which are required.
// The tags describe the keys: the JSON Schema for text editors is generated from them.
package document

import (
	"errors"
	"strconv"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/strictyaml"
)

type (
	// File is one version of a set.
	File struct {
		ID         content.Text                        `yaml:"id,required" jsonschema:"The set's id: a-z, 0-9 and hyphens. All versions of a set share it."`
		ValidFrom  strictyaml.Value[content.Date]      `yaml:"valid_from" jsonschema:"The first day on which this version holds. The first version may leave it out where it has valid_to: then it holds on every day up to that one."`
		ValidTo    strictyaml.Value[content.Date]      `yaml:"valid_to" jsonschema:"The last day on which this version holds. Leave it out where none is known."`
		Title      content.Localized                   `yaml:"title,line" jsonschema:"What the set is about."`
		LegalBasis LegalBasis                          `yaml:"legal_basis" jsonschema:"What the criteria rest on: a text in Markdown, or a list of references to acts."`
		LegalNote  content.Localized                   `yaml:"legal_note" jsonschema:"What a reader has to know about the references of legal_basis, in Markdown."`
		License    content.Text                        `yaml:"license,line" jsonschema:"The license under which these rules are published as open data, where that isn't the site's: an SPDX identifier, such as CC0-1.0, or the https: address of a license."`
		Texts      strictyaml.Pairs[content.Localized] `yaml:"texts" jsonschema:"Texts about these rules, in Markdown, by the name with which pages show them."`
		// Constants are values by name.
		Constants strictyaml.Pairs[Given] `yaml:"constants" jsonschema:"Values with a name, which conditions and texts use: a number, a day as 2026-03-01, or an amount as EUR 31250.50."`
		// Definitions are conditions by name.
		Definitions strictyaml.Pairs[Condition] `yaml:"definitions" jsonschema:"Conditions with a name, which later conditions use: as eligible, or not eligible."`
		Questions   []Question                  `yaml:"questions,required" jsonschema:"What is asked, in this order."`
		Applies     Applies                     `yaml:"applies" jsonschema:"Whom the set is for. Leave it out where it is for everybody."`
		Criteria    []Criterion                 `yaml:"criteria" jsonschema:"What is assessed. Leave it out where only an outcome is to be found."`
		Outcomes    []Outcome                   `yaml:"outcomes,required" jsonschema:"What may come out: the first one that holds does."`
		Examples    []strictyaml.Value[Example] `yaml:"examples" jsonschema:"Cases whose result is agreed on. Every build tries them."`
	}
	// Applies says whom a set is for.
	Applies struct {
		When      Condition    `yaml:"when,required" jsonschema:"For whom the set is: a condition on answers."`
		Otherwise content.Text `yaml:"otherwise,required" jsonschema:"The id of the outcome for all others."`
	}
	// Question is an item of questions.
	Question struct {
		ID         content.Text      `yaml:"id,required" jsonschema:"The id that conditions use."`
		Text       content.Localized `yaml:"text,required,line" jsonschema:"The question."`
		Hint       content.Localized `yaml:"hint,line" jsonschema:"A line of help below the question: text with links and emphasis."`
		Short      content.Localized `yaml:"short,line" jsonschema:"The question in a few words, for reasons, tables and diagrams."`
		Error      content.Localized `yaml:"error,line" jsonschema:"What to say to somebody who goes on without an answer."`
		Why        content.Localized `yaml:"why" jsonschema:"Why this is asked, in Markdown."`
		LegalBasis LegalBasis        `yaml:"legal_basis" jsonschema:"What the question rests on: a text in Markdown, or a list of references to acts."`
		Type       Type              `yaml:"type" jsonschema:"One where a single option may be chosen, many where several may; number, money or date where a value is the answer. One, unless it says otherwise."`
		Min        Given             `yaml:"min" jsonschema:"The smallest value that may be answered. Only where the answer is a value."`
		Max        Given             `yaml:"max" jsonschema:"The largest value that may be answered. Only where the answer is a value."`
		Step       Given             `yaml:"step" jsonschema:"The distance between two values: 1 for numbers, a cent for money, unless it says otherwise."`
		Unit       content.Localized `yaml:"unit,line" jsonschema:"What a number counts or measures, as it stands behind the number: people, m²."`
		Currency   content.Text      `yaml:"currency" jsonschema:"The currency of an amount, as an ISO 4217 code. EUR, unless it says otherwise."`
		Intervals  []Interval        `yaml:"intervals" jsonschema:"Texts for the intervals that readers without JavaScript choose from, in the place of those that Baken makes."`
		Ask        Condition         `yaml:"ask" jsonschema:"When to ask this: a condition on earlier questions. Leave it out to ask always."`
		Options    []OptionOrGroup   `yaml:"options" jsonschema:"The answers to choose from, or groups of them. Where the answer is a value, at most one, for those who don't know."`
	}
	// OptionGroup is an item of options that has options of its own.
	OptionGroup struct {
		Group   content.Localized `yaml:"group,required,line" jsonschema:"The heading above the answers of this group."`
		Options []Option          `yaml:"options,required" jsonschema:"The answers in this group."`
	}
	// Option is an item of options.
	Option struct {
		ID        content.Text           `yaml:"id,required" jsonschema:"The id that conditions use."`
		Label     content.Localized      `yaml:"label,required,line" jsonschema:"The answer."`
		Hint      content.Localized      `yaml:"hint,line" jsonschema:"A line of help below the answer: text with links and emphasis."`
		Guidance  content.Localized      `yaml:"guidance" jsonschema:"What the answer means, in Markdown: folded below it."`
		Short     content.Localized      `yaml:"short,line" jsonschema:"The answer in a few words, for reasons, tables and diagrams."`
		Exclusive strictyaml.Value[bool] `yaml:"exclusive" jsonschema:"True for an option that can't be chosen with others, such as none of these. Only where type is many."`
		Unsure    strictyaml.Value[bool] `yaml:"unsure" jsonschema:"True for the option of those who don't know: it decides nothing."`
	}
	// Interval is an item of intervals.
	Interval struct {
		From  Given             `yaml:"from,required" jsonschema:"The first value of the interval."`
		Label content.Localized `yaml:"label,line" jsonschema:"The answer."`
		Hint  content.Localized `yaml:"hint,line" jsonschema:"A line of help below the answer."`
		Short content.Localized `yaml:"short,line" jsonschema:"The answer in a few words, for reasons, tables and diagrams."`
	}
	// Criterion is an item of criteria.
	Criterion struct {
		ID         content.Text      `yaml:"id,required" jsonschema:"The id that outcomes and pages use."`
		Title      content.Localized `yaml:"title,required,line" jsonschema:"What is asked of people, in a few words."`
		Guidance   content.Localized `yaml:"guidance" jsonschema:"What the criterion means, in Markdown: for pages and for the result."`
		LegalBasis LegalBasis        `yaml:"legal_basis" jsonschema:"What the criterion rests on: a text in Markdown, or a list of references to acts."`
		Applies    Condition         `yaml:"applies" jsonschema:"When the criterion applies: a condition. Leave it out where it always does."`
		Met        Condition         `yaml:"met,required" jsonschema:"When the criterion is met: a condition."`
		Unmet      Condition         `yaml:"unmet,required" jsonschema:"When the criterion isn't met: a condition, or otherwise. Where neither holds, the criterion is open."`
		Advice     Advice            `yaml:"advice" jsonschema:"What to do next, by verdict."`
	}
	// Advice is a text for each of some verdicts.
	Advice struct {
		Met   content.Localized `yaml:"met" jsonschema:"For those who meet the criterion, in Markdown."`
		Unmet content.Localized `yaml:"unmet" jsonschema:"For those who don't, in Markdown."`
		Open  content.Localized `yaml:"open" jsonschema:"For those of whom it can't be said, in Markdown."`
	}
	// Outcome is an item of outcomes.
	Outcome struct {
		ID         content.Text           `yaml:"id,required" jsonschema:"The outcome's id."`
		Title      content.Localized      `yaml:"title,required,line" jsonschema:"The outcome, in a few words."`
		Body       content.Localized      `yaml:"body" jsonschema:"What it means and what to do next, in Markdown."`
		LegalBasis LegalBasis             `yaml:"legal_basis" jsonschema:"What the outcome rests on: a text in Markdown, or a list of references to acts."`
		When       Condition              `yaml:"when" jsonschema:"When this is the outcome: a condition, which may look at verdicts too. Leave it out at the last one, for all other cases."`
		Final      strictyaml.Value[bool] `yaml:"final" jsonschema:"True where asking ends as soon as this is the outcome."`
		Items      []Item                 `yaml:"items" jsonschema:"Parts of the outcome, each for those to whom it applies."`
	}
	// Item is an item of an outcome.
	Item struct {
		ID   content.Text      `yaml:"id,required" jsonschema:"The item's id."`
		Text content.Localized `yaml:"text,required" jsonschema:"What this part of the outcome says, in Markdown."`
		When Condition         `yaml:"when" jsonschema:"When it is part of the outcome: a condition, which may look at verdicts too. Leave it out where it always is."`
	}
	// Reference is an item of legal_basis.
	Reference struct {
		Name       content.Localized `yaml:"name,required,line" jsonschema:"What the act is called."`
		Article    Scalar            `yaml:"article" jsonschema:"The number of the article, such as 16. Where an act has no articles, its own words: section 3."`
		Paragraph  Scalar            `yaml:"paragraph" jsonschema:"The paragraph of the article."`
		Point      Scalar            `yaml:"point" jsonschema:"The letter or number of a point in a list, within the paragraph or the article."`
		Identifier content.Text      `yaml:"identifier" jsonschema:"A Juriconnect reference, a BWB id, an ELI or a CELEX number."`
		URL        content.Text      `yaml:"url" jsonschema:"Where the text is, beginning with https: . Leave it out where the identifier says so."`
	}
	// Example is an item of examples.
	Example struct {
		Answers  strictyaml.Pairs[Answer]       `yaml:"answers,required" jsonschema:"The options chosen, or the value answered, by question."`
		Outcome  content.Text                   `yaml:"outcome" jsonschema:"The id of the outcome."`
		Criteria strictyaml.Pairs[content.Text] `yaml:"criteria" jsonschema:"The verdicts that matter to the case, by criterion."`
		Items    strictyaml.OneOrMore[Given]    `yaml:"items" jsonschema:"The ids of all items that are part of the outcome; an empty list for none."`
	}
)

// OptionOrGroup is an item of options.
type OptionOrGroup = strictyaml.Variant[Option, OptionGroup]

// Condition is the text of a condition. It may be any scalar, such as true, which YAML doesn't
// decode as a string: the parser of conditions has a better finding for it.
type Condition = strictyaml.Value[anyText]

// Scalar is a text that may look like a number: 16, 6.10 or 3a.
type Scalar = strictyaml.Value[part]

// Given is a number, an amount, a day or an id, as a text.
type Given = strictyaml.Value[given]

// Answer is the options chosen, or a value.
type Answer = strictyaml.OneOrMore[Given]

// LegalBasis is a text, or a list of references.
type LegalBasis = strictyaml.Or[content.Localized, []strictyaml.Value[Reference]]

type (
	part    string
	given   string
	anyText string
)

// UnmarshalText accepts any text.
func (p *part) UnmarshalText(text []byte) error {
	*p = part(text)
	return nil
}

// UnmarshalText accepts any text.
func (g *given) UnmarshalText(text []byte) error {
	*g = given(text)
	return nil
}

// UnmarshalText accepts any text.
func (t *anyText) UnmarshalText(text []byte) error {
	*t = anyText(text)
	return nil
}

// Type is the type of a question: how many options may be chosen, or which kind of value is the
// answer.
type Type uint8

// The types of a question.
const (
	One Type = iota
	Many
	Number
	Money
	Date
	// InvalidType is an invalid type, which has been reported.
	InvalidType
)

var types = map[string]Type{"one": One, "many": Many, "number": Number, "money": Money, "date": Date}

// Types returns the names of the types.
func Types() []string { return []string{"one", "many", "number", "money", "date"} }

// IsValue reports whether answers are values.
func (t Type) IsValue() bool { return t == Number || t == Money || t == Date }

// UnmarshalText parses the name of a type.
func (t *Type) UnmarshalText(text []byte) error {
	var ok bool
	if *t, ok = types[string(text)]; !ok {
		*t = InvalidType
		return errors.New(strconv.Quote(string(text)) + ` isn't a type of question; write one, many where several options may be chosen, or number, money or date where a value is the answer`)
	}
	return nil
}
