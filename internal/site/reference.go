package site

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// references holds the result of checking a text's links, pictures and directives.
type references struct {
	// files are the pictures that the text shows, and downloads the files that it links to.
	files, downloads []string

	findings diag.List
	// speller bounds the number of suggestions for mistakes in the text.
	speller diag.Speller
}

// add checks a link or a picture.
func (r *references) add(c linkCheck) {
	switch file := c.check(); {
	case file == "":
	case c.slot.Kind == markdown.SlotImage, c.slot.Kind == markdown.SlotPoster:
		r.files = append(r.files, file)
	default:
		r.downloads = append(r.downloads, file)
	}
}

// checkReferences checks the links, pictures and directives of pages, and of the criteria, and
// collects the files that the site uses. It stops early when ctx is done.
func (b *builder) checkReferences(ctx context.Context, pages []*Page) {
	inParallel(ctx, pages, func(p *Page) { b.references[p.Index()] = b.referencesOf(ctx, p) })
	b.criteriaReferences = b.checkCriteriaTexts(ctx)
	b.sharedReferences = references{}
	b.checkValues(content.GlossaryFile, b.Glossary.Values, &b.sharedReferences)
	b.checkAnnouncement(&b.sharedReferences)
	b.Files = slices.Clone(b.criteriaReferences.files)
	b.Downloads = slices.Concat(b.redirects.Files, b.criteriaReferences.downloads, b.sharedReferences.downloads)
	for _, r := range b.references {
		b.Files = append(b.Files, r.files...)
		b.Downloads = append(b.Downloads, r.downloads...)
	}
	for _, files := range []*[]string{&b.Files, &b.Downloads} {
		slices.Sort(*files)
		*files = slices.Compact(*files)
	}
}

// referencesOf checks the links, pictures and directives of a page.
func (b *builder) referencesOf(ctx context.Context, p *Page) (r references) {
	b.checkLeads(p, &r)
	b.checkDirectives(p, &r)
	b.checkValues(p.File, b.Text(p).Body.Values, &r)
	slots := b.Text(p).Body.Slots
	for i := range slots {
		if ctx.Err() != nil {
			break // A page may have a hundred thousand broken links.
		}
		slot := &slots[i]
		r.add(b.linkIn(p, slot, &r))
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
		list.Join(r.findings)
	}
	list.Join(s.criteriaReferences.findings)
	for _, v := range s.verdicts {
		list.Join(v.findings)
	}
	list.Join(s.sharedReferences.findings)
	s.checkUnused(&list)
	s.checkThreshold(&list)
	s.redirects.CheckDownloads(s.Downloads, &list)
	return list.Merge(diag.DayPassed)
}
