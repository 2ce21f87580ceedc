package pipeline

import (
	"context"
	"io/fs"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/pipeline/kept"
	"baken.example/baken/internal/search/extract"
	"baken.example/baken/internal/search/index"
)

// Earlier is the result of an earlier load of a site by the same program, and the changes since.
type Earlier struct {
	*kept.Site
	// Changed are the paths, from the site directory, of the files whose content has changed since,
	// or which are gone, and Relisted the directories that have other names in them.
	Changed, Relisted []string
	// Committed reports whether the history may have changed since, and with it the days on which
	// files last changed.
	Committed bool
	// Written reports whether the output may still be that of the earlier load, so that it matters
	// which artifacts are the same. The options and the program must be the same then, and Changed
	// all that differs: files below content/ that pages are made from, which are all there.
	Written bool
}

// restore sets the documents to those of the earlier load, and has [Session.readDocuments] reload
// the ones that have changed since. It leaves them alone if their settings differ.
func (s *Session) restore(ctx context.Context) error {
	earlier := s.earlier
	s.earlier = nil
	if earlier == nil || earlier.Settings != s.readers.value.settings.key() {
		return nil
	}
	changed := earlier.Documents.Relisted(s.site, earlier.Relisted)
	if earlier.Committed {
		redated, err := earlier.Documents.Redated(ctx, s.site, s.history.value)
		if err != nil {
			return err
		}
		changed = append(changed, redated...)
	}
	s.documents.set(s, earlier.Documents)
	s.documents.inputs = s.documentInputs()
	s.pending = slices.Concat(s.pending, earlier.Changed, changed)
	s.restored = true
	return nil
}

// loadAfter loads a site in the two steps of a preview: first the state of o.Earlier, without
// reading pages, then the changes since. So the guarantees of [Session] hold: the artifacts have
// the bytes of a build from scratch, and each one that may differ from its predecessor has another
// version. It returns nil if the earlier state can't be loaded.
func loadAfter(ctx context.Context, site, defaults fs.FS, o Options) (*Result, error) {
	earlier := o.Earlier
	o.Earlier = &Earlier{Site: earlier.Site}
	s := NewSession(site, defaults)
	s.once = true
	before, err := s.Load(ctx, o, nil)
	if err != nil || before.Artifacts == nil || !before.Reused {
		return nil, err
	}
	o.Earlier = nil
	changed := earlier.Changed
	if earlier.Committed {
		if !slices.Equal(datesOf(before.Criteria), earlier.Sets) {
			return nil, nil
		}
		redated, err := earlier.Documents.Redated(ctx, site, o.History)
		if err != nil {
			return nil, err
		}
		changed = slices.Concat(changed, redated)
	}
	version := s.output.version
	now, err := s.Load(ctx, o, changed)
	if err != nil {
		return nil, err
	}
	now.Artifacts = slices.Clone(now.Artifacts)
	for i := range now.Artifacts {
		a := &now.Artifacts[i]
		a.Standing = a.Version > 0 && a.Version <= version
	}
	if now.indexes != nil {
		now.indexes.Reuse(func(code string) *index.Blocks {
			return unchanged(earlier.Indexes[code], before.Searched(code), now.Searched(code))
		})
	}
	return now, nil
}

// datesOf returns the days on which the files of sets changed.
func datesOf(sets []*criteria.Set) (dates []kept.Dated) {
	for _, set := range sets {
		dates = append(dates, kept.Dated{File: set.File, Changed: set.Changed})
	}
	return dates
}

// unchanged returns the blocks of an index whose pages are the same, or nil if there are none.
func unchanged(all *index.Blocks, before, now *extract.Source) *index.Blocks {
	if all == nil || before.Len() != now.Len() || len(all.Ends) > 0 && all.Ends[len(all.Ends)-1] != now.Len() {
		return nil
	}
	out := &index.Blocks{Ends: all.Ends, Blocks: slices.Clone(all.Blocks)}
	from := 0
	for i, end := range all.Ends {
		for n := from; n < end; n++ {
			if before.Version(n) != now.Version(n) || before.Page(n).File != now.Page(n).File {
				out.Blocks[i] = nil
			}
		}
		from = end
	}
	return out
}

// Keep writes the site to w, for [Options.Earlier] of a later load. [Result.Published], which must
// be called afterwards, writes its indexes.
func (p *Result) Keep(w *kept.Writer) {
	w.Documents(p.Documents, p.settings.key())
	w.Sets(datesOf(p.Criteria))
	if p.indexes != nil {
		p.indexes.Keep(w.Index)
	}
}
