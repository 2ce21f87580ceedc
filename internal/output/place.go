package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// place is where a site goes: the directory, and the names beside it that a build uses.
type place struct {
	dir  string // absolute; no symbolic link
	next string // the staging tree, and whatever else is to be deleted: never anything worth keeping
	old  string // the old site, between the two renames that stand in for an exchange
	lock string
}

// locate returns the place of dir, following it if it is a symbolic link.
func locate(dir string) (place, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return place{}, fmt.Errorf("find output directory: %w", err)
	}
	if info, err := os.Lstat(abs); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		target, err := filepath.EvalSymlinks(abs)
		if errors.Is(err, fs.ErrNotExist) {
			return place{}, fmt.Errorf("output directory %q is a symbolic link to a directory that doesn't exist: make that directory or remove the link", dir)
		}
		if err != nil {
			return place{}, fmt.Errorf("find output directory: %w", err)
		}
		abs = target
	}
	parent, name := filepath.Split(abs)
	if name == "" {
		return place{}, fmt.Errorf("output directory %q is the root of a file system, which can't be replaced: choose a directory in it", dir)
	}
	beside := func(what string) string { return filepath.Join(parent, "."+name+".baken-"+what) }
	return place{dir: abs, next: beside("next"), old: beside("old"), lock: beside("lock")}, nil
}

// claim makes the parents that are missing and takes the lock. The function it returns gives back the lock
// and, if the build failed, removes the parents that were made.
func (p place) claim(ctx context.Context, waiting func()) (release func(failed bool) error, err error) {
	var made []string
	for parent := filepath.Dir(p.dir); ; parent = filepath.Dir(parent) {
		if _, err := os.Lstat(parent); !errors.Is(err, fs.ErrNotExist) || parent == filepath.Dir(parent) {
			break
		}
		made = append(made, parent)
	}
	unmake := func() {
		for _, parent := range made {
			// Somebody else may be using it by now, and then it isn't empty.
			if os.Remove(parent) != nil {
				return
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(p.dir), 0o755); err != nil {
		unmake()
		return nil, fmt.Errorf("make the output directory's parent: %w", err)
	}
	unlock, err := lock(ctx, p.lock, waiting)
	if err != nil {
		unmake()
		return nil, fmt.Errorf("lock output directory: %w", err)
	}
	return func(failed bool) error {
		err := unlock()
		if failed {
			unmake()
		}
		if err != nil {
			return fmt.Errorf("unlock output directory: %w", err)
		}
		return nil
	}, nil
}

// recover puts right what a killed build left: it restores a site that had been moved aside and not yet
// replaced, and removes the rest. It must be called under the lock.
func (p place) recover(workers int) error {
	if err := removeTree(p.next, workers); err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	if _, err := os.Lstat(p.old); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(p.dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(p.old, p.dir); err != nil {
			return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
		}
		return nil
	}
	// A site that is being deleted must not bear the name from which sites are restored.
	err := os.Rename(p.old, p.next)
	if err == nil {
		err = removeTree(p.next, workers)
	}
	if err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	return nil
}

// occupied reports whether there is a directory at dir, and returns an error if it must not be replaced.
func (p place) occupied() (bool, error) {
	info, err := os.Lstat(p.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("examine output directory: %w", err)
	}
	if !info.IsDir() {
		return false, fmt.Errorf("output directory %q is a file: move it away or choose another directory", p.dir)
	}
	if isMountPoint(p.dir) {
		return false, p.mountError(nil)
	}
	if info, err := os.Lstat(filepath.Join(p.dir, marker)); err == nil && info.Mode().IsRegular() {
		return true, nil
	}
	f, err := os.Open(p.dir)
	if err != nil {
		return false, fmt.Errorf("examine output directory: %w", err)
	}
	defer f.Close()
	names, err := f.Readdirnames(1)
	if err != nil && err != io.EOF {
		return false, fmt.Errorf("examine output directory: %w", err)
	}
	if len(names) > 0 {
		return false, fmt.Errorf("output directory %q holds files that no build made, such as %q, and a build would remove them: "+
			"choose an empty or new directory, or, if everything in it may go, put an empty file named %q in it", p.dir, names[0], marker)
	}
	return true, nil
}

// mountError says that the directory is a mount point, and which call found out, if one did.
func (p place) mountError(err error) error {
	if err == nil {
		return fmt.Errorf("output directory %q is a mount point, which can't be replaced in one step: choose a directory inside it", p.dir)
	}
	return fmt.Errorf("output directory %q can't be replaced in one step, because it is a mount point or part of a layered file system: "+
		"choose another directory, or one inside it: %w", p.dir, err)
}
