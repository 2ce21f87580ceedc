package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// build is one Write, under the lock.
type build struct {
	place    place
	site     *tree
	workers  int
	swap     func(a, b string) error
	progress func(done, total int)

	was       *manifest // of the old site; nil where there is none
	kept      func(path, now string)
	stale     []stale
	foreign   []foreign
	saved     int  // files counted among the stale that turned out to be somebody's
	committed bool // the new site is in place
}

// run builds what differs in the staging tree and puts it in place. Whatever it returns, what is left at
// place.next is to be removed.
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
		if b.was != nil && len(b.was.files) == len(manifest.files) && bytes.Equal(b.was.text(), manifest.text()) {
			return nil
		}
		return b.writeLast(manifest)
	}
	for {
		if err := b.complete(ctx, top); err != nil {
			return err
		}
		if err := b.sync(); err != nil {
			return err
		}
		if err := b.announce(top, manifest); err != nil {
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
		// The manifest goes on listing what was replaced until that has been removed.
		if err := b.settle(); err != nil {
			return b.leftover(err)
		}
		return b.writeLast(manifest)
	}
}

// writeLast writes the manifest alone, when nothing is staged.
func (b *build) writeLast(m *manifest) error {
	if err := os.Mkdir(b.place.next, 0o755); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return b.writeManifest(m, b.place.dir)
}

// announce writes the manifests that whoever comes after a kill needs: before the whole directory is replaced,
// the new one in the staging tree; before a part of it is, one that lists what is there and what will be.
func (b *build) announce(top string, now *manifest) error {
	if err := b.makeDirectory(b.site.root); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if top == "." {
		return b.writeManifest(now, b.place.next)
	}
	both := newManifest(now.site)
	both.join(b.was)
	both.join(now)
	if err := b.writeManifest(both, b.place.next); err != nil {
		return err
	}
	return b.writeManifest(both, b.place.dir)
}

// settle takes the staging tree apart, whatever state it is in.
func (b *build) settle() error {
	s := b.place.settler(b.workers, b.kept, b.was, b.manifestIn(b.place.next), b.manifestIn(b.place.dir))
	s.aside = !b.committed
	err := s.run()
	for _, p := range s.saved {
		if b.was.names(p) && b.site.find(p).file == nil {
			b.saved++
		}
	}
	return err
}

// manifestIn returns the manifest in dir, or nil if there is none that can be read.
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
	if f.old && w.equal(b.current(f.Path), content) {
		return nil
	}
	if err := b.stageFile(f, content); err != nil {
		return err
	}
	f.written = true
	return nil
}

// difference returns the smallest entry that holds everything in which the sites differ, and whether they do. What lies
// outside it need not be made again and deleted, which for 20,000 pages takes seconds, and on ext4 without a journal tens.
func (b *build) difference() (top string, differs bool) {
	add := func(p string) {
		if !differs {
			top, differs = p, true
			return
		}
		top = common(top, p)
	}
	if !b.site.root.old {
		return ".", true
	}
	for _, f := range b.site.files {
		if !f.written {
			continue
		}
		p := f.Path
		for d := f.dir; !d.old; d = d.parent {
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
	for a != "." && !within(b, a) {
		a = path.Dir(a)
	}
	return a
}

// within reports whether p is dir or lies below it.
func within(p, dir string) bool {
	return dir == "." || p == dir || len(p) > len(dir) && p[len(dir)] == '/' && strings.HasPrefix(p, dir)
}

// current is the name of the entry p of the site, as readers know it.
func (b *build) current(p string) string { return filepath.Join(b.place.dir, filepath.FromSlash(p)) }

// staged is the name of the entry p in the staging tree.
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
	s.Removed -= b.saved
	return s
}

// leftover explains that the staging tree couldn't be removed.
func (b *build) leftover(err error) error {
	if b.committed {
		return fmt.Errorf("the new site is in place, but what it replaced could not be removed: %w", err)
	}
	return fmt.Errorf("remove what was written: %w", err)
}
