package facts

import (
	"fmt"
	"strconv"

	"baken.example/baken/internal/facts/address"
)

// Difference is a fact that differs between a translation and its original. Here is the fact in
// the translation and There the one in the original; one of them may be nil.
type Difference struct{ Here, There *Fact }

// Message describes the difference to the editor of the translation. lang is the language of the
// original.
func (d Difference) Message(lang string) string {
	quote := strconv.QuoteToGraphic // It leaves the no-break space of an amount as it is.
	switch {
	case d.There == nil:
		return fmt.Sprintf("%s isn't in %q", quote(d.Here.Text), lang)
	case d.Here == nil:
		return fmt.Sprintf("%q has %s, which isn't here", lang, quote(d.There.Text))
	}
	return fmt.Sprintf("%s where %q has %s", quote(d.Here.Text), lang, quote(d.There.Text))
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

// maxOpen is the number of facts of a section without a match from which no more are compared,
// which bounds the time for pages of figures.
const maxOpen = 50

// open is a fact that nothing in the other section matches, and whether something else in the other
// text does.
type open struct {
	*Fact
	elsewhere bool
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
	lost := unmatched(there, here, t.facts, limited)
	extra := unmatched(here, there, original.facts, limited)
	if len(lost) == 0 && len(extra) == 0 {
		return nil
	}
	lost, extra, out := pair(lost, extra)
	if !whole || limited || original.partial || t.partial {
		return out
	}
	for _, f := range extra {
		if f.telling() && !f.elsewhere {
			out = append(out, Difference{Here: f.Fact})
		}
	}
	for _, f := range lost {
		if f.telling() && !f.elsewhere {
			out = append(out, Difference{There: f.Fact})
		}
	}
	return out
}

// same is the identity of a fact: two with the same match each other.
type same struct {
	kind  Kind
	unit  string
	value float64
	key   string
}

func (f *Fact) identity() same { return same{f.Kind, f.unit, f.value, f.key} }

// unmatched returns the facts of a section that none of the other section matches, each once, and
// at most maxOpen.
func unmatched(list, other, all []Fact, limited bool) []open {
	var known map[same]bool
	if len(list)+len(other) > 32 {
		known = make(map[same]bool, len(other))
		for i := range other {
			known[other[i].identity()] = true
		}
	}
	var out []open
	for i := range list {
		f := &list[i]
		if limited && !f.signed() || known[f.identity()] || has(other, f) {
			continue
		}
		twice := false
		for _, g := range out {
			twice = twice || g.matches(f)
		}
		if twice {
			continue
		}
		if out = append(out, open{f, has(all, f)}); len(out) == maxOpen {
			break
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
func pair(lost, extra []open) (lone, loneExtra []open, out []Difference) {
	taken := map[*Fact]bool{}
	for _, replaces := range []func(f, g *Fact) bool{
		func(f, g *Fact) bool { return f.Kind == g.Kind && replaces(f, g) },
		func(f, g *Fact) bool { return f.bare() && g.bare() && !f.Worded && !g.Worded },
	} {
		for _, f := range extra {
			for _, g := range lost {
				if taken[f.Fact] || taken[g.Fact] || f.elsewhere && g.elsewhere || !replaces(f.Fact, g.Fact) {
					continue
				}
				taken[f.Fact], taken[g.Fact] = true, true
				out = append(out, Difference{f.Fact, g.Fact})
			}
		}
	}
	without := func(list []open) (out []open) {
		for _, f := range list {
			if !taken[f.Fact] {
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
	case Mail:
		return address.Contradict(address.Mail, f.key, g.key)
	case URL:
		return address.Contradict(address.URL, f.key, g.key)
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
