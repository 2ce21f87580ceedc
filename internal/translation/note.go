package translation

import (
	"fmt"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown/outline"
)

// NewNote returns the note that records a translation and its original as corresponding in their
// present form.
func NewNote(original, t *Text) *content.Translation {
	o := &original.Body.Outline
	title, description := original.Meta.Written()
	note := &content.Translation{
		From: content.Text{V: original.Lang}, Title: outline.Of(title), Description: outline.Of(description),
	}
	for i := range original.headed() {
		note.Sections = append(note.Sections, content.SectionFingerprint{Fingerprint: o.Sections[i].Print, Anchor: original.anchor(i)})
	}
	if n := original.headed(); len(o.Sections) > n {
		note.Footnotes = &o.Sections[n].Print
	}
	differences := Compare(original, t)
	if len(differences) > 0 {
		p := fingerprint(differences)
		note.Differs = &p
	}
	if differences := factDifferences(original, t, differences); len(differences) > 0 {
		p := fingerprint(differences)
		note.Facts = &p
	}
	return note
}

// Title and Description are the values of [Change.Section] for changes of the front matter.
const (
	Title       = -2
	Description = -1
)

// Change is a change of an original since its translation was compared with it.
type Change struct {
	// Section is the section of the translation that it concerns: an index in its outline, or
	// [Title] or [Description].
	Section int
	// Message describes the change.
	Message string
	// order reports whether a section was added, removed or moved.
	order bool
}

// Changes returns the changes of an original since a translation's note: of its front matter, of
// its sections in their order, removed sections, and footnotes.
func Changes(note *content.Translation, original, t *Text) []Change {
	c := changes{note: note, original: original, t: t}
	title, description := original.Meta.Written()
	if note.Title != outline.Of(title) {
		c.add(Title, "the title in %q has changed: %.80q", original.Lang, original.Meta.Title.V)
	}
	if note.Description != outline.Of(description) {
		c.add(Description, "the description in %q has changed", original.Lang)
	}
	if !c.unchanged() {
		c.sections()
	}
	c.footnotes()
	return c.found
}

// changes collects the changes of an original since a note.
type changes struct {
	note        *content.Translation
	original, t *Text
	found       []Change
}

func (c *changes) add(section int, format string, args ...any) {
	c.found = append(c.found, Change{Section: section, Message: fmt.Sprintf(format, args...)})
}

// reorder is add for a section that was added, removed or moved.
func (c *changes) reorder(section int, format string, args ...any) {
	c.add(section, format, args...)
	c.found[len(c.found)-1].order = true
}

// unchanged reports whether the sections are exactly as noted, which is the usual case.
func (c *changes) unchanged() bool {
	if len(c.note.Sections) != c.original.headed() {
		return false
	}
	for i, s := range c.note.Sections {
		if s.Anchor != c.original.anchor(i) || s.Fingerprint != c.original.Body.Outline.Sections[i].Print {
			return false
		}
	}
	return true
}

// sections compares the noted sections with the present ones.
func (c *changes) sections() {
	byAnchor := map[string]int{} // the indexes of the noted sections
	for i, s := range c.note.Sections {
		byAnchor[s.Anchor] = i
	}
	noted := make([]int, c.original.headed())    // for each present section the noted one, or -1
	present := make([]int, len(c.note.Sections)) // for each noted section the present one, or -1
	for i := range present {
		present[i] = -1
	}
	for i := range noted {
		noted[i] = -1
		if w, found := byAnchor[c.original.anchor(i)]; found && present[w] < 0 {
			noted[i], present[w] = w, i
		}
	}
	renamed := c.matchRenamed(noted, present)
	inOrder := longestIncreasing(noted)
	places := c.places(noted)
	for i, w := range noted {
		name, lang := c.original.name(i), c.original.Lang
		changed := w >= 0 && c.note.Sections[w].Fingerprint != c.original.Body.Outline.Sections[i].Print
		switch {
		case w < 0:
			c.reorder(places[i], "the section %s is new in %q", name, lang)
		case renamed[i]:
			c.add(places[i], "the section %q in %q has changed: it is called %s now", "#"+c.note.Sections[w].Anchor, lang, name)
		case changed && i == 0 && len(noted) > 1:
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
	removed := c.placesOfRemoved(noted, places)
	for w, i := range present {
		if i < 0 {
			c.reorder(removed[w], "the section %q isn't in %q any more", "#"+c.note.Sections[w].Anchor, c.original.Lang)
		}
	}
}

// matchRenamed matches an added section with a removed one where each is the only one between two
// matched sections. It returns the indexes of the added sections that it matched.
func (c *changes) matchRenamed(noted, present []int) map[int]bool {
	out := map[int]bool{}
	for i, w := range noted {
		if w >= 0 || i == 0 || noted[i-1] < 0 {
			continue
		}
		w = noted[i-1] + 1
		if w >= len(present) || present[w] >= 0 {
			continue
		}
		lastAdded := i+1 == len(noted) || noted[i+1] >= 0
		lastRemoved := w+1 == len(present) || present[w+1] >= 0
		if lastAdded && lastRemoved {
			noted[i], present[w] = w, i
			out[i] = true
		}
	}
	return out
}

// places returns for each section of the original the section of the translation at which its
// changes are reported. A translation with as many sections as were noted has the noted structure;
// otherwise the two are aligned.
func (c *changes) places(noted []int) []int {
	out := make([]int, len(noted))
	if len(c.note.Sections) == c.t.headed() {
		copy(out, noted)
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

// placesOfRemoved returns for each noted section the section of the translation at which its
// removal is reported: the last one that corresponds to a section noted before it.
func (c *changes) placesOfRemoved(noted, places []int) []int {
	out := make([]int, len(c.note.Sections))
	if len(c.note.Sections) == c.t.headed() {
		for w := range out {
			out[w] = w
		}
		return out
	}
	for i, w := range noted {
		if w >= 0 && w+1 < len(out) {
			out[w+1] = max(out[w+1], places[i])
		}
	}
	for w := 1; w < len(out); w++ {
		out[w] = max(out[w], out[w-1])
	}
	return out
}

// longestIncreasing reports for each number whether it belongs to the longest increasing
// subsequence of the numbers that aren't negative (M. Fredman, On computing the length of longest
// increasing subsequences, 1975): the sections that weren't moved.
func longestIncreasing(numbers []int) []bool {
	var ends []int // for each length, the index of the smallest last number of a subsequence
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

// footnotes compares the noted footnotes with the present ones.
func (c *changes) footnotes() {
	n := c.original.headed()
	present := len(c.original.Body.Outline.Sections) > n
	place := min(c.t.headed(), len(c.t.Body.Outline.Sections)-1)
	switch noted := c.note.Footnotes; {
	case noted == nil && present:
		c.add(place, "there are footnotes in %q now", c.original.Lang)
	case noted != nil && !present:
		c.add(place, "there are no footnotes in %q any more", c.original.Lang)
	case noted != nil && *noted != c.original.Body.Outline.Sections[n].Print:
		c.add(place, "the footnotes in %q have changed", c.original.Lang)
	}
}
