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

// scan compares the names of the old site with those of the new: it marks the files and directories that
// stand already, and returns the entries that must go. It goes down level by level, so that it never
// follows a symbolic link that stands where the site has a directory.
func (t *tree) scan(ctx context.Context, dir string, workers int) ([]stale, error) {
	var (
		mu   sync.Mutex
		gone []stale
	)
	for _, level := range t.levels {
		err := parallel(ctx, workers, len(level), func() func(int) error {
			return func(i int) error {
				if !level[i].old {
					return nil
				}
				found, err := t.scanDirectory(dir, level[i])
				if len(found) > 0 {
					mu.Lock()
					gone = append(gone, found...)
					mu.Unlock()
				}
				return err
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return gone, nil
}

func (t *tree) scanDirectory(dir string, d *directory) ([]stale, error) {
	name := filepath.Join(dir, filepath.FromSlash(d.path))
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the old site: %w", err)
	}
	entries, err := f.ReadDir(-1)
	f.Close()
	if err != nil {
		return nil, fmt.Errorf("read the old site: %w", err)
	}
	var gone []stale
	for _, e := range entries {
		p := path.Join(d.path, e.Name())
		switch wanted := t.find(p); {
		case wanted.file != nil && e.Type().IsRegular():
			wanted.file.old = true
		case wanted.dir != nil && e.IsDir():
			wanted.dir.old = true
		case e.IsDir():
			n, err := countFiles(filepath.Join(name, e.Name()))
			if err != nil {
				return nil, fmt.Errorf("read the old site: %w", err)
			}
			gone = append(gone, stale{p, n})
		case wanted.file != nil:
			// A link or a device in the place of a file is replaced by it, not removed.
			gone = append(gone, stale{p, 0})
		default:
			gone = append(gone, stale{p, 1})
		}
	}
	return gone, nil
}

func countFiles(dir string) (n int, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	})
	return n, err
}
