// Package realpath says where the files are that names lead to: through symbolic links, and by
// whatever spelling. The files needn't exist.
package realpath

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Within reports whether the file a is b or lies below it, by the identity of the files if they
// exist. Both are file names without symbolic links. For paths within a site, see source.Within.
func Within(a, b string) bool {
	target, err := os.Stat(b)
	for at := a; ; at = filepath.Dir(at) {
		if at == b {
			return true
		}
		if err == nil {
			if info, err := os.Lstat(at); err == nil && os.SameFile(info, target) {
				return true
			}
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

// Resolve returns the absolute path of name, which needn't exist, with all symbolic links
// evaluated.
func Resolve(name string) (string, error) { return Follow(name, nil) }

// Follow is Resolve, but calls link, unless it is nil, with each symbolic link on the way, and
// returns its error.
func Follow(name string, link func(link string) error) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	const most = 255 // links, the limit of filepath.EvalSymlinks
	root := filepath.VolumeName(abs) + string(filepath.Separator)
	at, rest := root, parts(abs[len(filepath.VolumeName(abs)):])
	for links := 0; len(rest) > 0; {
		next := rest[0]
		rest = rest[1:]
		if next == ".." {
			at = filepath.Dir(at)
			continue
		}
		path := filepath.Join(at, next)
		info, err := os.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
			at = path
			continue
		case err != nil:
			return "", err
		case info.Mode()&fs.ModeSymlink == 0:
			at = path
			continue
		}
		if link != nil {
			if err := link(path); err != nil {
				return "", err
			}
		}
		if links++; links > most {
			return "", fmt.Errorf("%s: too many symbolic links", name)
		}
		target, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if filepath.IsAbs(target) {
			volume := filepath.VolumeName(target)
			at = volume + string(filepath.Separator)
			target = target[len(volume):]
		}
		rest = append(parts(target), rest...)
	}
	return at, nil
}

// parts returns the elements of a path.
func parts(p string) (names []string) {
	for name := range strings.FieldsFuncSeq(p, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) }) {
		if name != "." {
			names = append(names, name)
		}
	}
	return names
}
