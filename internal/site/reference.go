package site

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"baken.example/baken/internal/diag"
)

// references are what a text points to.
type references struct {
	// files are the pictures and downloads that it needs.
	files    []string
	findings diag.List
	// speller bounds for how many flaws of the text something is suggested.
	speller diag.Speller
}

// add checks a link or a picture.
func (r *references) add(c linkCheck) {
	if file := c.check(); file != "" {
		r.files = append(r.files, file)
	}
}

// refer checks what pages and the criteria point to. Then it is known which files the site needs. It stops early
// when ctx is done.
func (b *builder) refer(ctx context.Context, pages []*Page) {
	inParallel(ctx, pages, func(p *Page) { b.references[p.index] = b.referencesOf(ctx, p) })
	b.ofCriteria = b.prose(ctx)
	b.Files = slices.Clone(b.ofCriteria.files)
	for _, r := range b.references {
		b.Files = append(b.Files, r.files...)
	}
	slices.Sort(b.Files)
	b.Files = slices.Compact(b.Files)
}

func (b *builder) referencesOf(ctx context.Context, p *Page) (r references) {
	b.directives(p, &r)
	slots := b.Text(p).Body.Slots
	for i := range slots {
		if ctx.Err() != nil {
			break // A page may have a hundred thousand broken links.
		}
		slot := &slots[i]
		r.add(linkCheck{b, p.File, p.Lang, slot, slot.Pos(), &r})
	}
	return r
}

// inParallel calls f for each of the pages, several at a time, until ctx is done.
func inParallel(ctx context.Context, pages []*Page, f func(*Page)) {
	workers := min(runtime.GOMAXPROCS(0), len(pages))
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < len(pages) && ctx.Err() == nil; i += workers {
				f(pages[i])
			}
		})
	}
	group.Wait()
}

// all returns the site's findings.
func (s *Site) all() (list diag.List) {
	list.Join(s.findings)
	for _, r := range s.references {
		list.Join(r.findings)
	}
	list.Join(s.ofCriteria.findings)
	for _, v := range s.verdicts {
		list.Join(v.findings)
	}
	s.threshold(&list)
	return list
}
