package site

import (
	"slices"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/link"
)

// checkDirectives checks the directives of a page that name a criteria set, and perhaps a
// criterion in it.
func (b *builder) checkDirectives(p *Page, r *link.References) {
	list := &r.Findings
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
func (b *builder) named(p *Page, slot *markdown.Slot, id markdown.Argument, r *link.References) *criteria.Set {
	if on, dated := slot.Argument("on"); dated {
		return b.catalog.FindOn(p.File, content.Text{V: id.Value, Pos: id.Pos}, content.Text{V: on.Value, Pos: on.Pos}, &r.Findings, &r.Speller)
	}
	switch slot.Target {
	case markdown.DirectivePeriods, markdown.DirectiveChanges, markdown.DirectiveData:
		if versions := b.catalog.Sets(id.Value); len(versions) > 0 {
			return versions[len(versions)-1] // It is about all of them.
		}
	}
	return b.catalog.FindInForce(p.File, id.Pos, id.Value, &r.Findings, &r.Speller)
}

// takesSet reports whether a directive has the argument set.
func takesSet(directive string) bool {
	return slices.ContainsFunc(markdown.Directives(), func(d markdown.Directive) bool {
		return d.Name == directive && slices.Contains(d.Arguments, "set")
	})
}

// checkCriterion checks that the criterion a directive names exists, and that the set or criterion
// has the text that the directive shows.
func (b *builder) checkCriterion(p *Page, slot *markdown.Slot, set *criteria.Set, r *link.References) {
	list := &r.Findings
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
		if r.Speller.Look() {
			meant = diag.DidYouMean(id.Value, ids)
		}
		list.Add(p.File, id.Pos, diag.CriteriaUnknown, "the criteria are "+edition.Join(ids),
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
func (b *builder) checkText(p *Page, slot *markdown.Slot, set *criteria.Set, r *link.References) {
	list := &r.Findings
	id, found := slot.Argument("id")
	ids := set.TextIDs()
	switch {
	case !found:
		list.Add(p.File, slot.Pos(), diag.DirectiveArgument, "write ::text{set="+set.ID.V+" id=TEXT}",
			"::text doesn't say which text it is about")
	case set.Text(id.Value) < 0:
		hint := "its texts are " + edition.Join(ids)
		if len(ids) == 0 {
			hint = "write it there, below texts:"
		}
		meant := ""
		if r.Speller.Look() {
			meant = diag.DidYouMean(id.Value, ids)
		}
		list.Add(p.File, id.Pos, diag.CriteriaUnknown, hint, "there is no text %q in %s%s", id.Value, set.File, meant)
	}
}

// checkPeriods checks a directive ::periods, which leads readers to the self-check of each version.
func (b *builder) checkPeriods(p *Page, slot *markdown.Slot, set string, list *diag.List) {
	versions := b.catalog.Sets(set)
	if len(versions) == 1 && !b.options.CriteriaMissing {
		list.Add(p.File, slot.Pos(), diag.CriteriaPeriod, "take the directive out, or write ::check{set="+set+"}",
			"%q has one version, so there is nothing to choose", set)
		return
	}
	for _, v := range versions {
		if b.checks[checkKey{v, p.Lang}] != nil || !b.tree.Complete() {
			continue
		}
		day := v.ValidFrom
		if day.IsZero() {
			day = v.ValidTo
		}
		list.Add(p.File, slot.Pos(), diag.CriteriaPeriod,
			"write a page with criteria: "+set+" and criteria_on: "+day.Format(time.DateOnly)+", in each language",
			"no page in %q is the self-check of %q for %s, the version %s", p.Lang, set, v.File, v.Days())
	}
}

// checkChanges checks a directive ::changes, of a set that has versions. before are the pairs that
// the page compares above it.
func (b *builder) checkChanges(p *Page, slot *markdown.Slot, set markdown.Argument, before []Pair, r *link.References) Pair {
	list, versions := &r.Findings, b.catalog.Sets(set.Value)
	complete := true
	for _, name := range []string{"from", "to"} {
		day, given := slot.Argument(name)
		if !given {
			continue
		}
		if _, ok := edition.ParseDay(day.Value); !ok {
			list.Add(p.File, day.Pos, diag.DirectiveArgument, "write a day as YYYY-MM-DD", "%s=%.80s isn't a day of the calendar", name, day.Value)
			complete = false
			continue
		}
		id := content.Text{V: set.Value, Pos: set.Pos}
		complete = b.catalog.FindOn(p.File, id, content.Text{V: day.Value, Pos: day.Pos}, list, &r.Speller) != nil && complete
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
	versions := b.catalog.Sets(set)
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
	d, _ := edition.ParseDay(a.Value)
	return d
}
