// Package location has the names of an output directory and of what builds make beside it, and lets
// one build at a time work there.
package location

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"baken.example/baken/internal/output/lock"
)

// Location names an output directory and what a build uses beside it.
type Location struct {
	Dir  string // absolute; no symbolic link
	Next string // the staging tree, or after an exchange the old site, to be deleted
	Old  string // the old site, between the two renames that stand in for an exchange
	Lock string
	// keptPrefix stands before a number: a directory for foreign files that can't stay.
	keptPrefix string
}

// Entry returns the file name of the entry of the site with this path.
func (l Location) Entry(p string) string { return filepath.Join(l.Dir, filepath.FromSlash(p)) }

// Staged returns the file name of the entry of the staging tree with this path.
func (l Location) Staged(p string) string { return filepath.Join(l.Next, filepath.FromSlash(p)) }

// Find returns the location of an output directory, following it if it is a symbolic link.
func Find(dir string) (Location, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Location{}, fmt.Errorf("find output directory: %w", err)
	}
	if info, err := os.Lstat(abs); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		target, err := filepath.EvalSymlinks(abs)
		if errors.Is(err, fs.ErrNotExist) {
			return Location{}, fmt.Errorf("output directory %q is a symbolic link to a directory that doesn't exist: make that directory or remove the link", dir)
		}
		if err != nil {
			return Location{}, fmt.Errorf("find output directory: %w", err)
		}
		abs = target
	}
	if filepath.Base(abs) == string(filepath.Separator) {
		return Location{}, fmt.Errorf("output directory %q is the root of a file system, which can't be replaced: choose a directory in it", dir)
	}
	return Of(abs), nil
}

// Of returns the location of a directory, whose name is absolute.
func Of(dir string) Location {
	parent, name := filepath.Split(dir)
	beside := func(what string) string { return filepath.Join(parent, "."+name+".baken-"+what) }
	return Location{Dir: dir, Next: beside("next"), Old: beside("old"), Lock: beside("lock"), keptPrefix: beside("kept")}
}

// Claim creates the missing parents and acquires the lock, waiting until ctx ends. The function
// that it returns releases the lock and, if the build failed, removes the parents that were
// created. waiting, unless nil, is called once before waiting, with the description of who has the
// lock.
func (l Location) Claim(ctx context.Context, waiting func(string)) (release func(failed bool) error, err error) {
	var created []string
	for parent := filepath.Dir(l.Dir); ; parent = filepath.Dir(parent) {
		if _, err := os.Lstat(parent); !errors.Is(err, fs.ErrNotExist) || parent == filepath.Dir(parent) {
			break
		}
		created = append(created, parent)
	}
	removeParents := func() {
		for _, parent := range created {
			// It isn't empty if another program uses it by now.
			if os.Remove(parent) != nil {
				return
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(l.Dir), 0o755); err != nil {
		removeParents()
		return nil, fmt.Errorf("make the output directory's parent: %w", err)
	}
	unlock, err := lock.Acquire(ctx, l.Lock, waiting)
	if err != nil {
		removeParents()
		return nil, fmt.Errorf("lock output directory: %w", err)
	}
	return func(failed bool) error {
		err := unlock()
		if failed {
			removeParents()
		}
		if err != nil {
			return fmt.Errorf("unlock output directory: %w", err)
		}
		return nil
	}, nil
}

// MaxKept is the number of directories of kept files that may stand beside an output, so that
// builds that nobody looks at don't fill the disk.
const MaxKept = 100

// KeptName returns an unused name for a directory of kept files beside the output.
func (l Location) KeptName() (string, error) {
	for n := 1; n <= MaxKept; n++ {
		name := fmt.Sprintf("%s-%d", l.keptPrefix, n)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", fmt.Errorf("there are %d directories %s-N of files that builds have kept: "+
		"take out what is needed, and delete them", MaxKept, l.keptPrefix)
}
