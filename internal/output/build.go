package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sync"

	"baken.example/baken/internal/source"
)

// build is the state of one call of Write, made while the lock is held.
type build struct {
	place    place
	site     *tree
	workers  int
	swap     func(a, b string) error
	progress func(done, total int)

	previous  *manifest // the old site's; nil if it has none
	onKept    func(path, now string)
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
	manifest := b.manifest()
	top, differs := b.difference()
	if !differs {
		if b.previous != nil && len(b.previous.files) == len(manifest.files) && bytes.Equal(b.previous.text(), manifest.text()) {
			return nil
		}
		return b.writeManifestAlone(manifest)
	}
	for {
		if err := b.complete(ctx, top); err != nil {
			return err
		}
		if err := b.sync(); err != nil {
			return err
		}
		if err := b.writeManifests(top, manifest); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		err := b.commit(top)
		if errors.Is(err, errNoExchange) && top != "." {
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
		return b.writeManifestAlone(manifest)
	}
}

// writeManifestAlone writes the manifest of the directory when nothing is staged.
func (b *build) writeManifestAlone(m *manifest) error {
	if err := os.Mkdir(b.place.next, 0o755); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return b.writeManifest(m, b.place.dir)
}

// writeManifests writes the manifests from which the next build recovers after a kill. If the whole
// directory is to be replaced, that is the new manifest, in the staging tree; if a part of it is,
// the union of the old and the new manifest, in the staging tree and in the directory.
func (b *build) writeManifests(top string, now *manifest) error {
	if err := b.makeDirectory(b.site.root); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if top == "." {
		return b.writeManifest(now, b.place.next)
	}
	union := newManifest(now.site)
	union.merge(b.previous)
	union.merge(now)
	if err := b.writeManifest(union, b.place.next); err != nil {
		return err
	}
	return b.writeManifest(union, b.place.dir)
}

// cleanUp removes the staging tree, in any state that it may be in.
func (b *build) cleanUp() error {
	s := b.place.cleaner(b.workers, b.onKept, b.previous, b.manifestIn(b.place.next), b.manifestIn(b.place.dir))
	s.unfinished = !b.committed
	err := s.run()
	for _, p := range s.preserved {
		if b.previous.hasPath(p) && b.site.find(p).file == nil {
			b.preserved++
		}
	}
	return err
}

// manifestIn returns the manifest in dir, or nil if it has none of this site that can be read.
func (b *build) manifestIn(dir string) *manifest {
	m, err := readManifest(dir)
	if err != nil || m == nil || m.site != b.place.site {
		return nil
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
	return parallel(ctx, b.workers, len(files), func() func(int) error {
		var w writer
		return func(i int) error {
			f := files[i]
			if err := b.renderFile(&w, f); err != nil {
				if stopped := ctx.Err(); stopped != nil && errors.Is(err, stopped) {
					return stopped // It is no matter which file is being made when a build is interrupted.
				}
				return err
			}
			report(f)
			return nil
		}
	})
}

func (b *build) renderFile(w *writer, f *file) error {
	content, err := w.render(f)
	if err != nil {
		return fmt.Errorf("render %s: %w", f.Path, err)
	}
	f.size, f.sum = len(content), sumOf(content)
	if f.exists && w.equal(b.current(f.Path), content) {
		return nil
	}
	if err := b.stageFile(f, content); err != nil {
		return err
	}
	f.written = true
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
func (b *build) current(p string) string { return filepath.Join(b.place.dir, filepath.FromSlash(p)) }

// staged returns the file name of the entry p in the staging tree.
func (b *build) staged(p string) string { return filepath.Join(b.place.next, filepath.FromSlash(p)) }

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
