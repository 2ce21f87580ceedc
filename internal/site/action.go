package site

import (
	"net/url"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/link"
)

// Lead is a link to a page that readers are led to.
type Lead struct {
	Page *Page
	// Fragment is the anchor on the page; it may be empty.
	Fragment string
	// Text is the text of the link; empty if the editor wrote none.
	Text string
}

// URL returns the address that the link leads to.
func (l Lead) URL() string {
	if l.Fragment == "" {
		return l.Page.URL
	}
	return l.Page.URL + "#" + (&url.URL{Fragment: l.Fragment}).EscapedFragment()
}

// Action returns the page that readers of p are led to next, and whether there is one. It is, in
// this order: the one in the front matter of p; the self-check of the set whose criteria p shows;
// the one in the front matter of the nearest page above, the home page left out; for a home page,
// the self-check, if its language has exactly one. A self-check leads nowhere, and neither does a
// page that places the link itself, by ::check.
func (s *Site) Action(p *Page) (Lead, bool) {
	if s.CheckOf(p) != nil {
		return Lead{}, false
	}
	shown, placed := s.criteriaShown(p)
	if placed {
		return Lead{}, false
	}
	if p.Meta.Action != nil {
		return s.lead(p, p.Meta.Action.Page, p.Meta.Action.Text)
	}
	if check := s.CheckPage(shown, p.Lang); check != nil {
		return Lead{Page: check}, true
	}
	if p.Parent == nil {
		only := s.checks.Only(p.Lang)
		return Lead{Page: only}, only != nil
	}
	for up := p.Parent; up.Parent != nil; up = up.Parent {
		if a := up.Meta.Action; a != nil {
			l, ok := s.lead(up, a.Page, a.Text)
			return l, ok && l.Page != p
		}
	}
	return Lead{}, false
}

// Way returns the link of one of the ways in of a page. A site without errors has its page.
func (s *Site) Way(p *Page, w content.Way) Lead {
	l, _ := s.lead(p, w.Page, w.Text)
	return l
}

// lead resolves a reference in the front matter of a page.
func (s *Site) lead(p *Page, reference, text content.Text) (Lead, bool) {
	target, fragment := content.SplitReference(reference.V)
	l := Lead{Page: s.Resolve(p.File, target).Page, Fragment: fragment, Text: text.V}
	return l, l.Page != nil
}

// criteriaShown returns the first version of a set of which a page shows criteria, and whether the
// page places the link to a self-check itself.
func (s *Site) criteriaShown(p *Page) (shown *Criteria, placed bool) {
	slots := s.Text(p).Body.Slots
	for i := range slots {
		slot := &slots[i]
		if slot.Kind != hypertext.SlotDirective {
			continue
		}
		switch slot.Target {
		case directive.Check:
			c, _ := s.ShownBy(slot)
			placed = placed || s.CheckPage(c, p.Lang) != nil
		case directive.Periods:
			placed = true
		case directive.Criterion, directive.Criteria:
			if shown == nil {
				shown, _ = s.ShownBy(slot)
			}
		}
	}
	return shown, placed
}

// checkLeads checks the references to pages in a page's front matter.
func (b *builder) checkLeads(p *Page, r *link.References) {
	checkRelated(p, r)
	for _, reference := range p.Meta.References() {
		if !reference.IsSet() {
			continue // Decoding has reported it.
		}
		b.links.CheckReference(p, reference, r)
	}
	if w := p.Meta.Ways; w != nil && p.Parent != nil && !p.Meta.Layout.IsSet() {
		r.Findings.Add(p.File, w.Title.Pos, diag.YAMLValue, "move it to the home page, or give this page a layout that shows it",
			"ways: only a home page shows ways in")
	}
}

// Related is a page that the end of another leads to.
type Related struct {
	Lead
	// Lang is the language of the page.
	Lang string
}

// Related returns the pages that the front matter of p names as related, without those that aren't
// published.
func (s *Site) Related(p *Page) []Related {
	var out []Related
	for _, reference := range p.Meta.Related {
		if lead, ok := s.lead(p, reference, content.Text{}); ok {
			out = append(out, Related{lead, lead.Page.Lang})
		}
	}
	return out
}

// checkRelated reports pages that are named as related twice.
func checkRelated(p *Page, r *link.References) {
	seen := map[string]bool{}
	for _, reference := range p.Meta.Related {
		if reference.IsSet() && seen[reference.V] {
			r.Findings.Add(p.File, reference.Pos, diag.YAMLValue, "keep one of the two", "related: %q stands here twice", reference.V)
		}
		seen[reference.V] = true
	}
}
