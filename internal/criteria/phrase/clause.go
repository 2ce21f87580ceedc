package phrase

import (
	"html"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/criteria"
)

// Join says how the parts of a [Clause] belong together.
type Join uint8

// The joins. A clause that is Single has no parts.
const (
	Single Join = iota
	All
	Any
	AtLeast
	AtMost
	Exactly
)

// Clause is a condition in words: a phrase, or a list of parts.
type Clause struct {
	// Join says which of the parts must be true, Number how many of them where they are counted.
	Join   Join
	Number int
	// Text is the phrase, or the line above the parts: "all of the following is true:".
	Text string
	// Mentions are the questions and the criteria that the phrase quotes, in its order. They are
	// empty if there are parts.
	Mentions []Mention
	Parts    []Clause
}

// Mention is a question or a criterion in a phrase: Text is how the phrase quotes it. The index of
// the one that it isn't is -1.
type Mention struct {
	Text                string
	Question, Criterion int
}

const (
	// minListParts is the number of parts from which on a condition is rendered as a list.
	minListParts = 3
	// minLongList is the number of characters from which on a sentence in a text is rendered as a
	// list, if it has two parts.
	minLongList = 120
)

// Clause renders a condition as [Words.HTML] does, as a value; but two parts that are long are a
// list, too.
func (w *Words) Clause(c *criteria.Condition, given ...*criteria.Condition) Clause {
	return w.clauseOf(c, given, minLongList)
}

func (w *Words) clauseOf(c *criteria.Condition, given []*criteria.Condition, long int) Clause {
	if c == nil {
		return Clause{Text: w.Text("ConditionAlways")}
	}
	return w.clause(normal(c.Root, false), facts(given), long)
}

// clause renders a condition in normal form. A phrase of several parts has fewer characters than
// long.
func (w *Words) clause(e criteria.Expr, known []criteria.Expr, long int) Clause {
	var c Clause
	terms, id := parts(e)
	switch e := e.(type) {
	case criteria.Count:
		terms = e.Terms
		c.Join, c.Number = counting(e)
		c.Text = w.lead(e)
	default:
		if id == "" || len(terms) < minListParts && !nested(terms) {
			c.Text = w.plain(e, known)
			if id == "" || utf8.RuneCountInString(c.Text) < long {
				w.mentions(&c, e)
				return c
			}
		}
		c.Join, c.Text = Any, w.Text("ConditionAny")
		if _, all := e.(criteria.And); all {
			c.Join, c.Text = All, w.Text("ConditionAll")
			known = append(known[:len(known):len(known)], terms...)
		}
	}
	for _, term := range terms {
		c.Parts = append(c.Parts, w.clause(term, known, long))
	}
	return c
}

// mentions adds the mentions of a phrase.
func (w *Words) mentions(c *Clause, e criteria.Expr) {
	for _, t := range criteria.Terms(e) {
		w.mentions(c, t)
	}
	m := Mention{Question: -1, Criterion: -1}
	switch e := e.(type) {
	case criteria.Is:
		m.Question = e.Question
	case criteria.Has:
		m.Question = e.Question
	case criteria.Answered:
		m.Question = e.Question
	case criteria.VerdictIs:
		m.Criterion = e.Criterion
	default:
		return
	}
	if m.Text = w.quoted(m); m.Text != "" {
		c.Mentions = append(c.Mentions, m)
	}
}

func (w *Words) quoted(m Mention) string {
	if m.Criterion >= 0 {
		return w.Criterion(m.Criterion)
	}
	return w.Question(m.Question)
}

func (c *Clause) html(b *strings.Builder) {
	b.WriteString(html.EscapeString(c.Text))
	if c.Parts == nil {
		return
	}
	b.WriteString("<ul>")
	for i := range c.Parts {
		b.WriteString("<li>")
		c.Parts[i].html(b)
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
}
