// Package cachedir provides the directory in which Baken caches results that it can compute again:
// the sizes of pictures, and the answers of other hosts.
//
// Nothing in it is needed. An entry that is missing, damaged or of another version is computed
// again, so the whole directory may be deleted at any time, also during a build. Each entry depends
// only on what its key is a hash of, and not on the machine, so the directory may be restored on
// another one. The proof of what was written to an output depends on the machine, and is never part
// of such a directory (see package output).
//
// Whoever can write to the directory can have other pictures published. So it is only used if other
// users can't, and restored only from builds of people who may publish the site.
//
// A directory that a user names is used if it is empty, or has a file CACHEDIR.TAG of Baken
// (https://bford.info/cachedir/), by which programs for backups know caches, too. So a directory
// that is named by mistake isn't filled, and nothing in it is removed.
package cachedir

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// The names of what is cached.
const (
	Pictures = "pictures"   // a directory, with an entry for each picture
	Links    = "links.json" // a file
	// Builds is a directory with the records of builds. They are proofs about this machine, and only
	// in the directory among the caches of the user.
	Builds = "builds"
)

// tag is the name of the file that marks a cache, tagStart the beginning of its content, which
// never changes.
const (
	tag      = "CACHEDIR.TAG"
	tagStart = "Signature: 8a477f597d28d172789f06886806bc55\n# This directory is a cache of Baken.\n"
	tagText  = tagStart + "# It may be deleted at any time. See https://bford.info/cachedir/\n"
)

// ErrForeign is the error for a directory with files that Baken didn't cache. It may be a cache whose
// tag is damaged.
var ErrForeign = errors.New("choose an empty or new directory")

// Dir is a directory for entries.
type Dir struct{ name string }

// Path returns the file name of what is cached under a name.
func (d *Dir) Path(name string) string { return filepath.Join(d.name, name) }

// Open returns the directory with a name that a user chose. It makes the directory. It returns an
// error if the directory can't be written, or can be written by other users, and [ErrForeign] unless
// it is empty or a cache of Baken.
func Open(name string) (*Dir, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: name a directory", name)
	}
	if err := MakePrivate(name); err != nil {
		return nil, err
	}
	tagged, err := isTagged(name)
	if err != nil {
		return nil, err
	}
	if !tagged {
		if err := requireEmpty(name); err != nil {
			return nil, err
		}
		if err := writeTag(name); err != nil {
			return nil, unwritable(name, err)
		}
		return &Dir{name}, nil
	}
	f, err := os.CreateTemp(name, "*"+temporary)
	if err != nil {
		return nil, unwritable(name, err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return nil, unwritable(name, err)
	}
	return &Dir{name}, nil
}

func unwritable(name string, err error) error {
	return fmt.Errorf("nothing can be written to %s: %w", name, cause(err))
}

// cause returns the reason of an error about a file, without its name.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// OpenUser returns the directory among the caches of the user, which is Baken's by its name. It
// makes the directory. Whether it can be written shows only when it is.
func OpenUser() (*Dir, error) {
	name, err := User()
	if err != nil {
		return nil, err
	}
	if err := MakePrivate(name); err != nil {
		return nil, err
	}
	if tagged, err := isTagged(name); err == nil && !tagged {
		_ = writeTag(name) // Without it, backups have the cache in them.
	}
	return &Dir{name}, nil
}

// User returns the name of Baken's directory among the caches of the user.
func User() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "baken"), nil
}

// MakePrivate makes a directory and its parents, and returns an error if other users may write to
// it: what they put there would be published.
func MakePrivate(name string) error {
	if err := os.MkdirAll(name, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("other users may write to %s: take that right from them with chmod go-w, or choose another directory", name)
	}
	return nil
}

// isTagged reports whether a directory is marked as a cache of Baken.
func isTagged(dir string) (bool, error) {
	f, err := os.Open(filepath.Join(dir, tag))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	start := make([]byte, len(tagStart))
	if _, err := io.ReadFull(f, start); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return string(start) == tagStart, nil
}

// writeTag marks a directory in one step: processes that open it at the same time find no tag, or
// all of it.
func writeTag(dir string) error {
	f, err := os.CreateTemp(dir, "*"+temporary)
	if err != nil {
		return err
	}
	_, err = f.WriteString(tagText)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, tag))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// requireEmpty returns an error if a directory without a tag holds anything but the temporary files
// of processes that are about to write one.
func requireEmpty(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	for {
		names, err := f.Readdirnames(100)
		for _, name := range names {
			if !isTemporary(name) && name != tag {
				return fmt.Errorf("%s holds files that Baken didn't cache, such as %q: %w", dir, name, ErrForeign)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			// A tag may have been written since the first look. It's read only after it is known to
			// exist: looked for in the other order, one that appears in between seems to be of another
			// program.
			if _, err := os.Lstat(filepath.Join(dir, tag)); err != nil {
				return nil
			}
			tagged, err := isTagged(dir)
			if err == nil && !tagged {
				err = fmt.Errorf("%s is the cache of another program: %w", dir, ErrForeign)
			}
			return err
		case err != nil:
			return err
		}
	}
}
