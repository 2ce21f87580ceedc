// Package recovery finds out what stands in an output directory before a build, after it has
// brought back, or removed, what a killed build left.
package recovery

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
	"baken.example/baken/internal/output/removal"
)

// Recover cleans up after a killed build: it restores a site that had been moved aside and not yet
// replaced, and removes the staging tree, but for files that Baken didn't write. The lock of the
// output must be held.
func Recover(r removal.Remover) error {
	l := r.Location
	if err := clean(r); err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	info, err := os.Lstat(l.Old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s isn't a directory that a build made: move it away", l.Old)
	}
	if _, err := os.Lstat(l.Dir); errors.Is(err, fs.ErrNotExist) {
		if m, err := requireManifest(l.Old, r.Record.Site(), info); err == nil && m != nil {
			if err := os.Rename(l.Old, l.Dir); err != nil {
				return fmt.Errorf("restore the site that an earlier build moved aside: %w", err)
			}
			return nil
		}
	}
	// Rename it before deleting it, so that a half-deleted site is never restored.
	err = os.Rename(l.Old, l.Next)
	if err == nil {
		err = clean(r)
	}
	if err != nil {
		return fmt.Errorf("remove the leftovers of an earlier build: %w", err)
	}
	return nil
}

// clean removes the staging tree of a killed build. Without a record of that build, the tree is
// kept whole beside the output: anybody can supply a directory of this name.
func clean(r removal.Remover) error {
	l := r.Location
	info, err := os.Lstat(l.Next)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s isn't a directory that a build made: move it away", l.Next)
	}
	if !r.Record.Building() {
		if os.Remove(l.Next) == nil {
			return nil // It was empty.
		}
		return r.KeepWhole()
	}
	_, err = r.Remove(removal.Tree{
		Manifests:  []*manifest.Manifest{vouched(l.Next, r.Record), vouched(l.Dir, r.Record)},
		Unfinished: !r.Record.Exchanging(),
	})
	return err
}

// vouched returns the manifest in dir, or nil if it has none that the record vouches for.
func vouched(dir string, r *record.Record) *manifest.Manifest {
	m, err := manifest.Read(dir)
	if err != nil || m == nil || !r.Vouches(m) {
		return nil // The error is reported by Examine, after the old site has been restored.
	}
	return m
}

// requireManifest returns the manifest of a directory that a build of the site wrote, nil for an
// empty directory, and an error for anything else.
func requireManifest(name, site string, info fs.FileInfo) (*manifest.Manifest, error) {
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
	case m != nil && m.Site() != site:
		return nil, fmt.Errorf("%q was written for another site, %s, and this one is %s: choose another directory, "+
			"or, if base_url of this site has changed, delete that one yourself and build again", name, m.Site(), site)
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

// Examine reports whether the output directory exists and returns its manifest, which is nil for an
// empty one, or an error if it must not be replaced: it is no directory, or a mount point, or no
// build of the site wrote it.
func Examine(l location.Location, site string) (exists bool, m *manifest.Manifest, err error) {
	info, err := os.Lstat(l.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil, nil
	}
	if err != nil {
		return false, nil, fmt.Errorf("examine output directory: %w", err)
	}
	if !info.IsDir() {
		return false, nil, fmt.Errorf("output directory %q is a file: move it away or choose another directory", l.Dir)
	}
	if exchange.IsMountPoint(l.Dir) {
		return false, nil, fmt.Errorf("output directory %q is a mount point, which can't be replaced in one step: choose a directory inside it", l.Dir)
	}
	m, err = requireManifest(l.Dir, site, info)
	return true, m, err
}
