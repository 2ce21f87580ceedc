package directive

import (
	"slices"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
)

// checkPeriods checks a directive ::periods, which leads readers to the self-check of each version.
func (c check) checkPeriods(slot *hypertext.Slot, set string) {
	versions := c.catalog.Sets(set)
	if len(versions) == 1 && c.catalog.Complete() {
		c.list.Add(c.File, slot.Pos(), diag.CriteriaPeriod, "take the directive out, or write ::check{set="+set+"}",
			"%q has one version, so there is nothing to choose", set)
		return
	}
	for _, v := range versions {
		if c.checks.Page(c.catalog.Edition(v), c.Lang) != nil || !c.pages.Complete() {
			continue
		}
		day := v.ValidFrom
		if day.IsZero() {
			day = v.ValidTo
		}
		c.list.Add(c.File, slot.Pos(), diag.CriteriaPeriod,
			"write a page with criteria: "+set+" and criteria_on: "+day.Format(time.DateOnly)+", in each language",
			"no page in %q is the self-check of %q for %s, the version %s", c.Lang, set, v.File, v.Days())
	}
}

// checkPlacedCheck checks a directive ::check.
func (c check) checkPlacedCheck(slot *hypertext.Slot, set *criteria.Set, placed []*criteria.Set) {
	id := set.ID.V
	_, dated := slot.Argument("on")
	switch page := c.checks.Page(c.catalog.Edition(set), c.Lang); {
	case page == nil && !c.pages.Complete():
		// It may be one of these.
	case page == nil && dated:
		day := set.ValidFrom
		if day.IsZero() {
			day = set.ValidTo
		}
		c.list.Add(c.File, slot.Pos(), diag.CriteriaUnknown,
			"write a page with criteria: "+id+" and criteria_on: "+day.Format(time.DateOnly)+", or take the directive out",
			"no page in %q is the self-check of %q for the version %s", c.Lang, id, set.Days())
	case page == nil:
		c.list.Add(c.File, slot.Pos(), diag.CriteriaUnknown, "write a page with criteria: "+id+", or take the directive out",
			"no page in %q is the self-check of %q", c.Lang, id)
	case page == c.Page:
		c.list.Add(c.File, slot.Pos(), diag.DirectiveArgument, "take it out", "::check leads to the self-check, and this page is the self-check")
	case slices.Contains(placed, set):
		c.list.Add(c.File, slot.Pos(), diag.DirectiveArgument, "keep one of the two", "::check of %q stands on this page twice", id)
	}
}
