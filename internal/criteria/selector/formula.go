package selector

import (
	"math"
	"slices"
	"strings"

	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/selector/cover"
)

const (
	// maxText limits the length of a formula: a longer one doesn't fit into a style sheet.
	maxText = 48 << 10
	// maxTexts limits the total length of all formulas of a set.
	maxTexts = 48 << 20
)

// formula is an immutable tree of conjunctions, disjunctions and literals.
type formula struct {
	kind kind
	// terms are the operands of a conjunction or disjunction; none is of the same kind.
	terms []*formula
	// Literal is set for a leaf.
	cover.Literal
	// text is the formula as a compound selector, without the form.
	text string
	// opposite caches the negation.
	opposite *formula
}

type kind uint8

const (
	leaf kind = iota
	conjunction
	disjunction
)

func (w *writer) leaf(l cover.Literal) *formula {
	f, ok := w.leaves[l]
	if !ok {
		f = &formula{kind: leaf, Literal: l, text: w.compound(cover.Cube{l})}
		w.spend(f)
		w.leaves[l] = f
	}
	return f
}

// spend counts the memory of a formula. Exceeding its limit is treated as exceeding that of the
// space.
func (w *writer) spend(f *formula) {
	n := len(f.text) + 8*len(f.terms)
	w.Space.Spend(1 + n/64)
	if w.room -= n; w.room < 0 {
		w.Space.Spend(math.MaxInt32)
	}
}

// join returns a conjunction or disjunction, or nil when it is too long or a term is nil.
func (w *writer) join(k kind, terms ...*formula) *formula {
	var all []*formula
	length := 0
	for _, t := range terms {
		if t == nil {
			return nil
		}
		if length += len(t.text); length > 2*maxText {
			return nil
		}
		if t.kind == k {
			all = append(all, t.terms...)
		} else {
			all = append(all, t)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	f := &formula{kind: k, terms: all}
	if k == conjunction {
		f.text = w.concatenated(all)
	} else {
		f.text = ":not(:not(" + strings.Join(w.list(all), ",") + "))"
		opposites := w.opposites(all)
		if opposites == nil {
			return nil
		}
		if plain := w.concatenated(opposites); len(plain)+len(":not()") < len(f.text) {
			f.text = ":not(" + plain + ")"
		}
		if list := w.list(all); w.factored && len(list) == 1 {
			f.text = list[0]
		}
	}
	w.spend(f)
	if len(f.text) > maxText {
		return nil
	}
	return f
}

// concatenated returns the text of a conjunction: its literals as one compound, then the rest.
func (w *writer) concatenated(terms []*formula) string {
	var literals cover.Cube
	var rest strings.Builder
	for _, t := range terms {
		if t.kind == leaf {
			literals = append(literals, t.Literal)
		} else {
			rest.WriteString(t.text)
		}
	}
	return w.compound(literals) + rest.String()
}

// list writes the terms of a disjunction as a selector list. What only asks that one of some inputs
// is checked goes into one :has().
func (w *writer) list(terms []*formula) []string {
	var out, inputs []string
	for _, t := range terms {
		text := t.text
		if inner, ok := strings.CutPrefix(text, ":has("); ok && t.kind == leaf && strings.Count(text, "(") == 1 {
			inputs = append(inputs, strings.TrimSuffix(inner, ")"))
			continue
		}
		out = append(out, text)
	}
	if len(inputs) > 0 {
		out = append(out, has(inputs))
	}
	slices.SortFunc(out, byLength)
	return out
}

func byLength(a, b string) int {
	if n := len(a) - len(b); n != 0 {
		return n
	}
	return strings.Compare(a, b)
}

// opposite returns the negation of f, or nil when it is too long or f is nil.
func (w *writer) opposite(f *formula) *formula {
	switch {
	case f == nil:
		return nil
	case f.opposite != nil:
		return f.opposite
	}
	switch f.kind {
	case leaf:
		f.opposite = w.leaf(cover.Literal{Variable: f.Variable, Values: w.Space.All(f.Variable).Minus(f.Values)})
	case conjunction:
		f.opposite = w.inverse(disjunction, f.terms)
	case disjunction:
		f.opposite = w.inverse(conjunction, f.terms)
	}
	if f.opposite != nil {
		f.opposite.opposite = f
	}
	return f.opposite
}

// inverse joins the negations of terms.
func (w *writer) inverse(k kind, terms []*formula) *formula {
	opposites := w.opposites(terms)
	if opposites == nil {
		return nil
	}
	return w.join(k, opposites...)
}

// opposites returns the negations of terms, or nil when one is too long.
func (w *writer) opposites(terms []*formula) []*formula {
	out := make([]*formula, len(terms))
	for i, t := range terms {
		if out[i] = w.opposite(t); out[i] == nil {
			return nil
		}
	}
	return out
}

// cubes returns the formula of a cover.
func (w *writer) cubes(cubes []cover.Cube) *formula {
	terms := make([]*formula, len(cubes))
	for i, cu := range cubes {
		literals := make([]*formula, len(cu))
		for j, l := range cu {
			literals[j] = w.leaf(l)
		}
		terms[i] = w.join(conjunction, literals...)
	}
	return w.join(disjunction, terms...)
}

// selectors returns a formula as selectors of the form, for a style sheet that appends suffix bytes
// to each.
func (w *writer) selectors(f *formula, suffix int) []string {
	one := []string{"#" + FormID + f.text}
	if f.kind != disjunction {
		return one
	}
	many := w.list(f.terms)
	cost := 0
	for i := range many {
		many[i] = "#" + FormID + many[i]
		cost += len(many[i]) + suffix + 1
	}
	if cost <= len(one[0])+suffix+1 {
		return many
	}
	return one
}

// literalOf returns f as a literal, and reports whether it is one.
func (w *writer) literalOf(f mdd.Ref) (cover.Literal, bool) {
	v := w.Space.Variable(f)
	var values mdd.Values
	for value := range w.Space.Arity(v) {
		switch w.Space.Child(f, value) {
		case mdd.True:
			values = values.Union(mdd.Of(value))
		case mdd.False:
		default:
			return cover.Literal{}, false
		}
	}
	return cover.Literal{Variable: v, Values: values}, true
}
