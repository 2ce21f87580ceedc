package site

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/suggest"
)

// Replace returns the site that [New] would return, and its findings, with docs in the place of
// the documents of the same files. It shares everything else with s. The pages are those whose
// rendering may differ: the replaced ones, and translations whose state changed with them. Replace
// is ok only if the documents differ in their texts alone, and in nothing that other parts of the
// model depend on, and if ctx isn't done; otherwise the caller must use New.
func (s *Site) Replace(
	ctx context.Context, docs []*content.Document,
) (next *Site, pages []*Page, findings diag.List, ok bool) {
	for _, d := range docs {
		p := s.tree.Page(d.File)
		if p == nil || p.File != d.File || p.Lang != d.Lang || !reflect.DeepEqual(p.Meta, d.Meta) ||
			s.Text(p).Body.Videos != d.Body.Videos || listsGlossary(s.Text(p)) || listsGlossary(d) || !maps.Equal(s.catalog.DatedIn(s.Text(p)), s.catalog.DatedIn(d)) ||
			!edition.SamePairs(s.catalog.ComparedIn(s.Text(p)), s.catalog.ComparedIn(d)) {
			return nil, nil, diag.List{}, false
		}
		pages = append(pages, p)
	}
	copied := *s
	next = &copied
	next.tree, next.references, next.verdicts = s.tree.With(pages, docs), slices.Clone(s.references), slices.Clone(s.verdicts)
	reanchored := map[*Page]bool{} // pages whose anchors changed
	for i, p := range pages {
		if !slices.Equal(s.Text(p).Body.Anchors, docs[i].Body.Anchors) {
			reanchored[p] = true
		}
	}
	stale := slices.Clone(pages)
	for _, p := range s.Pages {
		if len(reanchored) > 0 && !slices.Contains(pages, p) && next.pointsInto(p, next.Text(p), reanchored) {
			stale = append(stale, p)
		}
	}
	next.anchors = s.anchors.With(next.tree)
	b := newBuilder(next)
	b.suggester = suggest.NewSuggester(next.tree)
	b.addCheckers()
	b.checkReferences(ctx, stale)
	pages = append(pages, b.recompareTranslations(ctx, pages)...)
	return next, pages, b.allFindings(), ctx.Err() == nil
}

// pointsInto reports whether a text or its front matter has a link with a fragment to one of the
// pages.
func (s *Site) pointsInto(p *Page, d *content.Document, pages map[*Page]bool) bool {
	for _, reference := range p.Meta.References() {
		if target, fragment := content.SplitReference(reference.V); fragment != "" && pages[s.Resolve(p.File, target).Page] {
			return true
		}
	}
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		if (slot.Kind == hypertext.SlotHref || slot.Kind == hypertext.SlotFile) && slot.Fragment != "" && pages[s.Resolve(d.File, slot.Target).Page] {
			return true
		}
	}
	return false
}

// listsGlossary reports whether a text has the directive that lists the glossary, to which the
// terms on other pages link.
func listsGlossary(d *content.Document) bool {
	return slices.ContainsFunc(d.Body.Slots, func(slot hypertext.Slot) bool {
		return slot.Kind == hypertext.SlotDirective && slot.Target == directive.Glossary
	})
}
