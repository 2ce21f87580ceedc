package site

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// Version returns the version of a criteria set that is in force on a day, or on the day of the
// site if that is zero; nil if there is none.
func (s *Site) Version(set string, on content.Date) *Criteria {
	if on.IsZero() {
		return s.Criteria[set]
	}
	return s.editions[criteria.InForce(s.versions[set], on)[set]]
}

// Versions returns all versions of a criteria set, the oldest first.
func (s *Site) Versions(set string) []*Criteria {
	var out []*Criteria
	for _, v := range s.versions[set] {
		out = append(out, s.editions[v])
	}
	return out
}

// CheckOf returns the version of a criteria set that a page is the self-check of, or nil.
func (s *Site) CheckOf(p *Page) *Criteria {
	return s.Version(p.Meta.Criteria.V, p.Meta.CriteriaOn.V)
}

// ShownBy returns the version of a criteria set that a directive is about, or nil, and whether the
// directive names a day.
func (s *Site) ShownBy(slot *markdown.Slot) (c *Criteria, dated bool) {
	set, _ := slot.Argument("set")
	day, dated := slot.Argument("on")
	if !dated {
		return s.Criteria[set.Value], false
	}
	on, ok := parseDay(day.Value)
	if !ok {
		return nil, true
	}
	return s.Version(set.Value, on), true
}

// Dated returns the versions that pages show by a day, sorted by set and first day.
func (s *Site) Dated() []*Criteria {
	return slices.SortedFunc(maps.Values(s.dated), func(a, b *Criteria) int {
		return cmp.Or(cmp.Compare(a.ID.V, b.ID.V), a.ValidFrom.Compare(b.ValidFrom.Time))
	})
}

// Shown returns the versions that pages may show: the ones in force, and those of [Site.Dated].
// They are in no order.
func (s *Site) Shown() []*Criteria {
	shown := maps.Clone(s.dated)
	for _, c := range s.Criteria {
		shown[c.Set] = c
	}
	return slices.Collect(maps.Values(shown))
}

// addDated records the versions that pages show by a day.
func (b *builder) addDated() {
	for _, p := range b.Pages {
		if !p.Meta.CriteriaOn.V.IsZero() {
			if c := b.CheckOf(p); c != nil {
				b.dated[c.Set] = c
			}
		}
		maps.Copy(b.dated, b.datedIn(b.Text(p)))
	}
}

// datedIn returns the versions that a text shows by a day.
func (s *Site) datedIn(d *content.Document) map[*criteria.Set]*Criteria {
	var out map[*criteria.Set]*Criteria
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		if slot.Kind != markdown.SlotDirective {
			continue
		}
		if c, dated := s.ShownBy(slot); dated && c != nil {
			if out == nil {
				out = map[*criteria.Set]*Criteria{}
			}
			out[c.Set] = c
		}
	}
	return out
}

func parseDay(s string) (day content.Date, ok bool) {
	return day, day.UnmarshalText([]byte(s)) == nil
}

// versionOn returns the version of a criteria set in force on a day, and reports a missing one at
// the position of the set or of the day.
func (b *builder) versionOn(file string, set, on content.Text, list *diag.List, speller *diag.Speller) *criteria.Set {
	day, ok := parseDay(on.V)
	if !ok {
		list.Add(file, on.Pos, diag.DirectiveArgument, "write a day as YYYY-MM-DD", "on=%.80s isn't a day of the calendar", on.V)
		return nil
	}
	versions := b.versions[set.V]
	if c := b.Version(set.V, day); c != nil || len(versions) == 0 {
		if c == nil {
			return b.setInForce(file, set.Pos, set.V, list, speller) // There is no such set.
		}
		return c.Set
	}
	if !b.options.CriteriaMissing {
		list.Add(file, on.Pos, diag.CriteriaVersion, versionHint(versions, day), "%s", NotInForce(set.V, day))
	}
	return nil
}

// checkCriteriaOn checks the day of the version that a page is the self-check of.
func (b *builder) checkCriteriaOn(d *content.Page) {
	on := d.Meta.CriteriaOn
	if !on.IsSet() {
		return
	}
	if d.Meta.Criteria.V == "" {
		b.findings.Add(d.File, on.Pos, diag.YAMLValue, "add a line criteria: SET, or take this one out",
			"criteria_on: the page is no self-check")
		return
	}
	b.versionOn(d.File, d.Meta.Criteria, content.Text{V: on.V.Format(time.DateOnly), Pos: on.Pos}, &b.findings, new(diag.Speller))
}

// checkPeriods checks a directive ::periods, which leads readers to the self-check of each version.
func (b *builder) checkPeriods(p *Page, slot *markdown.Slot, set string, list *diag.List) {
	versions := b.versions[set]
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
