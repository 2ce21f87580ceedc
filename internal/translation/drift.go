package translation

import (
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/outline"
)

// Difference is a difference in structure between a translation and its original.
type Difference struct {
	// Section is the section of the translation that it concerns: an index in its outline.
	Section int
	// Message describes the difference.
	Message string
	// Pos is the place of the difference in the translation, if it isn't the section as a whole.
	Pos diag.Pos
	// section reports whether the difference is a section without a counterpart, and lacks whether
	// it is the translation that lacks it.
	section, lacks bool
	// key identifies the difference. It must never change, since fingerprints are made of it.
	key string
}

// fingerprint returns the fingerprint of differences, by which accepted ones are recognized.
func fingerprint(all []Difference) outline.Fingerprint {
	lines := make([]string, len(all))
	for i, d := range all {
		lines[i] = fmt.Sprint(d.Section, " ", d.key)
	}
	return outline.OfLines(lines)
}

// Compare returns how the structure of a translation differs from that of its original, in the
// order of the translation.
func Compare(original, t *Text) []Difference {
	c := comparison{original: original, t: t}
	pairs := align(original, t)
	last := 0 // the last section of the translation that has been compared
	for i, j := range pairs {
		if j < 0 {
			c.add(last, "lacks "+c.original.anchor(i), "the section %s in %q has no counterpart here",
				original.name(i), original.Lang)
			c.found[len(c.found)-1].section, c.found[len(c.found)-1].lacks = true, true
			continue
		}
		for extra := last + 1; extra < j; extra++ {
			c.extra(extra)
		}
		c.sections(i, j)
		last = j
	}
	for extra := last + 1; extra < t.headed(); extra++ {
		c.extra(extra)
	}
	n, m := len(original.Body.Outline.Sections), len(t.Body.Outline.Sections)
	if n > original.headed() && m > t.headed() {
		c.sections(n-1, m-1)
	}
	slices.SortStableFunc(c.found, func(a, b Difference) int { return a.Section - b.Section })
	return c.found
}

// comparison collects the differences between a translation and its original.
type comparison struct {
	original, t *Text
	found       []Difference
	// items and originalItems are buffers for the items of a section of each.
	items, originalItems []item
}

func (c *comparison) add(section int, key, format string, args ...any) {
	c.found = append(c.found, Difference{Section: section, key: key, Message: fmt.Sprintf(format, args...)})
}

// extra adds a section of the translation that has no counterpart.
func (c *comparison) extra(section int) {
	c.add(section, "extra", "the section %s has no counterpart in %q", c.t.name(section), c.original.Lang)
	c.found[len(c.found)-1].section = true
}

// anchor returns the anchor of a section's heading, or "" if it has none.
func (t *Text) anchor(section int) string {
	if t.level(section) == 0 {
		return ""
	}
	return t.Body.Headings[section-1].ID
}

// name returns the heading of a section, quoted for a message, or "" if it has none.
func (t *Text) name(section int) string {
	if t.level(section) == 0 {
		return ""
	}
	return fmt.Sprintf("%.80q", t.Body.Headings[section-1].Text)
}

// where returns a phrase for the place of a section in a text.
func (t *Text) where(section int) string {
	switch {
	case section > len(t.Body.Headings):
		return "in the footnotes"
	case section > 0:
		return "in the section " + t.name(section)
	case len(t.Body.Headings) > 0:
		return "before the first heading"
	default:
		return "in the text"
	}
}

// sections compares section i of the original with its counterpart j.
func (c *comparison) sections(i, j int) {
	if a, b := c.original.level(i), c.t.level(j); a != b {
		c.add(j, fmt.Sprint("level ", a, " ", b), "the heading %s is an h%d, and %s in %q is an h%d",
			c.t.name(j), b, c.original.name(i), c.original.Lang, a)
	}
	c.originalItems, c.items = c.original.items(c.originalItems, i), c.t.items(c.items, j)
	if slices.Equal(c.items, c.originalItems) {
		return
	}
	extra, missing := subtract(c.items, c.originalItems), subtract(c.originalItems, c.items)
	for len(extra) > 0 || len(missing) > 0 {
		switch {
		case len(missing) == 0 || len(extra) > 0 && extra[0].class < missing[0].class:
			n := runLength(extra)
			c.add(j, "more "+strings.Repeat(extra[0].key()+";", n), "%s: %s that %q doesn't have",
				c.t.where(j), times(n, extra[0]), c.original.Lang)
			extra = extra[n:]
		case len(extra) == 0 || missing[0].class < extra[0].class:
			n := runLength(missing)
			c.add(j, "less "+strings.Repeat(missing[0].key()+";", n), "%s: %q has %s, which isn't here",
				c.t.where(j), c.original.Lang, times(n, missing[0]))
			missing = missing[n:]
		default:
			c.add(j, "other "+extra[0].key()+";"+missing[0].key(), "%s: %s where %q has %s",
				c.t.where(j), extra[0], c.original.Lang, missing[0])
			extra, missing = extra[1:], missing[1:]
		}
	}
}

// runLength returns the number of equal items at the start.
func runLength(items []item) int {
	n := 1
	for n < len(items) && items[n] == items[0] {
		n++
	}
	return n
}

// times returns an item in words, with how often it occurs if that isn't once.
func times(n int, i item) string {
	if n == 1 {
		return i.String()
	}
	return fmt.Sprintf("%d times %s", n, i)
}

// subtract returns the multiset difference of two sorted lists.
func subtract(list, other []item) []item {
	var out []item
	for _, i := range list {
		for len(other) > 0 && other[0].compare(i) < 0 {
			other = other[1:]
		}
		if len(other) > 0 && other[0] == i {
			other = other[1:]
			continue
		}
		out = append(out, i)
	}
	return out
}
