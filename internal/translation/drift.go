package translation

import (
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/markdown/outline"
)

// Difference is something in the structure of a page that its original has and it lacks, or the
// other way about.
type Difference struct {
	// Section is the one of the translation in which to look: an index in its outline.
	Section int
	// Message says what differs.
	Message string
	// whole tells that it is a section that has no counterpart.
	whole bool
	// key says the same in a form that lasts.
	key string
}

// printOf is the print of differences, by which they are known again.
func printOf(all []Difference) outline.Fingerprint {
	lines := make([]string, len(all))
	for i, d := range all {
		lines[i] = fmt.Sprint(d.Section, " ", d.key)
	}
	return outline.OfLines(lines)
}

// Compare returns how the structure of a translation differs from that of its original, in the order of
// the translation.
func Compare(original, t *Text) []Difference {
	c := comparison{original: original, t: t}
	pairs := align(original, t)
	last := 0 // the section of the translation after which one is missing
	for i, j := range pairs {
		if j < 0 {
			c.add(last, "lacks "+c.original.headingAt(i), "the section %s in %q has no counterpart here",
				original.name(i), original.Lang)
			c.found[len(c.found)-1].whole = true
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

type comparison struct {
	original, t  *Text
	found        []Difference
	mine, theirs []item
}

func (c *comparison) add(section int, key, format string, args ...any) {
	c.found = append(c.found, Difference{Section: section, key: key, Message: fmt.Sprintf(format, args...)})
}

func (c *comparison) extra(section int) {
	c.add(section, "extra", "the section %s has no counterpart in %q", c.t.name(section), c.original.Lang)
	c.found[len(c.found)-1].whole = true
}

// headingAt is the anchor of a section's heading.
func (t *Text) headingAt(section int) string {
	if t.level(section) == 0 {
		return ""
	}
	return t.Body.Headings[section-1].ID
}

// name names a section in a sentence, after "the section" where that has a heading.
func (t *Text) name(section int) string {
	if t.level(section) == 0 {
		return ""
	}
	return fmt.Sprintf("%.80q", t.Body.Headings[section-1].Text)
}

// where says where in a text a section is.
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

// sections compares a section of the original with its counterpart.
func (c *comparison) sections(i, j int) {
	if a, b := c.original.level(i), c.t.level(j); a != b {
		c.add(j, fmt.Sprint("level ", a, " ", b), "the heading %s is an h%d, and %s in %q is an h%d",
			c.t.name(j), b, c.original.name(i), c.original.Lang, a)
	}
	c.theirs, c.mine = c.original.items(c.theirs, i), c.t.items(c.mine, j)
	if slices.Equal(c.mine, c.theirs) {
		return
	}
	mine, theirs := without(c.mine, c.theirs), without(c.theirs, c.mine)
	for len(mine) > 0 || len(theirs) > 0 {
		switch {
		case len(theirs) == 0 || len(mine) > 0 && mine[0].class < theirs[0].class:
			n := run(mine)
			c.add(j, "more "+strings.Repeat(mine[0].key()+";", n), "%s: %s that %q doesn't have",
				c.t.where(j), times(n, mine[0]), c.original.Lang)
			mine = mine[n:]
		case len(mine) == 0 || theirs[0].class < mine[0].class:
			n := run(theirs)
			c.add(j, "less "+strings.Repeat(theirs[0].key()+";", n), "%s: %q has %s, which isn't here",
				c.t.where(j), c.original.Lang, times(n, theirs[0]))
			theirs = theirs[n:]
		default:
			c.add(j, "other "+mine[0].key()+";"+theirs[0].key(), "%s: %s where %q has %s",
				c.t.where(j), mine[0], c.original.Lang, theirs[0])
			mine, theirs = mine[1:], theirs[1:]
		}
	}
}

// run is how many items at the start are the same.
func run(items []item) int {
	n := 1
	for n < len(items) && items[n] == items[0] {
		n++
	}
	return n
}

func times(n int, i item) string {
	if n == 1 {
		return i.String()
	}
	return fmt.Sprintf("%d times %s", n, i)
}

// without returns what a sorted list has more than another.
func without(list, other []item) []item {
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
