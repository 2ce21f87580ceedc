package site

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site/link"
)

// checkReferences checks the links, pictures and directives of pages, and of the criteria, and
// collects the files that the site uses. It stops early when ctx is done.
func (b *builder) checkReferences(ctx context.Context, pages []*Page) {
	inParallel(ctx, pages, func(p *Page) { b.references[p.Index()] = b.referencesOf(ctx, p) })
	b.criteriaReferences = b.checkCriteriaTexts(ctx)
	b.sharedReferences = link.References{}
	b.checkValues(content.GlossaryFile, b.Glossary.Values, &b.sharedReferences)
	b.checkAnnouncement(&b.sharedReferences)
	b.Files = slices.Clone(b.criteriaReferences.Files)
	b.Downloads = slices.Concat(b.redirects.Files, b.criteriaReferences.Downloads, b.sharedReferences.Downloads)
	for _, r := range b.references {
		b.Files = append(b.Files, r.Files...)
		b.Downloads = append(b.Downloads, r.Downloads...)
	}
	for _, files := range []*[]string{&b.Files, &b.Downloads} {
		slices.Sort(*files)
		*files = slices.Compact(*files)
	}
}

// referencesOf checks the links, pictures and directives of a page.
func (b *builder) referencesOf(ctx context.Context, p *Page) (r link.References) {
	b.checkLeads(p, &r)
	b.directives.Check(p, &r.Findings, &r.Speller)
	b.checkValues(p.File, b.Text(p).Body.Values, &r)
	slots := b.Text(p).Body.Slots
	for i := range slots {
		if ctx.Err() != nil {
			break // A page may have a hundred thousand broken links.
		}
		b.links.CheckOn(p, &slots[i], &r)
	}
	return r
}

// inParallel calls f for each of the pages, on as many goroutines as there are processors, until
// ctx is done.
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

// allFindings returns the site's findings. A day that has passed is one for each page or set that
// it took away.
func (s *Site) allFindings() (list diag.List) {
	list.Join(s.findings)
	for _, r := range s.references {
		list.Join(r.Findings)
	}
	list.Join(s.criteriaReferences.Findings)
	for _, v := range s.verdicts {
		list.Join(v.findings)
	}
	list.Join(s.sharedReferences.Findings)
	s.checkUnused(&list)
	s.checkThreshold(&list)
	s.redirects.CheckDownloads(s.Downloads, &list)
	return list.Merge(diag.DayPassed)
}
