package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// checkDirectives checks the directives of a page that name a criteria set, and perhaps a
// criterion in it.
func (b *builder) checkDirectives(p *Page, r *references) {
	list := &r.findings
	type drawing struct {
		directive string
		set       *criteria.Set
	}
	var drawn []drawing
	var placed []*criteria.Set
	var compared []Pair
	slots := b.Text(p).Body.Slots
	for i := range slots {
		slot := &slots[i]
		if slot.Kind != markdown.SlotDirective || !takesSet(slot.Target) {
			continue
		}
		id, found := slot.Argument("set")
		if !found {
			list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "write ::"+slot.Target+"{set=ID}",
				"::%s doesn't say which criteria set it is about", slot.Target)
			continue
		}
		set := b.named(p, slot, id, r)
		if set == nil {
			continue
		}
		b.checkCriterion(p, slot, set, r)
		switch slot.Target {
		case markdown.DirectiveCheck:
			b.checkPlacedCheck(p, slot, set, placed, list)
			placed = append(placed, set)
		case markdown.DirectivePeriods:
			b.checkPeriods(p, slot, id.Value, list)
		case markdown.DirectiveDecisionTable:
			checkBy(p, slot, set, list)
		case markdown.DirectiveChanges:
			compared = append(compared, b.checkChanges(p, slot, id, compared, r))
		}
		// Tables, the steps below a diagram and sets in words have ids (HTML, 3.2.6: an id is
		// unique in its document).
		switch slot.Target {
		case markdown.DirectiveDecisionDiagram, markdown.DirectiveDecisionTable, markdown.DirectiveConditions:
			this := drawing{slot.Target, set}
			if slices.Contains(drawn, this) {
				list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "keep one of the two",
					"::%s of %q stands on this page twice", slot.Target, id.Value)
			}
			drawn = append(drawn, this)
		}
	}
}

// checkBy checks which of its tables a directive shows.
func checkBy(p *Page, slot *markdown.Slot, set *criteria.Set, list *diag.List) {
	by, found := slot.Argument("by")
	switch {
	case !found || by.Value == markdown.ByAnswers:
	case by.Value != markdown.ByVerdicts:
		list.Add(p.File, by.Pos, diag.DirectiveArgument, "write by="+markdown.ByVerdicts+" or by="+markdown.ByAnswers+", or take it out for all tables",
			"::%s has no tables by %q", slot.Target, by.Value)
	case len(set.Criteria) == 0:
		list.Add(p.File, by.Pos, diag.CriteriaUnknown, "take by="+markdown.ByVerdicts+" out", "%q has no criteria", set.ID.V)
	}
}

// named returns the version of the set that a directive names, or nil. It reports a missing one.
func (b *builder) named(p *Page, slot *markdown.Slot, id markdown.Argument, r *references) *criteria.Set {
	if on, dated := slot.Argument("on"); dated {
		return b.versionOn(p.File, content.Text{V: id.Value, Pos: id.Pos}, content.Text{V: on.Value, Pos: on.Pos}, &r.findings, &r.speller)
	}
	switch slot.Target {
	case markdown.DirectivePeriods, markdown.DirectiveChanges, markdown.DirectiveData:
		if versions := b.versions[id.Value]; len(versions) > 0 {
			return versions[len(versions)-1] // It is about all of them.
		}
	}
	return b.setInForce(p.File, id.Pos, id.Value, &r.findings, &r.speller)
}

// takesSet reports whether a directive has the argument set.
func takesSet(directive string) bool {
	return slices.ContainsFunc(markdown.Directives(), func(d markdown.Directive) bool {
		return d.Name == directive && slices.Contains(d.Arguments, "set")
	})
}

// checkCriterion checks that the criterion a directive names exists, and that the set or criterion
// has the text that the directive shows.
func (b *builder) checkCriterion(p *Page, slot *markdown.Slot, set *criteria.Set, r *references) {
	list := &r.findings
	id, found := slot.Argument("id")
	if slot.Target == markdown.DirectiveText {
		b.checkText(p, slot, set, r)
		return
	}
	switch {
	case slot.Target == markdown.DirectiveCriteria && len(set.Criteria) == 0:
		list.Add(p.File, slot.Pos(), diag.CriteriaUnknown, "take the directive out, or show its decision table: ::decision-table{set="+set.ID.V+"}",
			"%q has no criteria", set.ID.V)
	case found && len(set.Criteria) == 0:
		list.Add(p.File, id.Pos, diag.CriteriaUnknown, "take the id out, or the directive", "%q has no criteria", set.ID.V)
	case found && set.Criterion(id.Value) < 0:
		var ids []string
		for _, c := range set.Criteria {
			ids = append(ids, c.ID.V)
		}
		meant := ""
		if r.speller.Look() {
			meant = diag.DidYouMean(id.Value, ids)
		}
		list.Add(p.File, id.Pos, diag.CriteriaUnknown, "the criteria are "+joinSome(ids),
			"there is no criterion %q in %q%s", id.Value, set.ID.V, meant)
	case !found && slot.Target == markdown.DirectiveCriterion:
		list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "write ::criterion{set="+set.ID.V+" id=CRITERION}",
			"::criterion doesn't say which criterion it is about")
	case slot.Target == markdown.DirectiveCriterion && set.Criteria[set.Criterion(id.Value)].Guidance == nil:
		list.Add(p.File, slot.Pos(), diag.CriteriaUnknown, "write guidance for it there, or take the directive out",
			"criterion %q in %q has no guidance", id.Value, set.ID.V)
	case slot.Target == markdown.DirectiveLegalBasis && !set.HasBasis() && (!found || !set.Criteria[set.Criterion(id.Value)].HasBasis()):
		list.Add(p.File, slot.Pos(), diag.CriteriaUnknown, "write one there, or take the directive out",
			"there is no legal_basis in %s", set.File)
	}
}

// checkText checks that the set has the text that a directive shows.
func (b *builder) checkText(p *Page, slot *markdown.Slot, set *criteria.Set, r *references) {
	list := &r.findings
	id, found := slot.Argument("id")
	ids := set.TextIDs()
	switch {
	case !found:
		list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "write ::text{set="+set.ID.V+" id=TEXT}",
			"::text doesn't say which text it is about")
	case set.Text(id.Value) < 0:
		hint := "its texts are " + joinSome(ids)
		if len(ids) == 0 {
			hint = "write it there, below texts:"
		}
		meant := ""
		if r.speller.Look() {
			meant = diag.DidYouMean(id.Value, ids)
		}
		list.Add(p.File, id.Pos, diag.CriteriaUnknown, hint, "there is no text %q in %s%s", id.Value, set.File, meant)
	}
}

// setInForce returns the version in force of the criteria set with an id, or nil. It reports a
// missing one at the position that names it, unless a set couldn't be read, which may be this one
// and has its own findings.
func (b *builder) setInForce(
	file string, pos diag.Pos, id string, list *diag.List, speller *diag.Speller,
) *criteria.Set {
	if c := b.Criteria[id]; c != nil {
		return c.Set
	}
	versions := b.versions[id]
	switch {
	case b.options.CriteriaMissing:
		// Not known: no finding.
	case len(versions) > 0 && b.options.KeepGoing:
		list.Add(file, pos, diag.DayPassed, versionHint(versions, b.options.Date),
			"what is published here says that the rules have ended: no version of %q is in force on %s", id, b.options.Date.Format(time.DateOnly))
		list.About(list.Len()-1, versions[len(versions)-1].File)
	case len(versions) > 0:
		list.Add(file, pos, diag.CriteriaVersion, versionHint(versions, b.options.Date),
			"%s", NotInForce(id, b.options.Date))
	default:
		ids := slices.Sorted(maps.Keys(b.versions))
		hint := "the sets are " + joinSome(ids)
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

// NotInForce returns the message about a set of which no version is in force on a day.
func NotInForce(id string, day content.Date) string {
	return fmt.Sprintf("no version of the criteria set %q is in force on %s", id, day.Format(time.DateOnly))
}

// maxListed is the number of ids that a finding lists.
const maxListed = 50

// joinSome joins ids, but only the first ones of a long list: a page may have thousands of findings
// that list them.
func joinSome(ids []string) string {
	if len(ids) > maxListed {
		return fmt.Sprintf("%s and %d more", strings.Join(ids[:maxListed], ", "), len(ids)-maxListed)
	}
	return strings.Join(ids, ", ")
}

// versionHint returns the hint for a set of which no version is in force: the nearest version.
func versionHint(versions []*criteria.Set, day content.Date) string {
	if first := versions[0]; day.Before(first.ValidFrom.Time) {
		return fmt.Sprintf("%s holds from %s on", first.File, first.ValidFrom.Format(time.DateOnly))
	}
	last := versions[len(versions)-1]
	return fmt.Sprintf("%s held until %s: write the version that comes after it", last.File, last.ValidTo.Format(time.DateOnly))
}
