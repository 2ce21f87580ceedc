package criteria

import (
	"iter"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// Prose yields the texts of the set that are Markdown.
func (s *Set) Prose() iter.Seq[content.Localized] {
	return func(yield func(content.Localized) bool) {
		all := []content.Localized{s.LegalBasis}
		for _, q := range s.Questions {
			all = append(all, q.Why)
		}
		for _, c := range s.Criteria {
			all = append(all, c.Guidance, c.LegalBasis)
			for _, v := range Verdicts() {
				all = append(all, c.Advice[v])
			}
		}
		for _, o := range s.Outcomes {
			all = append(all, o.Body)
		}
		for _, t := range all {
			if t != nil && !yield(t) {
				return
			}
		}
	}
}

// Labels are the texts of the set that aren't.
func (s *Set) Labels() (out []content.Localized) {
	for _, q := range s.Questions {
		out = append(out, q.Text, q.Hint)
		for _, o := range q.Options {
			out = append(out, o.Label, o.Hint)
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

// PosAt returns the place in the file of a place in one of the set's texts.
func (s *Set) PosAt(t content.Text, p diag.Pos) diag.Pos { return s.PosIn(t, offset(t.V, p)) }

// offset returns the byte offset of a place in a text whose lines are counted from 1.
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
