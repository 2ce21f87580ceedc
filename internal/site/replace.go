package site

import (
	"context"
	"reflect"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// Replace returns the site that [New] makes, and its findings, when documents of its pages are exchanged for
// others of the same files that differ in their texts alone. It shares the rest with s. The pages are those that
// look other than they did. It isn't ok where more may depend on the documents, or where ctx is done: then there is
// nothing for it but New.
func (s *Site) Replace(
	ctx context.Context, docs []*content.Document,
) (next *Site, pages []*Page, findings diag.List, ok bool) {
	for _, d := range docs {
		p := s.byFile[normal(d.File)]
		if p == nil || p.File != d.File || p.Lang != d.Lang || !reflect.DeepEqual(p.Meta, d.Meta) ||
			listsGlossary(s.Text(p)) || listsGlossary(d) {
			return nil, nil, diag.List{}, false
		}
		pages = append(pages, p)
	}
	copied := *s
	next = &copied
	next.texts, next.references, next.verdicts = slices.Clone(s.texts), slices.Clone(s.references), slices.Clone(s.verdicts)
	moved := map[*Page]bool{} // with other anchors than they had
	for i, p := range pages {
		next.texts[p.index] = docs[i]
		if !slices.Equal(s.Text(p).Body.Anchors, docs[i].Body.Anchors) {
			moved[p] = true
		}
	}
	check := slices.Clone(pages)
	for i, p := range s.Pages {
		if len(moved) > 0 && !slices.Contains(pages, p) && next.pointsInto(next.texts[i], moved) {
			check = append(check, p)
		}
	}
	b := newBuilder(next)
	b.refer(ctx, check)
	pages = append(pages, b.rejudge(ctx, pages)...)
	return next, pages, b.all(), ctx.Err() == nil
}

// pointsInto tells whether a text has a link to a place within one of the pages.
func (s *Site) pointsInto(d *content.Document, pages map[*Page]bool) bool {
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		if slot.Kind == markdown.SlotHref && slot.Fragment != "" && pages[s.Resolve(d.File, slot.Target).Page] {
			return true
		}
	}
	return false
}

// listsGlossary tells whether the glossary stands in a text: other pages link to it there.
func listsGlossary(d *content.Document) bool {
	return slices.ContainsFunc(d.Body.Slots, func(slot markdown.Slot) bool {
		return slot.Kind == markdown.SlotDirective && slot.Target == markdown.DirectiveGlossary
	})
}
