// Package phrase says conditions in the words of a language, for people who don't read code: the
// guidance, the decision table and the result say when something holds, and all say it alike.
//
// Phrases are UI strings, so that no language is known here. Words are about one version of a set:
// they quote its questions, options and criteria.
package phrase

import (
	"html"
	"strings"

	"baken.example/baken/internal/criteria"
)

// Strings are the UI strings of a language.
type Strings interface {
	// Text returns a string, Format one with the fields of data in its places.
	Text(id string) (string, error)
	Format(id string, data any) (string, error)
}

// Words says the conditions of a set in a language. It isn't safe for concurrent use: it keeps the
// first failure, so that whoever says much needs to ask for it only once.
type Words struct {
	set     *criteria.Set
	lang    string
	strings Strings
	err     error
}

// New returns the words for a set in a language whose strings are given.
func New(set *criteria.Set, lang string, strings Strings) *Words {
	return &Words{set: set, lang: lang, strings: strings}
}

// Err returns why some words couldn't be found, if so. They are empty then.
func (w *Words) Err() error { return w.err }

// Lang returns the code of the language.
func (w *Words) Lang() string { return w.lang }

// Text returns a UI string.
func (w *Words) Text(id string) string {
	s, err := w.strings.Text(id)
	return w.kept(s, err)
}

// Format returns a UI string with the fields of data in its places.
func (w *Words) Format(id string, data any) string {
	s, err := w.strings.Format(id, data)
	return w.kept(s, err)
}

func (w *Words) kept(s string, err error) string {
	if w.err == nil {
		w.err = err
	}
	return s
}

// Title returns what the set is called: its title, or its id when it has none.
func (w *Words) Title() string {
	if title := w.set.Title.In(w.lang); title != "" {
		return title
	}
	return w.set.ID.V
}

// Quote puts the quotation marks of the language around a text.
func (w *Words) Quote(text string) string {
	return w.Text("QuoteOpenDouble") + text + w.Text("QuoteCloseDouble")
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

// Plain says a condition as one phrase, without a capital or a full stop. Of a condition that is
// nil it says that it always holds. In given are conditions that hold wherever this one matters, such
// as what a criterion applies to: what they say already isn't repeated.
func (w *Words) Plain(c *criteria.Condition, given ...*criteria.Condition) string {
	if c == nil {
		return w.Text("ConditionAlways")
	}
	return w.plain(normal(c.Root, false), facts(given))
}

// HTML says a condition as [Words.Plain] does, but one of several parts as a list, with lists in it.
// The result is escaped, and stands in an element that may hold a list.
func (w *Words) HTML(c *criteria.Condition, given ...*criteria.Condition) string {
	if c == nil {
		return html.EscapeString(w.Text("ConditionAlways"))
	}
	var b strings.Builder
	w.html(&b, normal(c.Root, false), facts(given))
	return b.String()
}

func (w *Words) plain(e criteria.Expr, known []criteria.Expr) string {
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
		if _, inner := parts(term); inner != "" {
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

// shortest is how many parts a condition has at least to be a list.
const shortest = 3

func (w *Words) html(b *strings.Builder, e criteria.Expr, known []criteria.Expr) {
	terms, id := parts(e)
	if id == "" || len(terms) < shortest && !nested(terms) {
		b.WriteString(html.EscapeString(w.plain(e, known)))
		return
	}
	lead := "ConditionAny"
	if _, all := e.(criteria.And); all {
		lead = "ConditionAll"
		known = append(known[:len(known):len(known)], terms...)
	}
	b.WriteString(html.EscapeString(w.Text(lead)))
	b.WriteString("<ul>")
	for _, term := range terms {
		b.WriteString("<li>")
		w.html(b, term, known)
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
}

// parts returns the terms of an and or an or, and the string that joins two of them; none for
// anything else.
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
	for _, t := range terms {
		if _, id := parts(t); id != "" {
			return true
		}
	}
	return false
}
