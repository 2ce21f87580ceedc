package output

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync"

	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/source"
)

// stale is an entry of the old site that the new one doesn't have, or has as another type of file.
type stale struct {
	path  string
	files int // files in a directory; 1 for a file
}

// foreign is an entry of the directory that Baken didn't write and whose path the site doesn't
// need.
type foreign struct {
	path string
	dir  bool // a directory, without its entries
}

// scan compares the directory with the site: it marks the files and directories that exist already,
// and returns the stale entries, which are to be removed, and the foreign ones, which are to stay.
// It descends level by level, so that it never follows a symbolic link at the path of a directory
// of the site.
func (b *build) scan(ctx context.Context) ([]stale, []foreign, error) {
	var (
		mu     sync.Mutex
		gone   []stale
		others []foreign
	)
	for _, level := range b.site.levels {
		err := parallel(ctx, b.workers, len(level), func() func(int) error {
			return func(i int) error {
				if !level[i].exists {
					return nil
				}
				s, err := b.scanDirectory(level[i])
				if err != nil {
					return fmt.Errorf("read the old site: %w", err)
				}
				if len(s.stale) > 0 || len(s.foreign) > 0 {
					mu.Lock()
					gone, others = append(gone, s.stale...), append(others, s.foreign...)
					mu.Unlock()
				}
				return nil
			}
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return gone, others, nil
}

// scanned holds the entries of a directory that the site doesn't have.
type scanned struct {
	stale   []stale
	foreign []foreign
}

func (b *build) scanDirectory(d *directory) (s scanned, err error) {
	entries, err := readDirectory(b.current(d.path))
	if err != nil {
		return s, err
	}
	for _, e := range entries {
		p := path.Join(d.path, e.Name())
		if d.parent == nil && (p == manifest.Name || p == manifest.NextName) {
			continue
		}
		switch expected := b.site.find(p); {
		case expected.file != nil && e.Type().IsRegular():
			expected.file.exists = true
		case expected.dir != nil && e.IsDir():
			expected.dir.exists = true
		case expected.file != nil || expected.dir != nil:
			// An entry of another type is in the way: its foreign files are moved beside the
			// output.
			var in scanned
			if err := b.scanOther(p, e, &in); err != nil {
				return s, err
			}
			s.stale = append(s.stale, stale{p, len(in.stale)})
		default:
			var in scanned
			if err := b.scanOther(p, e, &in); err != nil {
				return s, err
			}
			if len(in.foreign) == 0 && len(in.stale) > 0 {
				s.stale = append(s.stale, stale{p, len(in.stale)})
				continue
			}
			s.stale, s.foreign = append(s.stale, in.stale...), append(s.foreign, in.foreign...)
		}
	}
	return s, nil
}

// scanOther divides the files of an entry that the site doesn't have into stale and foreign ones. A
// directory is foreign if it is empty or holds a foreign entry, and is removed with its stale files
// otherwise.
func (b *build) scanOther(p string, e fs.DirEntry, s *scanned) error {
	if !e.IsDir() {
		if e.Type().IsRegular() && b.previous.HasPath(p) {
			s.stale = append(s.stale, stale{p, 1})
		} else {
			s.foreign = append(s.foreign, foreign{path: p})
		}
		return nil
	}
	entries, err := readDirectory(b.current(p))
	if err != nil {
		return err
	}
	before := len(s.foreign)
	for _, in := range entries {
		if err := b.scanOther(path.Join(p, in.Name()), in, s); err != nil {
			return err
		}
	}
	if len(entries) == 0 || len(s.foreign) > before {
		s.foreign = append(s.foreign, foreign{path: p, dir: true})
	}
	return nil
}

func readDirectory(name string) ([]fs.DirEntry, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// linkForeign links the foreign files in the entry top into the staging tree, so that they stay in
// place when it is exchanged. Files that can't be linked are moved after the exchange.
func (b *build) linkForeign(ctx context.Context, top string) error {
	for _, f := range b.foreign {
		if err := ctx.Err(); err != nil {
			return err
		}
		if top != "." && !source.Within(f.path, top) {
			continue
		}
		if !f.dir {
			if err := b.makeForeignDirectory(path.Dir(f.path)); err != nil {
				return err
			}
			_ = os.Link(b.current(f.path), b.staged(f.path))
			continue
		}
		if err := b.makeForeignDirectory(f.path); err != nil {
			return err
		}
		if info, err := os.Lstat(b.current(f.path)); err == nil && info.IsDir() {
			if err := os.Chmod(b.staged(f.path), info.Mode().Perm()|0o700); err != nil {
				return fmt.Errorf("keep %s: %w", f.path, err)
			}
		}
	}
	return nil
}

// makeForeignDirectory makes the directory p in the staging tree, for foreign files.
func (b *build) makeForeignDirectory(p string) error {
	err := b.makeDirectory(b.site.root)
	if err == nil {
		err = os.MkdirAll(b.staged(p), 0o755)
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", p, err)
	}
	return nil
}
