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
	kept string // followed by a number: where a build keeps what isn't Baken's and can't stay in the directory
	site string // for whom the directory is written
}

// entry is the name of the entry p of the site, as readers know it.
func (p place) entry(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

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
	return place{dir: abs, next: beside("next"), old: beside("old"), lock: beside("lock"), kept: beside("kept")}, nil
}

// claim makes the parents that are missing and takes the lock. The function it returns gives back the lock
// and, if the build failed, removes the parents that were made.
func (p place) claim(ctx context.Context, waiting func(string)) (release func(failed bool) error, err error) {
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
func (p place) recover(workers int, kept func(path, now string)) error {
	if err := p.clean(workers, kept); err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	info, err := os.Lstat(p.old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
	}
	if _, err := p.written(p.old, info); err != nil {
		return err
	}
	if _, err := os.Lstat(p.dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(p.old, p.dir); err != nil {
			return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
		}
		return nil
	}
	// A site that is being deleted must not bear the name from which sites are restored.
	err = os.Rename(p.old, p.next)
	if err == nil {
		err = p.clean(workers, kept)
	}
	if err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	return nil
}

// clean takes apart the staging tree of a killed build, after making sure that it is one.
func (p place) clean(workers int, kept func(path, now string)) error {
	info, err := os.Lstat(p.next)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	staged, err := p.written(p.next, info)
	if err != nil {
		return err
	}
	now, err := readManifest(p.dir)
	if err != nil || now != nil && now.site != p.site {
		now = nil // It is reported once it is known that nothing of an earlier build stands in for it.
	}
	s := p.settler(workers, kept, staged, now)
	s.aside = staged != nil && staged.planned
	return s.run()
}

// written returns the manifest of a directory that a build of this site wrote, nil for an empty directory, and an
// error for anything else.
func (p place) written(name string, info fs.FileInfo) (*manifest, error) {
	if !info.IsDir() {
		return nil, fmt.Errorf("%s isn't a directory that a build made: move it away", name)
	}
	m, err := readManifest(name)
	switch {
	case errors.Is(err, errNoManifest):
		if old, readErr := os.ReadFile(filepath.Join(name, marker)); readErr == nil && string(old) == formerMarker {
			return nil, fmt.Errorf("%q was written by an earlier version of Baken, which kept no list of its files: "+
				"delete that directory yourself, or choose another, and build again", name)
		}
		return nil, fmt.Errorf("the file %s in %q is %w, so nothing says which files a build may remove: "+
			"delete that directory yourself, or choose another, and build again", marker, name, err)
	case err != nil:
		return nil, fmt.Errorf("read the manifest: %w", err)
	case m != nil && m.site != p.site:
		return nil, fmt.Errorf("%q was written for another site, %s, and this one is %s: choose another directory, "+
			"or, if the site has moved, delete that one yourself and build again", name, m.site, p.site)
	case m != nil:
		return m, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("examine output directory: %w", err)
	}
	defer f.Close()
	names, err := f.Readdirnames(2)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("examine output directory: %w", err)
	}
	for _, other := range names {
		if other != markerNext {
			return nil, fmt.Errorf("output directory %q holds files that no build made, such as %q: "+
				"choose an empty or new directory", name, other)
		}
	}
	return nil, nil
}

// formerMarker is the file by which builds before the manifest knew a directory.
const formerMarker = "This directory was made by baken build; the next build removes whatever else is in it.\n"

// occupied reports whether there is a directory at dir, with its manifest, and returns an error if it must not
// be replaced.
func (p place) occupied() (bool, *manifest, error) {
	info, err := os.Lstat(p.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil, nil
	}
	if err != nil {
		return false, nil, fmt.Errorf("examine output directory: %w", err)
	}
	if !info.IsDir() {
		return false, nil, fmt.Errorf("output directory %q is a file: move it away or choose another directory", p.dir)
	}
	if isMountPoint(p.dir) {
		return false, nil, p.mountError(nil)
	}
	m, err := p.written(p.dir, info)
	return true, m, err
}

// mountError says that the directory is a mount point, and which call found out, if one did.
func (p place) mountError(err error) error {
	if err == nil {
		return fmt.Errorf("output directory %q is a mount point, which can't be replaced in one step: choose a directory inside it", p.dir)
	}
	return fmt.Errorf("output directory %q can't be replaced in one step, because it is a mount point or part of a layered file system: "+
		"choose another directory, or one inside it: %w", p.dir, err)
}
