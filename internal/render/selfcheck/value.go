package selfcheck

import (
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/layout"
)

// typed reports whether readers type the answer to a question of a set.
func typed(set *criteria.Set) bool {
	for i := range set.Questions {
		if set.Questions[i].Scale != nil {
			return true
		}
	}
	return false
}

// typedView returns the field of a question, or nil if readers choose the answer.
func (b *builder) typedView(q *criteria.Question) *layout.TypedView {
	s := q.Scale
	if s == nil {
		return nil
	}
	f, err := quantity.New(b.l.Code, b.l.Messages).Field(q)
	b.fail(err)
	if err != nil {
		return nil
	}
	v := &layout.TypedView{
		Question: q.ID.V, Type: s.Kind.String(), Currency: s.Currency, Min: s.Value(s.Min).String(), Max: s.Value(s.Max).String(), Step: s.StepString(), Decimals: s.Decimals,
		Before: f.Before, After: f.After, Size: f.Size, Or: len(q.Options) > len(s.Intervals),
	}
	whole := !strings.Contains(strings.TrimRight(v.Step, "0."), ".") && !strings.Contains(strings.TrimRight(v.Min, "0."), ".")
	switch { // Some phones have no minus on the keyboards for numbers.
	case s.Kind == criteria.Day || s.Min >= 0 && whole:
		v.InputMode = "numeric"
	case s.Min >= 0:
		v.InputMode = "decimal"
	}
	for _, part := range f.Parts {
		switch part {
		case "day":
			v.Parts = append(v.Parts, layout.TypedPart{Name: part, Label: b.words.Text("ValueDay"), Size: shortPart})
		case "month":
			v.Parts = append(v.Parts, layout.TypedPart{Name: part, Label: b.words.Text("ValueMonth"), Size: shortPart})
		default:
			v.Parts = append(v.Parts, layout.TypedPart{Name: part, Label: b.words.Text("ValueYear"), Size: longPart})
		}
	}
	return v
}

// shortPart and longPart are the numbers of characters of the fields of a date.
const shortPart, longPart = 2, 4

// typing returns the strings for typed values; nil if there are none.
func (b *builder) typing() *quantity.Typing {
	if !typed(b.check.Set) {
		return nil
	}
	t, err := quantity.New(b.l.Code, b.l.Messages).Typing(b.check.Set)
	b.fail(err)
	return t
}
