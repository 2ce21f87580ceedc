// Package export writes criteria sets in a machine-readable format: the published criteria/ID.json,
// and the JSON Schema (2020-12) that it conforms to. The format is stable: documents are read years
// after they were published. An incompatible change increments [Format].
package export

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/citation"
	"baken.example/baken/internal/license"
)

// Format is the version of the format, which every document states. Since 2, conditions may name
// definitions, count, and be otherwise. Since 3, answers may be numbers, amounts of money and days,
// or that a reader doesn't know; hints are Markdown, and versions have addresses.
const Format = 3

// Document is the root of a published file.
type Document struct {
	Schema      string           `json:"$schema" jsonschema:"The URL of this schema."`
	Format      int              `json:"format" jsonschema:"The version of this format. A higher one may mean something else."`
	ID          SetID            `json:"id" jsonschema:"What the set is called, in all its versions."`
	ValidFrom   Date             `json:"valid_from,omitempty" jsonschema:"The first day of the version in this document. Without one, it holds on every day up to its last."`
	ValidTo     Date             `json:"valid_to,omitempty" jsonschema:"The last day of this version. Without one, no last day is known."`
	Versions    []Version        `json:"versions" jsonschema:"The days of every version of the set, the oldest first, this one among them."`
	Languages   []string         `json:"languages" jsonschema:"The languages of the texts, as BCP 47 tags."`
	License     *License         `json:"license,omitempty" jsonschema:"The license of this document. Without one, none is stated."`
	Title       Localized        `json:"title,omitempty" jsonschema:"The name of the set: plain text."`
	LegalBasis  Localized        `json:"legal_basis,omitempty" jsonschema:"What the criteria rest on, or what to know about the references: Markdown."`
	References  []Reference      `json:"references,omitempty" jsonschema:"The laws that the criteria rest on."`
	Texts       map[ID]Localized `json:"texts,omitempty" jsonschema:"Texts about these rules that pages show: Markdown."`
	Constants   []Constant       `json:"constants,omitempty" jsonschema:"Values with a name. Conditions may use the names; texts have the values."`
	Definitions []Definition     `json:"definitions,omitempty" jsonschema:"Conditions with a name. Conditions may use the names, and those of definitions the names before them."`
	Questions   []Question       `json:"questions" jsonschema:"The questions, in the order in which they are asked. Conditions of a question name earlier questions only."`
	Applies     *Applies         `json:"applies,omitempty" jsonschema:"Whom the set is for. Without it, it is for everybody."`
	Criteria    []Criterion      `json:"criteria" jsonschema:"What is assessed."`
	Outcomes    []Outcome        `json:"outcomes" jsonschema:"The outcomes. The first whose condition is true is reached, once those before it are known to be false."`
	Examples    []Example        `json:"examples" jsonschema:"Cases that were agreed on. They hold, or the set wouldn't have been published."`
}

// Version holds the first and last day of a version.
type Version struct {
	ValidFrom Date `json:"valid_from,omitempty" jsonschema:"The first day. Without one, it is the first version, which holds on every day up to its last."`
	ValidTo   Date `json:"valid_to,omitempty" jsonschema:"The last day. Without one, no last day is known."`
	URL       URL  `json:"url" jsonschema:"The address of the document of this version. It stays the same when another version comes into force."`
}

// License is a [license.License].
type License struct {
	ID  string `json:"id,omitempty" jsonschema:"The identifier in the SPDX License List, if it has one."`
	URL URL    `json:"url" jsonschema:"The address of the license."`
}

// Constant is a [criteria.Constant].
type Constant struct {
	ID       ID       `json:"id" jsonschema:"What conditions call it."`
	Type     Type     `json:"type" jsonschema:"number, money or date."`
	Value    Value    `json:"value" jsonschema:"The value."`
	Currency Currency `json:"currency,omitempty" jsonschema:"The currency of an amount."`
}

// Definition is a [criteria.Definition].
type Definition struct {
	ID        ID        `json:"id" jsonschema:"What conditions call it."`
	Condition Condition `json:"condition" jsonschema:"The condition that the name stands for."`
}

// Question is a [criteria.Question].
type Question struct {
	ID         ID          `json:"id" jsonschema:"What conditions call the question."`
	Type       Type        `json:"type" jsonschema:"one: exactly one option is chosen. many: one or more are, and an exclusive one only by itself. number, money, date: the answer is a value, or an option that isn't an interval."`
	Text       Localized   `json:"text" jsonschema:"The question: plain text."`
	Hint       Localized   `json:"hint,omitempty" jsonschema:"A line of help: Markdown without blocks."`
	Short      Localized   `json:"short,omitempty" jsonschema:"The question in a few words: plain text."`
	Error      Localized   `json:"error,omitempty" jsonschema:"The message for somebody who goes on without an answer: plain text."`
	Why        Localized   `json:"why,omitempty" jsonschema:"Why it is asked: Markdown."`
	LegalBasis Localized   `json:"legal_basis,omitempty" jsonschema:"What the question rests on: Markdown."`
	References []Reference `json:"references,omitempty" jsonschema:"The laws that the question rests on."`
	Ask        Condition   `json:"ask,omitempty" jsonschema:"When the question is asked. Without it, always. An answer to a question that isn't asked doesn't count."`
	Min        Value       `json:"min,omitempty" jsonschema:"The smallest value."`
	Max        Value       `json:"max,omitempty" jsonschema:"The largest value."`
	Step       Value       `json:"step,omitempty" jsonschema:"The distance between two values, counted from the smallest one. Of days, their number."`
	Currency   Currency    `json:"currency,omitempty" jsonschema:"The currency of amounts."`
	Unit       Localized   `json:"unit,omitempty" jsonschema:"What a number counts or measures: plain text."`
	Options    []Option    `json:"options" jsonschema:"The answers to choose from. For values, those with from and to are intervals, which leave no value out; the conditions of the set don't distinguish the values in one."`
	Groups     []Group     `json:"groups,omitempty" jsonschema:"Successive options under a heading. Options may be in none."`
}

// Group is a [criteria.Group].
type Group struct {
	Heading Localized  `json:"heading" jsonschema:"The heading: plain text."`
	Options []OptionID `json:"options" jsonschema:"The options under it."`
}

// Option is a [criteria.Option].
type Option struct {
	ID        OptionID  `json:"id" jsonschema:"What conditions call the option. That of an interval is its first and last value, which conditions don't name."`
	From      Value     `json:"from,omitempty" jsonschema:"The first value of an interval."`
	To        Value     `json:"to,omitempty" jsonschema:"The last value of an interval."`
	Label     Localized `json:"label" jsonschema:"The answer: plain text."`
	Hint      Localized `json:"hint,omitempty" jsonschema:"A line of help: Markdown without blocks."`
	Guidance  Localized `json:"guidance,omitempty" jsonschema:"What the answer means: Markdown."`
	Short     Localized `json:"short,omitempty" jsonschema:"The answer in a few words: plain text."`
	Exclusive bool      `json:"exclusive,omitempty" jsonschema:"True when the option can't be chosen beside another."`
	Unsure    bool      `json:"unsure,omitempty" jsonschema:"True when the option is for those who don't know: once it is the answer, comparisons that don't name it are neither true nor false, and no answer is waited for."`
}

// Applies says whom a set is for.
type Applies struct {
	When      Condition `json:"when" jsonschema:"For whom the set is. Where it is false, no criterion applies, and asking ends."`
	Otherwise ID        `json:"otherwise" jsonschema:"The outcome for all others."`
}

// Criterion is a [criteria.Criterion].
type Criterion struct {
	ID         ID          `json:"id" jsonschema:"What conditions call the criterion."`
	Title      Localized   `json:"title" jsonschema:"The name of the criterion: plain text."`
	Guidance   Localized   `json:"guidance,omitempty" jsonschema:"What the criterion means: Markdown."`
	LegalBasis Localized   `json:"legal_basis,omitempty" jsonschema:"What the criterion rests on, where that isn't the set's: Markdown."`
	References []Reference `json:"references,omitempty" jsonschema:"The laws that the criterion rests on, where those aren't the set's."`
	Applies    Condition   `json:"applies,omitempty" jsonschema:"When there is something to assess. Without it, always. Where it is false, the verdict is not_applicable."`
	Met        Condition   `json:"met,omitempty" jsonschema:"When the verdict is met."`
	Unmet      Condition   `json:"unmet,omitempty" jsonschema:"When the verdict is unmet; otherwise: where met is false. Where neither this nor met is true, it is open."`
	Advice     *Advice     `json:"advice,omitempty" jsonschema:"What follows from each verdict."`
}

// Advice holds the advice on each verdict.
type Advice struct {
	Met   Localized `json:"met,omitempty" jsonschema:"Markdown."`
	Unmet Localized `json:"unmet,omitempty" jsonschema:"Markdown."`
	Open  Localized `json:"open,omitempty" jsonschema:"Markdown."`
}

// Outcome is a [criteria.Outcome].
type Outcome struct {
	ID         ID          `json:"id" jsonschema:"What examples call the outcome."`
	Title      Localized   `json:"title" jsonschema:"The result in a line: plain text."`
	Body       Localized   `json:"body,omitempty" jsonschema:"What it means and what to do: Markdown."`
	LegalBasis Localized   `json:"legal_basis,omitempty" jsonschema:"What the outcome rests on: Markdown."`
	References []Reference `json:"references,omitempty" jsonschema:"The laws that the outcome rests on."`
	When       Condition   `json:"when,omitempty" jsonschema:"When the outcome is reached. Without it, whenever none before it is."`
	Final      bool        `json:"final,omitempty" jsonschema:"True when asking ends as soon as the outcome is reached and its items are settled: criteria that are pending then aren't assessed."`
	Items      []Item      `json:"items,omitempty" jsonschema:"The parts of the outcome. Those whose condition is true belong to it."`
}

// Item is a [criteria.Item].
type Item struct {
	ID   ID        `json:"id" jsonschema:"The item's id."`
	Text Localized `json:"text" jsonschema:"What it says: Markdown."`
	When Condition `json:"when,omitempty" jsonschema:"When it is part of the outcome. Without it, always."`
}

// Reference is a [criteria.Reference].
type Reference struct {
	Name       Localized `json:"name" jsonschema:"The name of the act: plain text."`
	Article    string    `json:"article,omitempty" jsonschema:"The number of the article, or the part of the act in the act's own words."`
	Paragraph  string    `json:"paragraph,omitempty" jsonschema:"The paragraph of the article."`
	Point      string    `json:"point,omitempty" jsonschema:"The point in a list of the paragraph or the article."`
	Identifier string    `json:"identifier,omitempty" jsonschema:"A Juriconnect reference, a BWB id, an ELI or a CELEX number."`
	Scheme     Scheme    `json:"scheme,omitempty" jsonschema:"Which of these the identifier is."`
	URL        string    `json:"url,omitempty" jsonschema:"The address of the text, beginning with https:."`
}

// Example is a [criteria.Example].
type Example struct {
	Answers  map[ID][]OptionID `json:"answers" jsonschema:"The options chosen, by question."`
	Values   map[ID]Value      `json:"values,omitempty" jsonschema:"The values that are answered, by question. Their intervals are the options chosen."`
	Outcome  ID                `json:"outcome,omitempty" jsonschema:"The outcome that is reached. Without it, it may be any."`
	Criteria map[ID]Verdict    `json:"criteria,omitempty" jsonschema:"Verdicts, by criterion. One that isn't named may have any."`
	Items    []ID              `json:"items,omitzero" jsonschema:"All items that are part of the outcome. Without them, it may be any."`
}

// Types with a schema of their own.
type (
	// SetID is the id of a set, ID the id of an element of one.
	SetID string
	ID    string
	// OptionID is the id of an option: an ID, or the first and last value of an interval.
	OptionID string
	// Value is a decimal number without an exponent, or a day as YYYY-MM-DD.
	Value string
	// Currency is a code of ISO 4217.
	Currency string
	// URL is an address on the site.
	URL string
	// Date is a day, as YYYY-MM-DD.
	Date string
	// Type is "one", "many", "number", "money" or "date".
	Type string
	// Condition is a condition in the language of Expr.
	Condition string
	// Scheme is a [citation.Scheme].
	Scheme string
	// Verdict is the name of a verdict.
	Verdict string
	// Localized maps the codes of languages to texts.
	Localized map[string]string
)

// JSON returns the document of a version of a set. versions are all versions of the set, oldest
// first; by is the license; languages are the codes of the site's languages, and schema is the URL
// of the schema: it ends with schema.json, and the documents are beside it.
func JSON(set *criteria.Set, versions []*criteria.Set, by license.License, languages []string, schema string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(New(set, versions, by, languages, schema)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// New returns the document that [JSON] encodes.
func New(set *criteria.Set, versions []*criteria.Set, by license.License, languages []string, schema string) *Document {
	d := &Document{
		Schema: schema, Format: Format,
		ID: SetID(set.ID.V), ValidFrom: date(set.ValidFrom), ValidTo: date(set.ValidTo),
		Versions: []Version{}, Languages: slices.Clone(languages),
		Title: localized(set.Title), LegalBasis: localized(set.LegalBasis), References: references(set.References),
		Questions: []Question{}, Criteria: []Criterion{}, Outcomes: []Outcome{}, Examples: []Example{},
	}
	for _, v := range versions {
		address := strings.TrimSuffix(schema, "schema.json") + v.ID.V + "/" + v.Version() + ".json"
		d.Versions = append(d.Versions, Version{date(v.ValidFrom), date(v.ValidTo), URL(address)})
	}
	if by.IsSet() {
		d.License = &License{by.ID, URL(by.URL)}
	}
	for _, t := range set.Texts {
		if d.Texts == nil {
			d.Texts = map[ID]Localized{}
		}
		d.Texts[ID(t.ID.V)] = localized(t.Body)
	}
	for _, c := range set.Constants {
		d.Constants = append(d.Constants, Constant{ID(c.ID.V), Type(c.Kind.String()), Value(c.Value.String()), Currency(c.Currency)})
	}
	for _, f := range set.Definitions {
		d.Definitions = append(d.Definitions, Definition{ID(f.ID.V), condition(f.Condition)})
	}
	for i := range set.Questions {
		d.Questions = append(d.Questions, question(&set.Questions[i]))
	}
	if set.Applies != nil {
		d.Applies = &Applies{condition(set.Applies), ID(set.Outcomes[set.Otherwise].ID.V)}
	}
	for i := range set.Criteria {
		d.Criteria = append(d.Criteria, criterion(&set.Criteria[i]))
	}
	for _, o := range set.Outcomes {
		out := Outcome{
			ID: ID(o.ID.V), Title: localized(o.Title), Body: localized(o.Body),
			LegalBasis: localized(o.LegalBasis), References: references(o.References), When: condition(o.When), Final: o.Final,
		}
		for _, item := range o.Items {
			out.Items = append(out.Items, Item{ID(item.ID.V), localized(item.Text), condition(item.When)})
		}
		d.Outcomes = append(d.Outcomes, out)
	}
	for i := range set.Examples {
		d.Examples = append(d.Examples, example(set, &set.Examples[i]))
	}
	return d
}

func question(q *criteria.Question) Question {
	out := Question{
		ID: ID(q.ID.V), Type: "one", Text: localized(q.Text), Hint: localized(q.Hint), Why: localized(q.Why),
		Short: localized(q.Short), Error: localized(q.Error), LegalBasis: localized(q.LegalBasis), References: references(q.References),
		Ask: condition(q.Ask), Options: []Option{},
	}
	if q.Many {
		out.Type = "many"
	}
	if s := q.Scale; s != nil {
		out.Type, out.Currency, out.Unit = Type(s.Kind.String()), Currency(s.Currency), localized(q.Unit)
		out.Min, out.Max, out.Step = Value(s.Value(s.Min).String()), Value(s.Value(s.Max).String()), Value(s.StepString())
	}
	for _, o := range q.Options {
		out.Options = append(out.Options, Option{
			ID: OptionID(o.ID.V), Label: localized(o.Label), Hint: localized(o.Hint), Short: localized(o.Short), Exclusive: o.Exclusive, Unsure: o.Unsure,
			Guidance: localized(o.Guidance),
		})
	}
	if s := q.Scale; s != nil {
		for i, in := range s.Intervals {
			out.Options[i].From, out.Options[i].To = Value(s.Value(in.Low).String()), Value(s.Value(in.High).String())
		}
	}
	for _, g := range q.Groups {
		group := Group{Heading: localized(g.Heading)}
		for _, o := range q.Options[g.First:g.End] {
			group.Options = append(group.Options, OptionID(o.ID.V))
		}
		out.Groups = append(out.Groups, group)
	}
	return out
}

func criterion(c *criteria.Criterion) Criterion {
	out := Criterion{
		ID: ID(c.ID.V), Title: localized(c.Title), Guidance: localized(c.Guidance), LegalBasis: localized(c.LegalBasis),
		References: references(c.References), Applies: condition(c.Applies), Met: condition(c.Met), Unmet: condition(c.Unmet),
	}
	if len(c.Advice) > 0 {
		out.Advice = &Advice{
			localized(c.Advice[criteria.Met]), localized(c.Advice[criteria.Unmet]), localized(c.Advice[criteria.Open]),
		}
	}
	return out
}

func example(set *criteria.Set, e *criteria.Example) Example {
	out := Example{Answers: map[ID][]OptionID{}}
	if e.Outcome >= 0 {
		out.Outcome = ID(set.Outcomes[e.Outcome].ID.V)
	}
	for q, options := range e.Answers {
		ids := []OptionID{}
		for _, o := range options {
			ids = append(ids, OptionID(set.Questions[q].Options[o].ID.V))
		}
		out.Answers[ID(set.Questions[q].ID.V)] = ids
	}
	for q, units := range e.Values {
		if out.Values == nil {
			out.Values = map[ID]Value{}
		}
		out.Values[ID(set.Questions[q].ID.V)] = Value(set.Questions[q].Scale.Value(units).String())
	}
	for c, v := range e.Verdicts {
		if out.Criteria == nil {
			out.Criteria = map[ID]Verdict{}
		}
		name := v.String()
		if v == criteria.Pending {
			name = criteria.NotAssessed
		}
		out.Criteria[ID(set.Criteria[c].ID.V)] = Verdict(name)
	}
	if e.Items != nil {
		out.Items = []ID{}
	}
	for _, i := range e.Items {
		out.Items = append(out.Items, ID(set.Outcomes[e.Outcome].Items[i].ID.V))
	}
	return out
}

func references(refs []criteria.Reference) []Reference {
	var out []Reference
	for _, r := range refs {
		scheme := Scheme("")
		if id, err := citation.Parse(r.Identifier); err == nil {
			scheme = Scheme(id.Scheme)
		}
		out = append(out, Reference{localized(r.Name), r.Article, r.Paragraph, r.Point, r.Identifier, scheme, r.URL})
	}
	return out
}

func localized(l content.Localized) Localized {
	if len(l) == 0 {
		return nil
	}
	out := Localized{}
	for lang, text := range l {
		out[lang] = text.V
	}
	return out
}

func condition(c *criteria.Condition) Condition {
	if c == nil {
		return ""
	}
	return Condition(c.Source.V)
}

func date(d content.Date) Date {
	if d.IsZero() {
		return ""
	}
	return Date(d.Format(time.DateOnly))
}
