package facts

import "fmt"

// Difference is a fact that differs between a translation and its original. Here is the fact in
// the translation and There the one in the original; one of them may be nil.
type Difference struct{ Here, There *Fact }

// Message describes the difference to the editor of the translation. lang is the language of the
// original.
func (d Difference) Message(lang string) string {
	switch {
	case d.There == nil:
		return fmt.Sprintf("%q isn't in %q", d.Here.Text, lang)
	case d.Here == nil:
		return fmt.Sprintf("%q has %q, which isn't here", lang, d.There.Text)
	}
	return fmt.Sprintf("%q where %q has %q", d.Here.Text, lang, d.There.Text)
}

// Key identifies the difference. It must never change, since fingerprints are made of it.
func (d Difference) Key() string {
	here, there := "", ""
	if d.Here != nil {
		here = d.Here.Text
	}
	if d.There != nil {
		there = d.There.Text
	}
	return fmt.Sprintf("fact %q %q", here, there)
}

// Compare compares section i of an original with section j of its translation. A fact counts as
// missing only if it is nowhere else in the other text. Where whole reports false, the structures
// of the sections differ, and only facts in each other's place are compared.
func Compare(original, t *List, i, j int, whole bool) []Difference {
	there, here := original.section(i), t.section(j)
	if len(there) == 0 && len(here) == 0 {
		return nil
	}
	limited := original.limited || t.limited
	lost := unmatched(there, here, limited)
	extra := unmatched(here, there, limited)
	if len(lost) == 0 && len(extra) == 0 {
		return nil
	}
	var out []Difference
	lost, extra, out = pair(original, t, lost, extra)
	if !whole || limited {
		return out
	}
	for _, f := range extra {
		if f.telling() && !has(original.facts, f) {
			out = append(out, Difference{Here: f})
		}
	}
	for _, f := range lost {
		if f.telling() && !has(t.facts, f) {
			out = append(out, Difference{There: f})
		}
	}
	return out
}

// unmatched returns the facts that none of another list matches, each once.
func unmatched(list, other []Fact, limited bool) []*Fact {
	var out []*Fact
	for i := range list {
		f := &list[i]
		if limited && !f.signed() || has(other, f) {
			continue
		}
		twice := false
		for _, g := range out {
			twice = twice || g.matches(f)
		}
		if !twice {
			out = append(out, f)
		}
	}
	return out
}

// signed reports whether a fact of its kind is read in a language without a file as well.
func (f *Fact) signed() bool {
	switch f.Kind {
	case Money, Percent, Phone, Mail, URL:
		return true
	}
	return false
}

// pair pairs facts as standing for each other, in their order, and returns the others. Facts of the
// same kind come before a number and a reference.
func pair(original, t *List, lost, extra []*Fact) (lone, loneExtra []*Fact, out []Difference) {
	taken := map[*Fact]bool{}
	for _, replaces := range []func(f, g *Fact) bool{
		func(f, g *Fact) bool { return f.Kind == g.Kind && replaces(f, g) },
		func(f, g *Fact) bool { return f.bare() && g.bare() && !f.Worded && !g.Worded },
	} {
		for _, f := range extra {
			for _, g := range lost {
				if taken[f] || taken[g] || !replaces(f, g) || has(t.facts, g) && has(original.facts, f) {
					continue
				}
				taken[f], taken[g] = true, true
				out = append(out, Difference{f, g})
			}
		}
	}
	without := func(list []*Fact) (out []*Fact) {
		for _, f := range list {
			if !taken[f] {
				out = append(out, f)
			}
		}
		return out
	}
	return without(lost), without(extra), out
}

// replaces reports whether two facts of a kind that don't match are likely to stand for each other.
func replaces(f, g *Fact) bool {
	switch f.Kind {
	case Number:
		return !f.Worded && !g.Worded
	case Quantity:
		return !f.Worded || !g.Worded || f.raw >= 2 && g.raw >= 2
	case Mail, URL:
		return contradict(f, g)
	case Date:
		return (f.value >= 10000 && int(f.value)%10000 == 0) == (g.value >= 10000 && int(g.value)%10000 == 0)
	}
	return true
}

// telling reports whether a translation that lacks a fact says something else than its original.
// Translators leave out numbers of other kinds, and add them.
func (f *Fact) telling() bool {
	if f.Worded {
		return false
	}
	switch f.Kind {
	case Money:
		return true
	case Percent:
		return f.value != 100
	case Date:
		return int(f.value)%100 != 0
	case Time:
		return true
	case Quantity:
		return f.raw >= 2 && !(f.unit == "second" && (f.raw == 24 || f.raw == 7))
	case Number:
		return f.raw >= 1000 && f.value == f.other
	}
	return false
}
