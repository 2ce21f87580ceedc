package translation

import (
	"fmt"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown/outline"
)

// New returns the note that a translation and its original say the same as they are now.
func New(original, t *Text) *content.Translation {
	o := &original.Body.Outline
	note := &content.Translation{
		From:        content.Text{V: original.Lang},
		Title:       outline.Of(original.Meta.Title.V),
		Description: outline.Of(original.Meta.Description.V),
	}
	for i := range original.headed() {
		note.Sections = append(note.Sections, content.SectionFingerprint{Fingerprint: o.Sections[i].Print, Anchor: original.headingAt(i)})
	}
	if n := original.headed(); len(o.Sections) > n {
		note.Footnotes = &o.Sections[n].Print
	}
	if differences := Compare(original, t); len(differences) > 0 {
		p := printOf(differences)
		note.Differs = &p
	}
	return note
}

// Title and Description stand for these in the place of a section.
const (
	Title       = -2
	Description = -1
)

// Change is something in an original that has changed since its translation was made.
type Change struct {
	// Section is the one of the translation in which to look: an index in its outline, or [Title] or
	// [Description].
	Section int
	// Message says what has changed.
	Message string
	// order tells that a section came, went or moved.
	order bool
}

// Changes returns what has changed in an original since a translation noted it, in the order of the translation.
func Changes(note *content.Translation, original, t *Text) []Change {
	c := changes{note: note, original: original, t: t}
	if note.Title != outline.Of(original.Meta.Title.V) {
		c.add(Title, "the title in %q has changed: %.80q", original.Lang, original.Meta.Title.V)
	}
	if note.Description != outline.Of(original.Meta.Description.V) {
		c.add(Description, "the description in %q has changed", original.Lang)
	}
	if !c.same() {
		c.sections()
	}
	c.footnotes()
	return c.found
}

type changes struct {
	note        *content.Translation
	original, t *Text
	found       []Change
}

func (c *changes) add(section int, format string, args ...any) {
	c.found = append(c.found, Change{Section: section, Message: fmt.Sprintf(format, args...)})
}

// reorder is add for a section that came, went or moved.
func (c *changes) reorder(section int, format string, args ...any) {
	c.add(section, format, args...)
	c.found[len(c.found)-1].order = true
}

// same tells whether the sections are what was noted, as those of most pages are.
func (c *changes) same() bool {
	if len(c.note.Sections) != c.original.headed() {
		return false
	}
	for i, s := range c.note.Sections {
		if s.Anchor != c.original.headingAt(i) || s.Fingerprint != c.original.Body.Outline.Sections[i].Print {
			return false
		}
	}
	return true
}

// sections compares the sections that were noted with those there are.
func (c *changes) sections() {
	was := map[string]int{} // the indexes of what was noted, by anchor
	for i, s := range c.note.Sections {
		was[s.Anchor] = i
	}
	now := make([]int, c.original.headed())   // for each section the one that was noted, or -1
	next := make([]int, len(c.note.Sections)) // the other way about
	for i := range next {
		next[i] = -1
	}
	for i := range now {
		now[i] = -1
		if w, found := was[c.original.headingAt(i)]; found && next[w] < 0 {
			now[i], next[w] = w, i
		}
	}
	renamed := c.renamed(now, next)
	inOrder := rising(now)
	places := c.places(now)
	for i, w := range now {
		name, lang := c.original.name(i), c.original.Lang
		changed := w >= 0 && c.note.Sections[w].Fingerprint != c.original.Body.Outline.Sections[i].Print
		switch {
		case w < 0:
			c.reorder(places[i], "the section %s is new in %q", name, lang)
		case renamed[i]:
			c.add(places[i], "the section %q in %q has changed: it is called %s now", "#"+c.note.Sections[w].Anchor, lang, name)
		case changed && i == 0 && len(now) > 1:
			c.add(places[i], "the text before the first heading in %q has changed", lang)
		case changed && i == 0:
			c.add(places[i], "the text in %q has changed", lang)
		case changed:
			c.add(places[i], "the section %s in %q has changed", name, lang)
		}
		if !inOrder[i] && w >= 0 {
			c.reorder(places[i], "the section %s stands elsewhere in %q now", name, lang)
		}
	}
	gone := c.gone(now, places)
	for w, i := range next {
		if i < 0 {
			c.reorder(gone[w], "the section %q isn't in %q any more", "#"+c.note.Sections[w].Anchor, c.original.Lang)
		}
	}
}

// renamed joins a section that is new to one that is gone where each is the only one between two that
// stayed, and tells which those are.
func (c *changes) renamed(now, next []int) map[int]bool {
	out := map[int]bool{}
	for i, w := range now {
		if w >= 0 || i == 0 || now[i-1] < 0 {
			continue
		}
		w = now[i-1] + 1
		if w >= len(next) || next[w] >= 0 {
			continue
		}
		lastNew := i+1 == len(now) || now[i+1] >= 0
		lastGone := w+1 == len(next) || next[w+1] >= 0
		if lastNew && lastGone {
			now[i], next[w] = w, i
			out[i] = true
		}
	}
	return out
}

// places returns for each section of the original the one of the translation to look at. Where the
// translation is still made up as the original was, that is known; else the two are held against each other.
func (c *changes) places(now []int) []int {
	out := make([]int, len(now))
	if len(c.note.Sections) == c.t.headed() {
		copy(out, now)
	} else {
		copy(out, align(c.original, c.t))
	}
	out[0] = 0
	for i := range out {
		if out[i] < 0 {
			out[i] = out[i-1]
		}
	}
	return out
}

// gone returns, for each section that was noted, the one of the translation to look at if the original
// no longer has it: the last of those that correspond to the sections noted before it.
func (c *changes) gone(now, places []int) []int {
	out := make([]int, len(c.note.Sections))
	if len(c.note.Sections) == c.t.headed() {
		for was := range out {
			out[was] = was
		}
		return out
	}
	for i, w := range now {
		if w >= 0 && w+1 < len(out) {
			out[w+1] = max(out[w+1], places[i])
		}
	}
	for was := 1; was < len(out); was++ {
		out[was] = max(out[was], out[was-1])
	}
	return out
}

// rising tells which of the numbers that aren't negative belong to the longest series of them that
// rises: the sections that stayed where they were.
func rising(numbers []int) []bool {
	var ends []int // the index of the last number of the best series of each length
	before := make([]int, len(numbers))
	for i, n := range numbers {
		if n < 0 {
			continue
		}
		low, high := 0, len(ends)
		for low < high {
			if mid := (low + high) / 2; numbers[ends[mid]] < n {
				low = mid + 1
			} else {
				high = mid
			}
		}
		before[i] = -1
		if low > 0 {
			before[i] = ends[low-1]
		}
		if low == len(ends) {
			ends = append(ends, i)
		} else {
			ends[low] = i
		}
	}
	out := make([]bool, len(numbers))
	if len(ends) == 0 {
		return out
	}
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		out[i] = true
	}
	return out
}

// footnotes compares the footnotes that were noted with those there are.
func (c *changes) footnotes() {
	n := c.original.headed()
	there := len(c.original.Body.Outline.Sections) > n
	place := min(c.t.headed(), len(c.t.Body.Outline.Sections)-1)
	switch was := c.note.Footnotes; {
	case was == nil && there:
		c.add(place, "there are footnotes in %q now", c.original.Lang)
	case was != nil && !there:
		c.add(place, "there are no footnotes in %q any more", c.original.Lang)
	case was != nil && *was != c.original.Body.Outline.Sections[n].Print:
		c.add(place, "the footnotes in %q have changed", c.original.Lang)
	}
}
