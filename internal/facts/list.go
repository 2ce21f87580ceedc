package facts

import (
	"cmp"
	"slices"

	"baken.example/baken/internal/diag"
)

// List has the facts of a text by section. Its zero value has none. It is immutable.
type List struct {
	facts []Fact
	// starts are the indexes of the first facts of all sections but the first.
	starts  []uint32
	limited bool
	// partial reports whether the text has more than maxFacts.
	partial bool
}

// maxFacts is the number of facts of a text that are kept.
const maxFacts = 10_000

// Link is the target of a link, or an address in the text, and its offset.
type Link struct {
	At     int
	Target string
}

// Text is a text without markup, of which the facts are read.
type Text struct {
	// Text has a line feed between blocks, such as two cells of a table.
	Text []byte
	// Sections are the offsets at which all sections but the first start.
	Sections []int
	// Links are in the order of the text.
	Links []Link
	// Pos returns the position in the file of an offset of Text; nil if there is none.
	Pos func(offset int) diag.Pos
}

// Read reads the facts of a text.
func (r *Reader) Read(t Text) List {
	s, ok := r.scans.Get().(*scan)
	if !ok {
		s = &scan{Vocabulary: r.words}
	}
	defer r.scans.Put(s)
	s.read(t.Text)
	for _, l := range t.Links {
		if f, ok := linked(l.Target); ok {
			s.out = append(s.out, found{Fact: f, start: l.At})
		}
	}
	if len(t.Links) > 0 {
		slices.SortStableFunc(s.out, func(a, b found) int { return cmp.Compare(a.start, b.start) })
	}
	list := List{limited: r.words.Limited, partial: len(s.out) > maxFacts}
	s.out = s.out[:min(len(s.out), maxFacts)]
	if len(s.out) == 0 {
		return list
	}
	list.facts = make([]Fact, 0, len(s.out))
	sections := t.Sections
	for _, f := range s.out {
		for len(sections) > 0 && sections[0] <= f.start {
			list.starts = append(list.starts, uint32(len(list.facts)))
			sections = sections[1:]
		}
		if t.Pos != nil {
			at := t.Pos(f.start)
			f.Line, f.Column = uint32(at.Line), uint32(at.Column)
		}
		list.facts = append(list.facts, f.Fact)
	}
	list.starts = slices.Clip(list.starts)
	return list
}

// Len returns the number of facts.
func (l *List) Len() int { return len(l.facts) }

// section returns the facts of a section.
func (l *List) section(i int) []Fact {
	from, to := 0, len(l.facts)
	if i > 0 {
		if i > len(l.starts) {
			return nil
		}
		from = int(l.starts[i-1])
	}
	if i < len(l.starts) {
		to = int(l.starts[i])
	}
	return l.facts[from:to]
}

// has reports whether any fact matches one.
func has(list []Fact, f *Fact) bool {
	for i := range list {
		if list[i].matches(f) {
			return true
		}
	}
	return false
}
