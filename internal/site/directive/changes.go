package directive

import (
	"slices"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/edition"
)

// checkChanges checks a directive ::changes, of a set that has versions. before are the pairs that
// the page compares above it.
func (c check) checkChanges(slot *hypertext.Slot, set hypertext.Argument, before []edition.Pair) edition.Pair {
	versions := c.catalog.Sets(set.Value)
	complete := true
	for _, name := range []string{"from", "to"} {
		day, given := slot.Argument(name)
		if !given {
			continue
		}
		if _, ok := edition.ParseDay(day.Value); !ok {
			c.list.Add(c.File, day.Pos, diag.DirectiveArgument, "write a day as YYYY-MM-DD", "%s=%.80s isn't a day of the calendar", name, day.Value)
			complete = false
			continue
		}
		id := content.Text{V: set.Value, Pos: set.Pos}
		complete = c.catalog.FindOn(c.File, id, content.Text{V: day.Value, Pos: day.Pos}, c.list, c.speller) != nil && complete
	}
	if !complete || !c.catalog.Complete() && len(versions) < 2 {
		return edition.Pair{}
	}
	pair := c.catalog.Compares(slot)
	add := func(hint, format string, args ...any) {
		c.list.Add(c.File, slot.Pos(), diag.CriteriaChanges, hint, format, args...)
	}
	switch {
	case len(versions) == 1:
		add("take the directive out until there is another version", "%q has one version, so there is nothing to compare", set.Value)
	case pair.New == nil:
		c.misordered(slot, set.Value, add)
	case slices.Contains(before, pair):
		add("keep one of the two", "::changes compares the same two versions of %q twice on this page", set.Value)
	}
	return pair
}

// misordered reports why the days of a directive don't name an earlier and a later version.
func (c check) misordered(slot *hypertext.Slot, set string, add func(hint, format string, args ...any)) {
	versions := c.catalog.Sets(set)
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
func day(a hypertext.Argument) content.Date {
	d, _ := edition.ParseDay(a.Value)
	return d
}
