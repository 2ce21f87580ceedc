package output

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// stale is an entry of the old site that the new one doesn't have, or has as something else.
type stale struct {
	path  string
	files int // files in it, or 1
}

// foreign is an entry of the directory that Baken didn't write and the site has no other use for.
type foreign struct {
	path string
	dir  bool // a directory, without its entries
}

// scan compares the names in the directory with those of the site: it marks the files and directories
// that stand already, and returns the entries that must go and those that must stay. It goes
// down level by level, so that it never follows a symbolic link that stands where the site has a directory.
func (b *build) scan(ctx context.Context) ([]stale, []foreign, error) {
	var (
		mu    sync.Mutex
		gone  []stale
		stays []foreign
	)
	for _, level := range b.site.levels {
		err := parallel(ctx, b.workers, len(level), func() func(int) error {
			return func(i int) error {
				if !level[i].old {
					return nil
				}
				s, err := b.scanDirectory(level[i])
				if err != nil {
					return fmt.Errorf("read the old site: %w", err)
				}
				if len(s.gone) > 0 || len(s.stays) > 0 {
					mu.Lock()
					gone, stays = append(gone, s.gone...), append(stays, s.stays...)
					mu.Unlock()
				}
				return nil
			}
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return gone, stays, nil
}

// scanned is what was found beside the site's own entries.
type scanned struct {
	gone  []stale
	stays []foreign
}

func (b *build) scanDirectory(d *directory) (s scanned, err error) {
	entries, err := readDirectory(b.current(d.path))
	if err != nil {
		return s, err
	}
	for _, e := range entries {
		p := path.Join(d.path, e.Name())
		if d.parent == nil && (p == marker || p == markerNext) {
			continue
		}
		switch wanted := b.site.find(p); {
		case wanted.file != nil && e.Type().IsRegular():
			wanted.file.old = true
		case wanted.dir != nil && e.IsDir():
			wanted.dir.old = true
		case wanted.file != nil || wanted.dir != nil:
			// What stands in the way of the site is kept elsewhere, as far as Baken didn't write it.
			var in scanned
			if err := b.scanOther(p, e, &in); err != nil {
				return s, err
			}
			s.gone = append(s.gone, stale{p, len(in.gone)})
		default:
			var in scanned
			if err := b.scanOther(p, e, &in); err != nil {
				return s, err
			}
			if len(in.stays) == 0 && len(in.gone) > 0 {
				s.gone = append(s.gone, stale{p, len(in.gone)})
				continue
			}
			s.gone, s.stays = append(s.gone, in.gone...), append(s.stays, in.stays...)
		}
	}
	return s, nil
}

// scanOther tells apart, in an entry that the site doesn't have, what Baken wrote and what it didn't. A directory in
// which there is nothing but files of Baken's goes with them.
func (b *build) scanOther(p string, e fs.DirEntry, s *scanned) error {
	if !e.IsDir() {
		if e.Type().IsRegular() && b.was.names(p) {
			s.gone = append(s.gone, stale{p, 1})
		} else {
			s.stays = append(s.stays, foreign{path: p})
		}
		return nil
	}
	entries, err := readDirectory(b.current(p))
	if err != nil {
		return err
	}
	before := len(s.stays)
	for _, in := range entries {
		if err := b.scanOther(path.Join(p, in.Name()), in, s); err != nil {
			return err
		}
	}
	if len(entries) == 0 || len(s.stays) > before {
		s.stays = append(s.stays, foreign{path: p, dir: true})
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

// carry puts what isn't Baken's in the entry top into the staging tree, by hard links, so that it stays in
// place while the tree around it is exchanged. What can't be linked follows after the exchange.
func (b *build) carry(ctx context.Context, top string) error {
	for _, f := range b.foreign {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !within(f.path, top) {
			continue
		}
		if !f.dir {
			if err := b.carryParents(path.Dir(f.path)); err != nil {
				return err
			}
			_ = os.Link(b.current(f.path), b.staged(f.path))
			continue
		}
		if err := b.carryParents(f.path); err != nil {
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

// carryParents makes the directory p in the staging tree, for what isn't Baken's.
func (b *build) carryParents(p string) error {
	err := b.makeDirectory(b.site.root)
	if err == nil {
		err = os.MkdirAll(filepath.Join(b.place.next, filepath.FromSlash(p)), 0o755)
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", p, err)
	}
	return nil
}
