package cases

import (
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// between are the characters that may stand between several options in a cell.
const between = "+,;|\n"

// answer reads the answer to a question.
func (t *trial) answer(c *Case, q int, text string, at diag.Pos) {
	question := &t.set.Questions[q]
	if s := question.Scale; s != nil {
		if o := question.Option(text); o >= len(s.Intervals) {
			c.Answers[q] = []int{o}
			return
		}
		units, wrong, hint := value(question, text, t.source.Days)
		if wrong != "" {
			if others := question.OptionIDs()[len(s.Intervals):]; len(others) > 0 {
				hint += "; or write " + strings.Join(others, " or ")
			}
			t.add(at, hint, "%s %s", diag.Quote(diag.Shorten(text)), wrong)
			return
		}
		c.Answers[q], c.Values[q] = []int{s.Interval(units)}, units
		return
	}
	var chosen []int
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		id := strings.TrimSpace(part)
		if id == "" {
			continue
		}
		o := question.Option(id)
		if o < 0 {
			ids := question.OptionIDs()
			hint := "the options are " + diag.ListNames(ids)
			if meant := labelledOptions(question, id, text); len(meant) > 0 {
				hint = "write the option's id: " + strings.Join(meant, " or ")
			}
			t.add(at, hint, "the question %q has no option %s%s", question.ID.V, diag.Quote(diag.Shorten(id)), diag.DidYouMean(id, ids))
			return
		}
		if !slices.Contains(chosen, o) {
			chosen = append(chosen, o)
		}
	}
	slices.Sort(chosen)
	switch {
	case len(chosen) == 0:
		t.add(at, "name an option, or empty the cell", "%s names no option of %q", diag.Quote(diag.Shorten(text)), question.ID.V)
		return
	case len(chosen) > 1 && !question.Many:
		t.add(at, "name one of them", "of the question %q one option can be chosen, not %d", question.ID.V, len(chosen))
		return
	case question.Answer(chosen) == nil:
		t.add(at, "leave out either that option or the others", "this is no answer to %q: one of the options is exclusive", question.ID.V)
		return
	}
	c.Answers[q] = chosen
}

// labelledOptions returns the ids of the options with one of some labels, in any language: several
// where they share a label.
func labelledOptions(q *criteria.Question, labels ...string) (ids []string) {
	for _, o := range q.Options {
		has := func(label string) bool {
			return slices.ContainsFunc(labels, func(l string) bool { return strings.EqualFold(l, label) })
		}
		for _, texts := range []content.Localized{o.Label, o.Short} {
			for _, l := range texts {
				if has(l.V) && !slices.Contains(ids, o.ID.V) {
					ids = append(ids, o.ID.V)
				}
			}
		}
	}
	return ids
}
