package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"sync"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
	"baken.example/baken/internal/output/removal"
	"baken.example/baken/internal/source"
)

// build is the state of one call of Write, made while the lock is held.
type build struct {
	place    location.Location
	site     *tree
	workers  int
	swap     func(a, b string) error
	progress func(done, total int)

	record  *record.Record
	remover removal.Remover
	// standing returns the state of a file whose bytes are proven; it is nil if there are none.
	standing  func(path string) (FileState, bool)
	unknown   bool               // the directory isn't empty, and the record doesn't say that Baken wrote it
	previous  *manifest.Manifest // the old site's; nil if it has none or is unknown
	now       *manifest.Manifest // the new site's, once it has been rendered
	text      []byte             // of now
	stale     []stale
	foreign   []foreign
	preserved int  // stale files that Baken didn't write after all, and that were kept
	committed bool // the new site is in place
}

// run builds the entries that differ in the staging tree and puts them in place. The caller removes
// the staging tree afterwards, also after an error.
func (b *build) run(ctx context.Context) error {
	stale, foreign, err := b.scan(ctx)
	if err != nil {
		return err
	}
	b.stale, b.foreign = stale, foreign
	if err := b.render(ctx); err != nil {
		return err
	}
	b.now = b.manifest()
	b.text = b.now.Text()
	top, differs := b.difference()
	if !differs {
		if b.previous != nil && bytes.Equal(b.previous.Raw(), b.text) {
			return nil
		}
		return b.writeManifestAlone()
	}
	for {
		if err := b.complete(ctx, top); err != nil {
			return err
		}
		if err := b.sync(); err != nil {
			return err
		}
		if err := b.makeDirectory(b.site.root); err != nil {
			return fmt.Errorf("write the new site: %w", err)
		}
		if top == "." {
			if err := b.writeManifest(b.text, b.place.Next); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		b.record.PlanExchange()
		err := b.commit(top)
		if errors.Is(err, exchange.ErrUnsupported) && top != "." {
			// Only the directory itself can be replaced by two renames and restored after a kill.
			top = "."
			continue
		}
		if err != nil || top == "." {
			return err
		}
		// The manifest lists the replaced files until they have been removed.
		if err := b.cleanUp(); err != nil {
			return b.leftover(err)
		}
		return b.writeManifestAlone()
	}
}

// writeManifestAlone writes the manifest of the directory when nothing is staged.
func (b *build) writeManifestAlone() error {
	b.record.Begin()
	if err := os.Mkdir(b.place.Next, 0o755); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return b.writeManifest(b.text, b.place.Dir)
}

// cleanUp removes the staging tree, in any state that it may be in. An old site that Baken may not
// have written is kept whole.
func (b *build) cleanUp() error {
	if b.unknown && b.committed {
		return b.remover.KeepWhole()
	}
	now := b.now
	if now == nil {
		now = b.manifest()
	}
	foreign, err := b.remover.Remove(removal.Tree{
		Manifests:  []*manifest.Manifest{b.previous, now},
		Unfinished: !b.committed,
		IsNew: func(p string) bool {
			f := b.site.find(p).file
			return f != nil && f.fresh
		},
	})
	for _, p := range foreign {
		if b.previous.HasPath(p) && b.site.find(p).file == nil {
			b.preserved++
		}
	}
	return err
}

// end brings the record up to date once the staging tree has been removed. If that failed, or a new
// site has no manifest yet, the record keeps the lines from which the next build recovers.
func (b *build) end(failed, left bool) {
	switch {
	case !failed:
		b.record.Settle(b.text)
	case !left && !b.committed:
		b.record.Abandon()
	default:
		b.record.Close()
	}
}

// manifest returns the manifest of the site that is being written, of the artifacts that have been
// rendered.
func (b *build) manifest() *manifest.Manifest {
	m := manifest.New(b.record.Site())
	for _, f := range b.site.files {
		if f.rendered {
			m.Add(manifest.File{Path: f.Path, Sum: f.sum})
		}
	}
	return m
}

// render renders all artifacts and writes those that differ from the old site to the staging tree.
func (b *build) render(ctx context.Context) error {
	var (
		mu   sync.Mutex
		done int
	)
	files := b.site.files
	report := func(f *file) {
		if b.progress == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		b.progress(done, len(files))
	}
	var writers []*writer
	err := parallel(ctx, b.workers, len(files), func() func(int) error {
		w := new(writer)
		mu.Lock()
		writers = append(writers, w)
		mu.Unlock()
		return func(i int) error {
			f := files[i]
			if err := b.renderFile(ctx, w, f); err != nil {
				if stopped := ctx.Err(); stopped != nil && errors.Is(err, stopped) {
					return stopped // It is no matter which file is being made when a build is interrupted.
				}
				return err
			}
			report(f)
			return nil
		}
	})
	for _, w := range writers {
		if err == nil {
			err = b.stageFiles(w.flush())
		}
	}
	return err
}

func (b *build) renderFile(ctx context.Context, w *writer, f *file) error {
	if f.Standing && f.exists && b.standing != nil {
		if s, proven := b.standing(f.Path); proven {
			f.size, f.sum, f.modified, f.rendered = int(s.Size), s.Sum, s.Modified, true
			return nil
		}
	}
	if f.Open != nil {
		return b.renderLarge(ctx, f)
	}
	content, err := w.render(f)
	if err != nil {
		return fmt.Errorf("render %s: %w", f.Path, err)
	}
	if f.Sum != nil {
		f.sum = manifest.Sum(f.Sum[:len(manifest.Sum{})])
	} else {
		f.sum = manifest.SumOf(content)
	}
	f.size, f.rendered = len(content), true
	if f.exists {
		var same bool
		if same, f.modified = w.equal(b.current(f.Path), content); same {
			return nil
		}
	}
	f.written = true
	if w.keep(f, content) {
		return b.stageFiles(w.flush())
	}
	return nil
}

// difference returns the smallest entry that holds all differences between the sites, and reports
// whether there are any. Entries outside of it need not be staged and deleted again, which takes
// seconds for 20,000 pages, and tens of seconds on ext4 without a journal.
func (b *build) difference() (top string, differs bool) {
	add := func(p string) {
		if !differs {
			top, differs = p, true
			return
		}
		top = common(top, p)
	}
	if !b.site.root.exists {
		return ".", true
	}
	for _, f := range b.site.files {
		if !f.written {
			continue
		}
		p := f.Path
		for d := f.dir; !d.exists; d = d.parent {
			p = d.path
			if d.parent == nil {
				break
			}
		}
		add(p)
	}
	for _, s := range b.stale {
		add(s.path)
	}
	return top, differs
}

// common returns the deepest path that is, or is a directory of, both a and b.
func common(a, b string) string {
	for a != "." && !source.Within(b, a) {
		a = path.Dir(a)
	}
	return a
}

// current returns the file name of the entry p in the output directory.
func (b *build) current(p string) string { return b.place.Entry(p) }

// staged returns the file name of the entry p in the staging tree.
func (b *build) staged(p string) string { return b.place.Staged(p) }

func (b *build) stats() (s Stats) {
	for _, f := range b.site.files {
		switch {
		case f.written:
			s.Written++
		default:
			s.Unchanged++
		}
		s.Bytes += int64(f.size)
	}
	for _, gone := range b.stale {
		s.Removed += gone.files
	}
	s.Removed -= b.preserved
	return s
}

// leftover wraps an error that left the staging tree in place.
func (b *build) leftover(err error) error {
	if b.committed {
		return fmt.Errorf("the new site is in place, but what it replaced could not be removed: %w", err)
	}
	return fmt.Errorf("remove what was written: %w", err)
}
