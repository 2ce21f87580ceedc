package cachedir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// temporary is the end of the names of files that are being written.
const temporary = ".new"

// Removed counts what Clean removed.
type Removed struct {
	Entries int
	Bytes   int64
}

// Clean removes the entries in a directory, and the directory itself unless it holds anything else.
// A directory that doesn't exist has none. Unless it is the user's, it must be a cache of Baken.
//
// Only regular files with names of entries are removed, and no symbolic link is followed. A process
// that uses the directory at the same time computes again what it misses.
func Clean(name string) (Removed, error) {
	var n Removed
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return n, nil
	case err != nil:
		return n, err
	case !info.IsDir():
		return n, fmt.Errorf("%s is a file, and no cache", name)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return n, err
	}
	defer root.Close()
	tagged, err := isTagged(name)
	if err != nil {
		return n, err
	}
	if user, _ := User(); !tagged && name != user {
		return n, fmt.Errorf("%s isn't a cache of Baken: the file %s isn't in it", name, tag)
	}
	if err := n.clean(root, ".", func(file string) bool { return file == Links || isTemporary(file) || isTemporaryOf(file, Links) }); err != nil {
		return n, err
	}
	if err := n.clean(root, Pictures, IsEntry); err != nil {
		return n, err
	}
	if err := n.clean(root, Builds, func(name string) bool { return IsEntry(name) || isBeside(name) }); err != nil {
		return n, err
	}
	if tagged && isLast(root, tag) {
		// Another process may have put an entry there, or removed the directory.
		if root.Remove(tag) == nil {
			_ = os.Remove(name)
		}
	}
	return n, nil
}

// clean removes the regular files in a directory whose names are those of entries, and the
// directory if that empties it. A symbolic link in its place is left alone.
func (n *Removed) clean(root *os.Root, dir string, isEntry func(string) bool) error {
	info, err := root.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil
	}
	if err != nil {
		return err
	}
	at, err := root.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer at.Close()
	entries, err := fs.ReadDir(at.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !isEntry(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err == nil {
			err = at.Remove(e.Name())
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue // Another process was faster.
		}
		if err != nil {
			return fmt.Errorf("nothing can be removed from %s: %w", filepath.Join(root.Name(), dir), cause(err))
		}
		n.Entries++
		n.Bytes += info.Size()
	}
	if dir != "." {
		_ = root.Remove(dir) // It stays if anything else is in it.
	}
	return nil
}

// isLast reports whether a file is all that is in a directory.
func isLast(root *os.Root, name string) bool {
	entries, err := fs.ReadDir(root.FS(), ".")
	return err == nil && len(entries) == 1 && entries[0].Name() == name
}

// IsEntry reports whether a file in a directory of entries has the name of one, which is a SHA-256
// checksum in hexadecimal or the first half of one, or of one that is being written.
func IsEntry(name string) bool {
	return isTemporary(name) || (len(name) == 64 || len(name) == 32) && strings.Trim(name, "0123456789abcdef") == ""
}

// The ends of the names of files beside the record of a build.
const (
	PagesSuffix = ".pages"
	TextsSuffix = ".texts"
)

// OfRecord returns the name of the record that a file is beside, by its name: the record's name, a
// hyphen, a number, and one of the suffixes.
func OfRecord(name string) (record string, ok bool) {
	record, rest, _ := strings.Cut(name, "-")
	for _, suffix := range []string{PagesSuffix, TextsSuffix} {
		number, found := strings.CutSuffix(rest, suffix)
		if found && len(record) == 32 && IsEntry(record) && number != "" && strings.Trim(number, "0123456789") == "" {
			return record, true
		}
	}
	return "", false
}

func isBeside(name string) bool {
	_, ok := OfRecord(name)
	return ok
}

// isTemporary reports whether a name is one that [os.CreateTemp] makes of "*.new".
func isTemporary(name string) bool {
	number, ok := strings.CutSuffix(name, temporary)
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// isTemporaryOf reports whether a name is one that package atomicfile gives to a file before it
// replaces the named one.
func isTemporaryOf(name, of string) bool {
	return strings.HasPrefix(name, "."+of+".") && strings.HasSuffix(name, temporary)
}
