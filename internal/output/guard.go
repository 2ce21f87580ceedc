package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Check returns an error for an output directory in which a build could do harm: one that equals or
// contains home, the directory of the site; that equals, contains or lies in one of the sources;
// that is reached through a symbolic link inside home; or that holds a repository or a site. Paths
// are compared by the identity of their files, so neither links nor spelling make a difference.
// Without home and sources, only the last is checked.
func Check(dir, home string, sources []string) error {
	var site string
	if home != "" {
		var err error
		if site, err = resolve(home, nil); err != nil {
			return fmt.Errorf("find the site: %w", err)
		}
	}
	out, err := resolve(dir, func(link string) error {
		if site != "" && link != site && Within(link, site) {
			return fmt.Errorf("output directory %q is reached through %s, a symbolic link inside the site: "+
				"remove the link, or choose another directory", dir, link)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if site != "" && Within(site, out) {
		return fmt.Errorf("output directory %q is or contains the site, %s: choose a directory in it, such as public, or elsewhere", dir, site)
	}
	for _, name := range sources {
		source, err := resolve(name, nil)
		if err != nil {
			return fmt.Errorf("find %s: %w", name, err)
		}
		switch {
		case Within(out, source):
			return fmt.Errorf("output directory %q is inside %s, which the site is made from: choose a directory outside of it", dir, name)
		case Within(source, out):
			return fmt.Errorf("output directory %q contains %s, which the site is made from: choose another directory", dir, name)
		}
	}
	for at := out; ; at = filepath.Dir(at) {
		if strings.EqualFold(filepath.Base(at), ".git") {
			return fmt.Errorf("output directory %q is inside a git repository's own directory: choose another", dir)
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	for _, name := range []string{".git", "go.mod", "content/site.yaml"} {
		if _, err := os.Lstat(filepath.Join(out, filepath.FromSlash(name))); err == nil {
			return fmt.Errorf("output directory %q holds %s, so it is no output: choose a new directory", dir, name)
		}
	}
	return nil
}

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
func Resolve(name string) (string, error) { return resolve(name, nil) }

// resolve is Resolve, but calls link, unless it is nil, with each symbolic link on the way, and
// returns its error.
func resolve(name string, link func(link string) error) (string, error) {
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
