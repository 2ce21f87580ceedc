// Package dmn writes criteria sets as decision models in DMN (Decision Model and Notation,
// https://www.omg.org/spec/DMN/), versions 1.3 and 1.5, in XML with a diagram, for engines and
// modelling tools.
//
// A model has an input data element for each question, and a decision for the outcome, the verdict
// on each criterion, and each item with a condition. Each decision is a table of the hit policy
// UNIQUE whose rules are the paths through a diagram of package decision: for complete answers
// exactly one rule holds. Its requirements are the questions that it depends on, and the laws that
// it rests on are its knowledge sources.
//
// # Inputs
//
// The name of an input is the id of its question, its values are those of FEEL (DMN 1.5, section
// 10): the id of the option as a string; for check boxes a list of ids; for values a number or a
// date. A question about a value that readers may not know has another input, a boolean, with the
// id of the question and that of the option. An input that isn't given is null: the question isn't
// asked, isn't answered, or its value isn't known.
//
// # Results
//
// A verdict is "met", "unmet", "open" or "not_applicable", an outcome its id, and an item true or
// false. Null means that no rule holds: the answers given don't decide it yet. So what is pending
// and what isn't assessed, since an outcome that is final ended the questions, is null too. A model
// doesn't say which question comes next. It knows at least what an evaluation of the conditions
// does: what is decided there is decided here.
package dmn

import (
	"fmt"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// Version is a version of DMN.
type Version struct {
	// Name is its number: 1.3.
	Name string
	// day is the day in its namespaces.
	day string
}

// Versions returns the versions that a model can be written in, the oldest first. Viewers open 1.3;
// 1.5 is the one that engines of today read.
func Versions() []Version { return []Version{{"1.3", "20191111"}, {"1.5", "20230324"}} }

// MaxRules bounds the rules of a table, and maxTotal those of a model.
const MaxRules, maxTotal = 2_000, 8_000

// Fits reports whether the tables of a set are small enough for a model. Where one isn't, there is
// no model: a part of one would say something else.
func Fits(d *decision.Decisions) bool {
	diagrams := append([]*decision.Diagram{d.Outcome}, d.Verdicts...)
	for o, items := range d.Items {
		for i, diagram := range items {
			if d.Set.Outcomes[o].Items[i].When != nil {
				diagrams = append(diagrams, diagram)
			}
		}
	}
	total := 0
	for _, diagram := range diagrams {
		if diagram == nil || diagram.Count() > MaxRules {
			return false
		}
		questions, rules := diagram.Questions(), 0
		for _, r := range diagram.Rules() {
			rules += len(tests(d.Set, questions, r))
		}
		if total += rules; rules > MaxRules || total > maxTotal {
			return false
		}
	}
	return true
}

// Model is a decision model of a set in a language. It is immutable.
type Model struct {
	id, name, namespace, description string
	inputs                           []input
	decisions                        []table
	sources                          []source
}

// input is an input data element, and the type of its variable.
type input struct {
	question          int
	id, name          string
	label, text       string
	typeName, typeRef string
	// allowed are unary tests of its values, empty if the type says it all; list reports whether it
	// is a list of such values, and values describes them.
	allowed string
	list    bool
	values  string
	// option is the option that the input is true for, or -1.
	option int
}

// table is a decision.
type table struct {
	id, name        string
	label, question string
	// typeName is the type of its results, typeRef that of FEEL, and allowed its values.
	typeName, typeRef, allowed string
	// inputs and sources are indexes.
	inputs, sources []int
	rules           []rule
}

// rule has a unary test for each input of its table, its result and that in words.
type rule struct {
	tests          []string
	result, remark string
}

// source is a knowledge source: a part of an act.
type source struct{ name, identifier, url string }

// New returns the model of a set that [Fits], in the language of the words. The namespace is the
// IRI of the version of the set.
func New(d *decision.Decisions, w *phrase.Words, namespace string) (*Model, error) {
	b := builder{d: d, w: w, names: names{}}
	m := &b.m
	m.id, m.name, m.namespace = "set-"+d.Set.ID.V, d.Set.Title.In(w.Lang()), namespace
	if m.name == "" {
		m.name = d.Set.ID.V
	}
	b.inputs()
	b.decisions()
	m.description = w.Text("DMNDescription")
	return m, w.Err()
}

// builder makes a model.
type builder struct {
	m     Model
	d     *decision.Decisions
	w     *phrase.Words
	names names
	// seen are the indexes of the sources.
	seen map[source]int
}

// names are the names of variables that are taken.
type names map[string]bool

// take returns a name for a variable: the given one with underscores behind it, until it is a name
// that FEEL can read and that isn't taken.
func (n names) take(name string) string {
	for n[name] || slices.Contains(reserved, name) {
		name += "_"
	}
	n[name] = true
	return name
}

func (b *builder) inputs() {
	set, lang := b.d.Set, b.w.Lang()
	for i := range set.Questions {
		q := &set.Questions[i]
		in := input{
			question: i, id: "input-" + q.ID.V, name: b.names.take(q.ID.V), label: q.Brief(lang), text: q.Text.In(lang),
			typeRef: "string", allowed: allowed(q), list: q.Many, option: -1,
		}
		if s := q.Scale; s != nil {
			in.typeRef, in.values = "number", s.Currency
			if s.Kind == criteria.Day {
				in.typeRef = "date"
			} else if unit := q.Unit.In(lang); unit != "" {
				in.values = unit
			}
		} else {
			for _, o := range q.Options {
				if in.values != "" {
					in.values += "\n"
				}
				in.values += o.ID.V + ": " + o.Label.In(lang)
			}
		}
		b.m.inputs = append(b.m.inputs, in)
	}
	// Names of questions come first, so that they are what callers expect.
	for i := range set.Questions {
		q := &set.Questions[i]
		if q.Scale == nil {
			continue
		}
		for o := len(q.Scale.Intervals); o < len(q.Options); o++ {
			option := &q.Options[o]
			b.m.inputs = append(b.m.inputs, input{
				question: i, id: "input-" + q.ID.V + "-" + option.ID.V, name: b.names.take(q.ID.V + "_" + option.ID.V),
				label: q.Brief(lang) + ": " + option.Brief(lang), text: option.Label.In(lang), typeRef: "boolean", option: o,
			})
		}
	}
	slices.SortStableFunc(b.m.inputs, func(x, y input) int { return x.question - y.question })
	for i := range b.m.inputs {
		b.m.inputs[i].typeName = b.names.take("t_" + b.m.inputs[i].name)
	}
}

// decisions adds the decisions.
func (b *builder) decisions() {
	set, lang := b.d.Set, b.w.Lang()
	outcome := table{
		id: "outcome", name: b.names.take("outcome"), label: b.w.Text("TableOutcome"), typeName: b.names.take("t_outcome"), typeRef: "string",
		sources: b.sources(set.References),
	}
	var titles []string
	for i, o := range set.Outcomes {
		if i > 0 {
			outcome.allowed += ","
		}
		outcome.allowed += quoted(o.ID.V)
		titles = append(titles, o.Title.In(lang))
		outcome.sources = union(outcome.sources, b.sources(o.References))
	}
	outcome.question = b.m.name
	b.table(outcome, b.d.Outcome, func(result int) (string, string) {
		if result == decision.None {
			return "null", ""
		}
		return quoted(set.Outcomes[result].ID.V), titles[result]
	})
	verdict := b.names.take("t_verdict")
	for i := range set.Criteria {
		c := &set.Criteria[i]
		t := table{
			id: "criterion-" + c.ID.V, name: b.names.take("criterion_" + c.ID.V), label: c.Title.In(lang), question: c.Title.In(lang),
			typeName: verdict, typeRef: "string", allowed: verdicts(), sources: b.sources(c.References),
		}
		if !c.HasBasis() {
			t.sources = b.sources(set.References)
		}
		b.table(t, b.d.Verdicts[i], func(result int) (string, string) {
			v := criteria.Verdict(result)
			return quoted(v.String()), b.w.Verdict(v)
		})
	}
	for o, items := range b.d.Items {
		for i, diagram := range items {
			item := &set.Outcomes[o].Items[i]
			if item.When == nil {
				continue
			}
			id := set.Outcomes[o].ID.V + "-" + item.ID.V
			t := table{
				id: "item-" + id, name: b.names.take("item_" + set.Outcomes[o].ID.V + "_" + item.ID.V),
				label: titles[o] + ": " + item.ID.V, question: item.Text.In(lang), typeRef: "boolean",
			}
			b.table(t, diagram, func(result int) (string, string) { return fmt.Sprint(result == decision.In), "" })
		}
	}
}

// verdicts returns the unary tests of the verdicts.
func verdicts() string {
	out := ""
	for _, v := range []criteria.Verdict{criteria.Met, criteria.Unmet, criteria.Open, criteria.NotApplicable} {
		if out != "" {
			out += ","
		}
		out += quoted(v.String())
	}
	return out
}

// sources returns the indexes of the knowledge sources for references, which it adds.
func (b *builder) sources(refs []criteria.Reference) (out []int) {
	if b.seen == nil {
		b.seen = map[source]int{}
	}
	for i := range refs {
		s := source{b.w.Reference(&refs[i]), refs[i].Identifier, refs[i].URL}
		n, ok := b.seen[s]
		if !ok {
			n = len(b.m.sources)
			b.seen[s] = n
			b.m.sources = append(b.m.sources, s)
		}
		out = union(out, []int{n})
	}
	return out
}

// union returns a with those of b that it lacks.
func union(a, b []int) []int {
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}
