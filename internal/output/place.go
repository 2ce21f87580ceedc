package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/lock"
	"baken.example/baken/internal/output/manifest"
)

// place names the output directory and the files beside it that a build uses.
type place struct {
	dir        string // absolute; no symbolic link
	next       string // the staging tree, or after an exchange the old site, to be deleted
	old        string // the old site, between the two renames that stand in for an exchange
	lock       string
	keptPrefix string // before a number: a directory for foreign files that can't stay
	site       string // Options.Site
}

// entry returns the file name of the entry of the site with this path.
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
	if filepath.Base(abs) == string(filepath.Separator) {
		return place{}, fmt.Errorf("output directory %q is the root of a file system, which can't be replaced: choose a directory in it", dir)
	}
	return placeOf(abs), nil
}

// placeOf returns the place of a directory, whose name is absolute.
func placeOf(dir string) place {
	parent, name := filepath.Split(dir)
	beside := func(what string) string { return filepath.Join(parent, "."+name+".baken-"+what) }
	return place{dir: dir, next: beside("next"), old: beside("old"), lock: beside("lock"), keptPrefix: beside("kept")}
}

// claim creates the missing parents and acquires the lock. The function that it returns releases
// the lock and, if the build failed, removes the parents that were created.
func (p place) claim(ctx context.Context, waiting func(string)) (release func(failed bool) error, err error) {
	var created []string
	for parent := filepath.Dir(p.dir); ; parent = filepath.Dir(parent) {
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
	if err := os.MkdirAll(filepath.Dir(p.dir), 0o755); err != nil {
		removeParents()
		return nil, fmt.Errorf("make the output directory's parent: %w", err)
	}
	unlock, err := lock.Acquire(ctx, p.lock, waiting)
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

// recover cleans up after a killed build: it restores a site that had been moved aside and not yet
// replaced, and removes the staging tree. The lock must be held.
func (p place) recover(workers int, r *record, onKept func(path, now string)) error {
	if err := p.clean(workers, r, onKept); err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	info, err := os.Lstat(p.old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s isn't a directory that a build made: move it away", p.old)
	}
	if _, err := os.Lstat(p.dir); errors.Is(err, fs.ErrNotExist) {
		if m, err := p.requireManifest(p.old, info); err == nil && m != nil {
			if err := os.Rename(p.old, p.dir); err != nil {
				return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
			}
			return nil
		}
	}
	// Rename it before deleting it, so that a half-deleted site is never restored.
	err = os.Rename(p.old, p.next)
	if err == nil {
		err = p.clean(workers, r, onKept)
	}
	if err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	return nil
}

// clean removes the staging tree of a killed build. Without a record of that build, the tree is
// kept whole beside the output: anybody can supply a directory of this name.
func (p place) clean(workers int, r *record, onKept func(path, now string)) error {
	info, err := os.Lstat(p.next)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s isn't a directory that a build made: move it away", p.next)
	}
	if !r.building {
		if os.Remove(p.next) == nil {
			return nil // It was empty.
		}
		return p.keepWhole(onKept)
	}
	s := p.cleaner(workers, onKept, r, p.vouched(p.next, r), p.vouched(p.dir, r))
	s.unfinished = !r.exchanging
	return s.run()
}

// vouched returns the manifest in dir, or nil if it has none that the record vouches for.
func (p place) vouched(dir string, r *record) *manifest.Manifest {
	m, err := manifest.Read(dir)
	if err != nil || m == nil || m.Site() != p.site || !r.wrote(m.Raw()) {
		return nil // The error is reported by occupied, after the old site has been restored.
	}
	return m
}

// requireManifest returns the manifest of a directory that a build of this site wrote, nil for an
// empty directory, and an error for anything else.
func (p place) requireManifest(name string, info fs.FileInfo) (*manifest.Manifest, error) {
	if !info.IsDir() {
		return nil, fmt.Errorf("%s isn't a directory that a build made: move it away", name)
	}
	m, err := manifest.Read(name)
	switch {
	case errors.Is(err, manifest.ErrInvalid):
		if old, readErr := os.ReadFile(filepath.Join(name, manifest.Name)); readErr == nil && string(old) == legacyMarker {
			return nil, fmt.Errorf("%q was written by an earlier version of Baken, which kept no list of its files: "+
				"delete that directory yourself, or choose another, and build again", name)
		}
		return nil, fmt.Errorf("the file %s in %q is %w, so nothing says which files a build may remove: "+
			"delete that directory yourself, or choose another, and build again", manifest.Name, name, err)
	case err != nil:
		return nil, fmt.Errorf("read the manifest: %w", err)
	case m != nil && m.Site() != p.site:
		return nil, fmt.Errorf("%q was written for another site, %s, and this one is %s: choose another directory, "+
			"or, if base_url of this site has changed, delete that one yourself and build again", name, m.Site(), p.site)
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
	if len(names) > 0 {
		return nil, fmt.Errorf("output directory %q holds files that no build made, such as %q: "+
			"choose an empty or new directory", name, names[0])
	}
	return nil, nil
}

// legacyMarker is the content of the manifest in directories that were written before there were
// manifests.
const legacyMarker = "This directory was made by baken build; the next build removes whatever else is in it.\n"

// occupied reports whether the output directory exists and returns its manifest, or an error if it
// must not be replaced.
func (p place) occupied() (bool, *manifest.Manifest, error) {
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
	if exchange.IsMountPoint(p.dir) {
		return false, nil, p.errMountPoint(nil)
	}
	m, err := p.requireManifest(p.dir, info)
	return true, m, err
}

// errMountPoint returns the error for a directory that is a mount point. It wraps err, of the call
// that failed, unless that is nil.
func (p place) errMountPoint(err error) error {
	if err == nil {
		return fmt.Errorf("output directory %q is a mount point, which can't be replaced in one step: choose a directory inside it", p.dir)
	}
	return fmt.Errorf("output directory %q can't be replaced in one step, because it is a mount point or part of a layered file system: "+
		"choose another directory, or one inside it: %w", p.dir, err)
}
