package site

import (
	"slices"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// Pair is two versions of a criteria set, the old one and the new one.
type Pair struct{ Old, New *criteria.Set }

// Comparison is a pair of versions that a page compares, and the place of the directive.
type Comparison struct {
	Pair
	File string
	diag.Pos
}

// Compares returns the two versions that a directive ::changes compares: that in force on its to,
// or else the latest, and that in force on its from, or else the one before. Both are nil if there
// aren't two.
func (s *Site) Compares(slot *markdown.Slot) (p Pair) {
	set, _ := slot.Argument("set")
	versions := s.versions[set.Value]
	on := func(argument string, otherwise int) int {
		day, given := slot.Argument(argument)
		if !given {
			return otherwise
		}
		if on, ok := parseDay(day.Value); ok {
			return slices.Index(versions, criteria.InForce(versions, on)[set.Value])
		}
		return -1
	}
	to := on("to", len(versions)-1)
	if from := on("from", to-1); from >= 0 && from < to {
		return Pair{versions[from], versions[to]}
	}
	return Pair{}
}

// Edition returns a version of a criteria set with its Markdown converted.
func (s *Site) Edition(set *criteria.Set) *Criteria { return s.editions[set] }

// Comparisons returns the pairs of versions that pages compare, in the order of the pages.
func (s *Site) Comparisons() (out []Comparison) {
	for _, p := range s.Pages {
		out = append(out, s.comparedIn(s.Text(p))...)
	}
	return out
}

// comparedIn returns the pairs of versions that a text compares.
func (s *Site) comparedIn(d *content.Document) (out []Comparison) {
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		if slot.Kind != markdown.SlotDirective || slot.Target != markdown.DirectiveChanges {
			continue
		}
		if p := s.Compares(slot); p.New != nil {
			out = append(out, Comparison{p, d.File, slot.Pos()})
		}
	}
	return out
}

// samePairs reports whether two lists of comparisons have the same pairs in the same order.
func samePairs(a, b []Comparison) bool {
	return slices.EqualFunc(a, b, func(a, b Comparison) bool { return a.Pair == b.Pair })
}

// checkChanges checks a directive ::changes, of a set that has versions. before are the pairs that
// the page compares above it.
func (b *builder) checkChanges(p *Page, slot *markdown.Slot, set markdown.Argument, before []Pair, r *references) Pair {
	list, versions := &r.findings, b.versions[set.Value]
	complete := true
	for _, name := range []string{"from", "to"} {
		day, given := slot.Argument(name)
		if !given {
			continue
		}
		if _, ok := parseDay(day.Value); !ok {
			list.Add(p.File, day.Pos, diag.DirectiveArgument, "write a day as YYYY-MM-DD", "%s=%.80s isn't a day of the calendar", name, day.Value)
			complete = false
			continue
		}
		id := content.Text{V: set.Value, Pos: set.Pos}
		complete = b.versionOn(p.File, id, content.Text{V: day.Value, Pos: day.Pos}, list, &r.speller) != nil && complete
	}
	if !complete || b.options.CriteriaMissing && len(versions) < 2 {
		return Pair{}
	}
	pair := b.Compares(slot)
	add := func(hint, format string, args ...any) {
		list.Add(p.File, slot.Pos(), diag.CriteriaChanges, hint, format, args...)
	}
	switch {
	case len(versions) == 1:
		add("take the directive out until there is another version", "%q has one version, so there is nothing to compare", set.Value)
	case pair.New == nil:
		b.misordered(slot, set.Value, add)
	case slices.Contains(before, pair):
		add("keep one of the two", "::changes compares the same two versions of %q twice on this page", set.Value)
	}
	return pair
}

// misordered reports why the days of a directive don't name an earlier and a later version.
func (b *builder) misordered(slot *markdown.Slot, set string, add func(hint, format string, args ...any)) {
	versions := b.versions[set]
	from, to := versions[0], versions[len(versions)-1]
	fromDay, hasFrom := slot.Argument("from")
	toDay, hasTo := slot.Argument("to")
	if hasFrom {
		from = criteria.InForce(versions, day(fromDay))[set]
	}
	if hasTo {
		to = criteria.InForce(versions, day(toDay))[set]
	}
	switch {
	case hasFrom && hasTo && from != to:
		add("write the earlier day as from", "the version of %q on the day from=%s comes after that of to=%s", set, fromDay.Value, toDay.Value)
	case hasFrom && hasTo:
		add("name days of two versions", "from=%s and to=%s are days of the same version of %q: %s", fromDay.Value, toDay.Value, set, from.Days())
	case hasTo:
		add("name a day of a later version: from "+versions[1].ValidFrom.Format(time.DateOnly)+" on",
			"to=%s is a day of the first version of %q: there is none before it", toDay.Value, set)
	default:
		add("name a day of an earlier version: until "+versions[len(versions)-2].ValidTo.Format(time.DateOnly),
			"from=%s is a day of the latest version of %q: there is none after it", fromDay.Value, set)
	}
}

// day returns the day of an argument, which is one.
func day(a markdown.Argument) content.Date {
	d, _ := parseDay(a.Value)
	return d
}
