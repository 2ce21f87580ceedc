package edition

import (
	"fmt"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// FindInForce returns the version in force of the criteria set with an id, or nil. It reports a
// missing one at the position that names it, unless a set couldn't be read, which may be this one
// and has its own findings.
func (cat *Catalog) FindInForce(
	file string, pos diag.Pos, id string, list *diag.List, speller *diag.Speller,
) *criteria.Set {
	if c := cat.InForce[id]; c != nil {
		return c.Set
	}
	versions := cat.versions[id]
	switch {
	case cat.options.Missing:
		// Not known: no finding.
	case len(versions) > 0 && cat.options.KeepGoing:
		list.Add(file, pos, diag.DayPassed, versionHint(versions, cat.options.Date),
			"what is published here says that the rules have ended: no version of %q is in force on %s", id, cat.options.Date.Format(time.DateOnly))
		list.About(list.Len()-1, versions[len(versions)-1].File)
	case len(versions) > 0:
		list.Add(file, pos, diag.CriteriaVersion, versionHint(versions, cat.options.Date),
			"%s", NotInForce(id, cat.options.Date))
	default:
		ids := cat.IDs()
		hint := "the sets are " + diag.ListNames(ids)
		if len(ids) == 0 {
			hint = "take it out, or write the set: a file in content/criteria/"
		}
		meant := ""
		if speller.Look() {
			meant = diag.DidYouMean(id, ids)
		}
		list.Add(file, pos, diag.CriteriaUnknown, hint, "there is no criteria set %q%s", id, meant)
	}
	return nil
}

// FindOn returns the version of a criteria set in force on a day, and reports a missing one at
// the position of the set or of the day.
func (cat *Catalog) FindOn(file string, set, on content.Text, list *diag.List, speller *diag.Speller) *criteria.Set {
	day, ok := ParseDay(on.V)
	if !ok {
		list.Add(file, on.Pos, diag.DirectiveArgument, "write a day as YYYY-MM-DD", "on=%.80s isn't a day of the calendar", on.V)
		return nil
	}
	versions := cat.versions[set.V]
	if c := cat.Version(set.V, day); c != nil || len(versions) == 0 {
		if c == nil {
			return cat.FindInForce(file, set.Pos, set.V, list, speller) // There is no such set.
		}
		return c.Set
	}
	if !cat.options.Missing {
		list.Add(file, on.Pos, diag.CriteriaVersion, versionHint(versions, day), "%s", NotInForce(set.V, day))
	}
	return nil
}

// NotInForce returns the message about a set of which no version is in force on a day.
func NotInForce(id string, day content.Date) string {
	return fmt.Sprintf("no version of the criteria set %q is in force on %s", id, day.Format(time.DateOnly))
}

// versionHint returns the hint for a set of which no version is in force: the nearest version.
func versionHint(versions []*criteria.Set, day content.Date) string {
	if first := versions[0]; day.Before(first.ValidFrom.Time) {
		return fmt.Sprintf("%s holds from %s on", first.File, first.ValidFrom.Format(time.DateOnly))
	}
	last := versions[len(versions)-1]
	return fmt.Sprintf("%s held until %s: write the version that comes after it", last.File, last.ValidTo.Format(time.DateOnly))
}
