package criteria

import (
	"iter"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// Prose yields the Markdown texts of the set, without the missing ones.
func (s *Set) Prose() iter.Seq[content.Localized] {
	return func(yield func(content.Localized) bool) {
		all := []content.Localized{s.LegalBasis}
		for _, t := range s.Texts {
			all = append(all, t.Body)
		}
		for _, q := range s.Questions {
			all = append(all, q.Hint, q.Why, q.LegalBasis)
			for _, o := range q.Options {
				all = append(all, o.Hint, o.Guidance)
			}
		}
		for _, c := range s.Criteria {
			all = append(all, c.Guidance, c.LegalBasis)
			for _, v := range Verdicts() {
				all = append(all, c.Advice[v])
			}
		}
		for _, o := range s.Outcomes {
			all = append(all, o.Body, o.LegalBasis)
			for _, item := range o.Items {
				all = append(all, item.Text)
			}
		}
		for _, t := range all {
			if t != nil && !yield(t) {
				return
			}
		}
	}
}

// Every yields all texts of the set's file, without the missing ones, and whether they are
// Markdown.
func (s *Set) Every() iter.Seq2[content.Localized, bool] {
	return func(yield func(content.Localized, bool) bool) {
		for t := range s.Prose() {
			if !yield(t, true) {
				return
			}
		}
		plain := append(s.Labels(), s.Title)
		for _, r := range s.Cited() {
			plain = append(plain, r.Name)
		}
		for _, t := range plain {
			if t != nil && !yield(t, false) {
				return
			}
		}
	}
}

// Hints yields the texts among [Set.Prose] that have no blocks.
func (s *Set) Hints() iter.Seq[content.Localized] {
	return func(yield func(content.Localized) bool) {
		for _, q := range s.Questions {
			if q.Hint != nil && !yield(q.Hint) {
				return
			}
			for _, o := range q.Options {
				if o.Hint != nil && !yield(o.Hint) {
					return
				}
			}
		}
	}
}

// Labels returns the plain texts of the set's file, some of which may be nil. Labels of intervals
// that are made of their limits are none.
func (s *Set) Labels() (out []content.Localized) {
	for _, q := range s.Questions {
		out = append(out, q.Text, q.Short, q.Error, q.Unit)
		for _, g := range q.Groups {
			out = append(out, g.Heading)
		}
		for i, o := range q.Options {
			if q.Scale == nil || i >= len(q.Scale.Intervals) || written(o.Label) {
				out = append(out, o.Label)
			}
			out = append(out, o.Short)
		}
	}
	for _, c := range s.Criteria {
		out = append(out, c.Title)
	}
	for _, o := range s.Outcomes {
		out = append(out, o.Title)
	}
	return out
}

// written reports whether a text stands in a file.
func written(l content.Localized) bool {
	for _, t := range l {
		if t.IsSet() {
			return true
		}
	}
	return false
}

// Brief returns the question in a language in its short form, or in full if it has none.
func (q *Question) Brief(lang string) string { return brief(q.Short, q.Text, lang) }

// Brief returns the label in a language in its short form, or in full if it has none.
func (o *Option) Brief(lang string) string { return brief(o.Short, o.Label, lang) }

func brief(short, full content.Localized, lang string) string {
	if s := short.In(lang); s != "" {
		return s
	}
	return full.In(lang)
}

// PosAt returns the position in the set's file of a character of t, one of the set's texts. The
// line and column of p count within t, from 1.
func (s *Set) PosAt(t content.Text, p diag.Pos) diag.Pos { return s.PosIn(t, offset(t.V, p)) }

// offset returns the byte offset of a position in a text, or len(text) for a position after its
// end. Lines, and columns of characters, count from 1.
func offset(text string, p diag.Pos) int {
	from := 0
	for range p.Line - 1 {
		i := strings.IndexByte(text[from:], '\n')
		if i < 0 {
			return len(text)
		}
		from += i + 1
	}
	column := 1
	for i := range text[from:] {
		if column >= p.Column {
			return from + i
		}
		column++
	}
	return len(text)
}
