// Package overlay merges two file systems, so that a site's templates and assets override Baken's
// file by file.
package overlay

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
)

// FS is the union of two file systems. A file in Upper hides the file of that name in Lower.
type FS struct {
	Upper, Lower fs.FS
}

// Open opens the file in the uppermost layer that has it. An opened directory lists one layer only;
// use ReadDir instead. A broken symbolic link in Upper hides the file in Lower.
func (l FS) Open(name string) (fs.File, error) {
	f, err := l.Upper.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		if _, linkErr := fs.Lstat(l.Upper, name); linkErr == nil {
			return nil, err
		}
		return l.Lower.Open(name)
	}
	return f, err
}

// ReadDir lists the entries of a directory in both layers, sorted by name. A broken symbolic link
// in Upper is an error.
func (l FS) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, err := fs.ReadDir(l.Upper, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		if _, linkErr := fs.Lstat(l.Upper, name); linkErr == nil {
			return nil, err
		}
	}
	lower, lowerErr := fs.ReadDir(l.Lower, name)
	if err != nil && lowerErr != nil {
		return nil, lowerErr
	}
	if lowerErr != nil && !errors.Is(lowerErr, fs.ErrNotExist) {
		return nil, lowerErr
	}
	byName := func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) }
	all := append(slices.Clone(upper), lower...)
	slices.SortStableFunc(all, byName)
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return byName(a, b) == 0 }), nil
}

// Lstat returns information about a file in the uppermost layer that has it, without following
// symbolic links.
func (l FS) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(l.Upper, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.Lstat(l.Lower, name)
	}
	return info, err
}

// ReadLink returns the target of a symbolic link in the uppermost layer that has it.
func (l FS) ReadLink(name string) (string, error) {
	to, err := fs.ReadLink(l.Upper, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ReadLink(l.Lower, name)
	}
	return to, err
}
