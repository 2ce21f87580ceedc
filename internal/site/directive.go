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
func (b *builder) checkDirectives(p *Page, list *diag.List) {
	var drawn []string
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
		if set := b.setInForce(p.File, id.Pos, id.Value, list); set != nil {
			b.checkCriterion(p, slot, set, list)
		}
		// The steps below a diagram have ids (HTML, 3.2.6: an id is unique in its document).
		if slot.Target == markdown.DirectiveDecisionDiagram {
			if slices.Contains(drawn, id.Value) {
				list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "keep one of the two",
					"::decision-diagram of %q stands on this page twice", id.Value)
			}
			drawn = append(drawn, id.Value)
		}
	}
}

// takesSet reports whether a directive has the argument set.
func takesSet(directive string) bool {
	return slices.ContainsFunc(markdown.Directives(), func(d markdown.Directive) bool {
		return d.Name == directive && slices.Contains(d.Arguments, "set")
	})
}

// checkCriterion checks that the criterion a directive names exists, and that the set or criterion
// has the text that the directive shows.
func (b *builder) checkCriterion(p *Page, slot *markdown.Slot, set *criteria.Set, list *diag.List) {
	id, found := slot.Argument("id")
	var ids []string
	for _, c := range set.Criteria {
		ids = append(ids, c.ID.V)
	}
	switch {
	case found && set.Criterion(id.Value) < 0:
		list.Add(p.File, id.Pos, diag.CriteriaUnknown, "the criteria are "+strings.Join(ids, ", "),
			"there is no criterion %q in %q%s", id.Value, set.ID.V, diag.DidYouMean(id.Value, ids))
	case !found && slot.Target == markdown.DirectiveCriterion:
		list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "write ::criterion{set="+set.ID.V+" id=CRITERION}",
			"::criterion doesn't say which criterion it is about")
	case slot.Target == markdown.DirectiveCriterion && set.Criteria[set.Criterion(id.Value)].Guidance == nil:
		list.Add(p.File, slot.Pos(), diag.CriteriaUnknown, "write guidance for it there, or take the directive out",
			"criterion %q in %q has no guidance", id.Value, set.ID.V)
	case slot.Target == markdown.DirectiveLegalBasis && set.LegalBasis == nil && (!found || set.Criteria[set.Criterion(id.Value)].LegalBasis == nil):
		list.Add(p.File, slot.Pos(), diag.CriteriaUnknown, "write one there, or take the directive out",
			"there is no legal_basis in %s", set.File)
	}
}

// setInForce returns the version in force of the criteria set with an id, or nil. It reports a
// missing one at the position that names it, unless a set couldn't be read, which may be this one
// and has its own findings.
func (b *builder) setInForce(file string, pos diag.Pos, id string, list *diag.List) *criteria.Set {
	if c := b.Criteria[id]; c != nil {
		return c.Set
	}
	versions := b.versions[id]
	switch {
	case b.options.CriteriaMissing:
		// Not known: no finding.
	case len(versions) > 0:
		list.Add(file, pos, diag.CriteriaVersion, versionHint(versions, b.options.Date),
			"no version of the criteria set %q is in force on %s", id, b.options.Date.Format(time.DateOnly))
	default:
		ids := slices.Sorted(maps.Keys(b.versions))
		hint := "the sets are " + strings.Join(ids, ", ")
		if len(ids) == 0 {
			hint = "take it out, or write the set: a file in content/criteria/"
		}
		list.Add(file, pos, diag.CriteriaUnknown, hint,
			"there is no criteria set %q%s", id, diag.DidYouMean(id, ids))
	}
	return nil
}

// versionHint returns the hint for a set of which no version is in force: the nearest version.
func versionHint(versions []*criteria.Set, day content.Date) string {
	if first := versions[0]; day.Before(first.ValidFrom.Time) {
		return fmt.Sprintf("%s holds from %s on", first.File, first.ValidFrom.Format(time.DateOnly))
	}
	last := versions[len(versions)-1]
	return fmt.Sprintf("%s held until %s: write the version that comes after it", last.File, last.ValidTo.Format(time.DateOnly))
}
