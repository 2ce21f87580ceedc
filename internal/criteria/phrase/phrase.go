// Package phrase renders conditions as natural language, for readers who don't read code. The
// guidance, the decision tables and the results of a check all use it, so that they have the same
// wording.
//
// Phrases are composed of UI strings; the package itself knows no language. [Words] belong to one
// version of a set, whose questions, options and criteria they quote.
package phrase

import (
	"math"
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
)

// Strings are the UI strings of a language.
type Strings interface {
	// Text returns a string, Format one with the fields of data in its places.
	Text(id string) (string, error)
	Format(id string, data any) (string, error)
}

// Words renders the conditions of a set in a language. It isn't safe for concurrent use. Its
// methods return no errors: it records the first one, which a caller checks once, with [Words.Err].
type Words struct {
	set     *criteria.Set
	name    string
	lang    string
	strings Strings
	// quantities renders values.
	quantities *quantity.Words
	// brief reports whether questions and options are named by their short forms. The words have
	// the errors of full then.
	brief bool
	full  *Words
	err   error
}

// New returns the words for a set in the language of strings.
func New(set *criteria.Set, lang string, strings Strings) *Words {
	return &Words{set: set, name: set.ID.V, lang: lang, strings: strings, quantities: quantity.New(lang, strings)}
}

// Named returns the words with another [Words.Name]. They share the errors of w.
func (w *Words) Named(name string) *Words {
	named := *w
	named.name = name
	if w.full == nil {
		named.full = w
	}
	return &named
}

// Name returns the name that distinguishes elements about the set from the ones about others: its
// id, if nothing else was given.
func (w *Words) Name() string { return w.name }

// Err returns the first error, if a string was missing. It rendered as an empty text.
func (w *Words) Err() error {
	if w.full != nil {
		return w.full.err
	}
	return w.err
}

// Lang returns the code of the language.
func (w *Words) Lang() string { return w.lang }

// Text returns a UI string.
func (w *Words) Text(id string) string {
	s, err := w.strings.Text(id)
	return w.record(s, err)
}

// Format returns a UI string with the fields of data in its places.
func (w *Words) Format(id string, data any) string {
	s, err := w.strings.Format(id, data)
	return w.record(s, err)
}

func (w *Words) record(s string, err error) string {
	if w.full != nil {
		w = w.full
	}
	if w.err == nil {
		w.err = err
	}
	return s
}

// Title returns the set's title, or its id if it has none.
func (w *Words) Title() string {
	if title := w.set.Title.In(w.lang); title != "" {
		return title
	}
	return w.set.ID.V
}

// Quote puts the quotation marks of the language around a text. Such marks within it become the
// single ones.
func (w *Words) Quote(text string) string {
	open, shut := w.Text("QuoteOpenDouble"), w.Text("QuoteCloseDouble")
	if open != "" && strings.Contains(text, open) {
		text = strings.NewReplacer(open, w.Text("QuoteOpenSingle"), shut, w.Text("QuoteCloseSingle")).Replace(text)
	}
	return open + text + shut
}

// Or lists texts of which one holds: "a, b or c".
func (w *Words) Or(texts []string) string { return w.list("ConditionListOr", texts) }

// And lists texts that all hold: "a, b and c".
func (w *Words) And(texts []string) string { return w.list("ConditionListAnd", texts) }

func (w *Words) list(last string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	out := texts[0]
	for i, next := range texts[1:] {
		id := "ConditionListNext"
		if i == len(texts)-2 {
			id = last
		}
		out = w.Format(id, struct{ Before, Next string }{out, next})
	}
	return out
}

// Plain renders a condition as one phrase, without a capital or a full stop. A nil condition always
// holds. given are conditions that are known to hold, such as the one under which a criterion
// applies: the phrase doesn't repeat them.
func (w *Words) Plain(c *criteria.Condition, given ...*criteria.Condition) string {
	if c == nil {
		return w.Text("ConditionAlways")
	}
	return w.plain(normal(c.Root, false), facts(given))
}

// HTML renders a condition as [Words.Plain] does, but a condition of several parts as a list,
// nested if need be. The result is escaped flow content.
func (w *Words) HTML(c *criteria.Condition, given ...*criteria.Condition) string {
	var b strings.Builder
	clause := w.clauseOf(c, given, math.MaxInt)
	clause.html(&b)
	return b.String()
}

func (w *Words) plain(e criteria.Expr, known []criteria.Expr) string {
	if count, ok := e.(criteria.Count); ok {
		return w.counted(count, known)
	}
	terms, id := parts(e)
	if id == "" {
		return w.leaf(e, known)
	}
	if _, all := e.(criteria.And); all {
		known = append(known[:len(known):len(known)], terms...)
	}
	out := ""
	for i, term := range terms {
		next := w.plain(term, known)
		if compound(term) {
			next = w.Format("ConditionGroup", struct{ Condition string }{next})
		}
		if i == 0 {
			out = next
			continue
		}
		out = w.Format(id, struct{ Before, Next string }{out, next})
	}
	return out
}

// parts returns the terms of a conjunction or a disjunction, and the id of the string that joins
// two of them; id is empty for other expressions.
func parts(e criteria.Expr) (terms []criteria.Expr, id string) {
	switch e := e.(type) {
	case criteria.And:
		return e.Terms, "ConditionAnd"
	case criteria.Or:
		return e.Terms, "ConditionOr"
	}
	return nil, ""
}

func nested(terms []criteria.Expr) bool {
	return slices.ContainsFunc(terms, compound)
}

// compound reports whether a condition has parts.
func compound(e criteria.Expr) bool {
	_, id := parts(e)
	_, count := e.(criteria.Count)
	return count || id != ""
}

// counted renders a count: "at least 2 of these conditions: a; b; c".
func (w *Words) counted(e criteria.Count, known []criteria.Expr) string {
	conditions := ""
	for i, t := range e.Terms {
		next := w.plain(t, known)
		if compound(t) {
			next = w.Format("ConditionGroup", struct{ Condition string }{next})
		}
		if i == 0 {
			conditions = next
			continue
		}
		conditions = w.Format("ConditionListCounted", struct{ Before, Next string }{conditions, next})
	}
	return w.Format("ConditionCounted", struct{ Lead, Conditions string }{w.lead(e), conditions})
}

// lead renders how many parts of a count in normal form must be true.
func (w *Words) lead(e criteria.Count) string {
	join, n := counting(e)
	id := map[Join]string{Exactly: "ConditionExactly", AtLeast: "ConditionAtLeast", AtMost: "ConditionAtMost"}[join]
	return w.Format(id, struct{ Number int }{n})
}

// counting returns the comparison of a count in normal form.
func counting(e criteria.Count) (Join, int) {
	switch {
	case e.Most == len(e.Terms):
		return AtLeast, e.Least
	case e.Least == 0:
		return AtMost, e.Most
	}
	return Exactly, e.Least
}
