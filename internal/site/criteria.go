package site

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/link"
)

// Criteria is a version of a criteria set, with its Markdown converted.
type Criteria = edition.Criteria

// Pair is two versions of a criteria set, the old one and the new one.
type Pair = edition.Pair

// Comparison is a pair of versions that a page compares, and the place of the directive.
type Comparison = edition.Comparison

// NotInForce returns the message about a set of which no version is in force on a day.
func NotInForce(id string, day content.Date) string { return edition.NotInForce(id, day) }

// HasVersions reports whether a set has versions, in force or not.
func (s *Site) HasVersions(set string) bool { return len(s.catalog.Sets(set)) > 0 }

// Version returns the version of a criteria set that is in force on a day, or on the day of the
// site if that is zero; nil if there is none.
func (s *Site) Version(set string, on content.Date) *Criteria { return s.catalog.Version(set, on) }

// Versions returns all versions of a criteria set, the oldest first.
func (s *Site) Versions(set string) []*Criteria { return s.catalog.Versions(set) }

// Edition returns a version of a criteria set with its Markdown converted.
func (s *Site) Edition(set *criteria.Set) *Criteria { return s.catalog.Edition(set) }

// ShownBy returns the version of a criteria set that a directive is about, or nil, and whether the
// directive names a day.
func (s *Site) ShownBy(slot *hypertext.Slot) (c *Criteria, dated bool) {
	return s.catalog.ShownBy(slot)
}

// Compares returns the two versions that a directive ::changes compares, or nils.
func (s *Site) Compares(slot *hypertext.Slot) Pair { return s.catalog.Compares(slot) }

// Comparisons returns the pairs of versions that pages compare, in the order of the pages.
func (s *Site) Comparisons() (out []Comparison) {
	for _, p := range s.Pages {
		out = append(out, s.catalog.ComparedIn(s.Text(p))...)
	}
	return out
}

// CheckOf returns the version of a criteria set that a page is the self-check of, or nil.
func (s *Site) CheckOf(p *Page) *Criteria { return s.checks.Of(p) }

// CheckPage returns the page in a language that is the self-check of a version of a set, or nil.
func (s *Site) CheckPage(c *Criteria, lang string) *Page { return s.checks.Page(c, lang) }

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
		maps.Copy(b.dated, b.catalog.DatedIn(b.Text(p)))
	}
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
	b.catalog.FindOn(d.File, d.Meta.Criteria, content.Text{V: on.V.Format(time.DateOnly), Pos: on.Pos}, &b.findings, new(diag.Speller))
}

// checkCriteriaTexts checks the links and pictures in the texts of the versions that pages show.
// Those of another version may lead to pages that were removed, or that are still to come.
func (b *builder) checkCriteriaTexts(ctx context.Context) (r link.References) {
	for _, set := range b.options.Criteria {
		c := b.catalog.Edition(set)
		if b.Criteria[set.ID.V] != c && b.dated[set] == nil {
			continue
		}
		for text := range set.Prose() {
			if ctx.Err() != nil {
				break
			}
			for _, lang := range b.Languages {
				b.checkTextLinks(c, text[lang], lang, &r)
			}
		}
	}
	return r
}

func (b *builder) checkTextLinks(c *Criteria, t content.Text, lang string, r *link.References) {
	body := c.Body(t)
	if body == nil {
		return
	}
	for i := range body.Slots {
		slot := &body.Slots[i]
		b.links.Check(c.File, lang, slot, c.PosAt(t, slot.Pos()), r)
	}
}
