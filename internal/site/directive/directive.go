// Package directive checks the directives of pages that show criteria: that there is the set, the
// version and the part of it that each of them names, and that a page shows none of them twice.
package directive

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/selfcheck"
	"baken.example/baken/internal/site/tree"
)

// Checker checks directives. It may be used concurrently.
type Checker struct {
	pages   *tree.Tree
	catalog *edition.Catalog
	checks  *selfcheck.Index
}

// New returns a checker of the directives in the texts of pages.
func New(pages *tree.Tree, catalog *edition.Catalog, checks *selfcheck.Index) *Checker {
	return &Checker{pages, catalog, checks}
}

// check checks the directives of one page.
type check struct {
	*Checker
	*tree.Page
	list *diag.List
	// speller bounds the number of suggestions for mistakes on the page.
	speller *diag.Speller
}

// Check checks the directives of a page that name a criteria set, and perhaps a criterion in it.
func (c *Checker) Check(p *tree.Page, list *diag.List, speller *diag.Speller) {
	check{c, p, list, speller}.run()
}

func (c check) run() {
	type drawing struct {
		directive string
		set       *criteria.Set
	}
	var drawn []drawing
	var placed []*criteria.Set
	var compared []edition.Pair
	slots := c.pages.Text(c.Page).Body.Slots
	for i := range slots {
		slot := &slots[i]
		if slot.Kind != hypertext.SlotDirective || !takesSet(slot.Target) {
			continue
		}
		id, found := slot.Argument("set")
		if !found {
			c.list.Add(c.File, slot.Pos(), diag.DirectiveArgument, "write ::"+slot.Target+"{set=ID}",
				"::%s doesn't say which criteria set it is about", slot.Target)
			continue
		}
		set := c.named(slot, id)
		if set == nil {
			continue
		}
		c.checkCriterion(slot, set)
		switch slot.Target {
		case directive.Check:
			c.checkPlacedCheck(slot, set, placed)
			placed = append(placed, set)
		case directive.Periods:
			c.checkPeriods(slot, id.Value)
		case directive.DecisionTable:
			c.checkBy(slot, set)
		case directive.Changes:
			compared = append(compared, c.checkChanges(slot, id, compared))
		}
		// Tables, the steps below a diagram and sets in words have ids (HTML, 3.2.6: an id is
		// unique in its document).
		switch slot.Target {
		case directive.DecisionDiagram, directive.DecisionTable, directive.Conditions:
			this := drawing{slot.Target, set}
			if slices.Contains(drawn, this) {
				c.list.Add(c.File, slot.Pos(), diag.DirectiveArgument, "keep one of the two",
					"::%s of %q stands on this page twice", slot.Target, id.Value)
			}
			drawn = append(drawn, this)
		}
	}
}

// checkBy checks which of its tables a directive shows.
func (c check) checkBy(slot *hypertext.Slot, set *criteria.Set) {
	by, found := slot.Argument("by")
	switch {
	case !found || by.Value == directive.ByAnswers:
	case by.Value != directive.ByVerdicts:
		c.list.Add(c.File, by.Pos, diag.DirectiveArgument, "write by="+directive.ByVerdicts+" or by="+directive.ByAnswers+", or take it out for all tables",
			"::%s has no tables by %q", slot.Target, by.Value)
	case len(set.Criteria) == 0:
		c.list.Add(c.File, by.Pos, diag.CriteriaUnknown, "take by="+directive.ByVerdicts+" out", "%q has no criteria", set.ID.V)
	}
}

// named returns the version of the set that a directive names, or nil. It reports a missing one.
func (c check) named(slot *hypertext.Slot, id hypertext.Argument) *criteria.Set {
	if on, dated := slot.Argument("on"); dated {
		return c.catalog.FindOn(c.File, content.Text{V: id.Value, Pos: id.Pos}, content.Text{V: on.Value, Pos: on.Pos}, c.list, c.speller)
	}
	switch slot.Target {
	case directive.Periods, directive.Changes, directive.Data:
		if versions := c.catalog.Sets(id.Value); len(versions) > 0 {
			return versions[len(versions)-1] // It is about all of them.
		}
	}
	return c.catalog.FindInForce(c.File, id.Pos, id.Value, c.list, c.speller)
}

// takesSet reports whether the directive of a name has the argument set.
func takesSet(name string) bool {
	return slices.ContainsFunc(directive.All(), func(d directive.Type) bool {
		return d.Name == name && slices.Contains(d.Arguments, "set")
	})
}

// checkCriterion checks that the criterion a directive names exists, and that the set or criterion
// has the text that the directive shows.
func (c check) checkCriterion(slot *hypertext.Slot, set *criteria.Set) {
	id, found := slot.Argument("id")
	if slot.Target == directive.Text {
		c.checkText(slot, set)
		return
	}
	switch {
	case slot.Target == directive.Criteria && len(set.Criteria) == 0:
		c.list.Add(c.File, slot.Pos(), diag.CriteriaUnknown, "take the directive out, or show its decision table: ::decision-table{set="+set.ID.V+"}",
			"%q has no criteria", set.ID.V)
	case found && len(set.Criteria) == 0:
		c.list.Add(c.File, id.Pos, diag.CriteriaUnknown, "take the id out, or the directive", "%q has no criteria", set.ID.V)
	case found && set.Criterion(id.Value) < 0:
		var ids []string
		for _, criterion := range set.Criteria {
			ids = append(ids, criterion.ID.V)
		}
		meant := ""
		if c.speller.Look() {
			meant = diag.DidYouMean(id.Value, ids)
		}
		c.list.Add(c.File, id.Pos, diag.CriteriaUnknown, "the criteria are "+diag.ListNames(ids),
			"there is no criterion %q in %q%s", id.Value, set.ID.V, meant)
	case !found && slot.Target == directive.Criterion:
		c.list.Add(c.File, slot.Pos(), diag.DirectiveArgument, "write ::criterion{set="+set.ID.V+" id=CRITERION}",
			"::criterion doesn't say which criterion it is about")
	case slot.Target == directive.Criterion && set.Criteria[set.Criterion(id.Value)].Guidance == nil:
		c.list.Add(c.File, slot.Pos(), diag.CriteriaUnknown, "write guidance for it there, or take the directive out",
			"criterion %q in %q has no guidance", id.Value, set.ID.V)
	case slot.Target == directive.LegalBasis && !set.HasBasis() && (!found || !set.Criteria[set.Criterion(id.Value)].HasBasis()):
		c.list.Add(c.File, slot.Pos(), diag.CriteriaUnknown, "write one there, or take the directive out",
			"there is no legal_basis in %s", set.File)
	}
}

// checkText checks that the set has the text that a directive shows.
func (c check) checkText(slot *hypertext.Slot, set *criteria.Set) {
	id, found := slot.Argument("id")
	ids := set.TextIDs()
	switch {
	case !found:
		c.list.Add(c.File, slot.Pos(), diag.DirectiveArgument, "write ::text{set="+set.ID.V+" id=TEXT}",
			"::text doesn't say which text it is about")
	case set.Text(id.Value) < 0:
		hint := "its texts are " + diag.ListNames(ids)
		if len(ids) == 0 {
			hint = "write it there, below texts:"
		}
		meant := ""
		if c.speller.Look() {
			meant = diag.DidYouMean(id.Value, ids)
		}
		c.list.Add(c.File, id.Pos, diag.CriteriaUnknown, hint, "there is no text %q in %s%s", id.Value, set.File, meant)
	}
}
