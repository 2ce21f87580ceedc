package dev

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/source"
)

// manyLinks is the maximum length of a chain of symbolic links.
const manyLinks = 10

// linkedDirs are the directories of a site that may be symbolic links. Directories behind other
// links are no part of the site.
var linkedDirs = append([]string{source.CriteriaDir}, watched...)

// addLink watches the target of a symbolic link, whether it exists or not. A target outside of the
// site's directory is no part of the site.
func (w *watcher) addLink(name string) error {
	from := name
	link, err := filepath.Rel(w.dir, from)
	if err != nil {
		return err
	}
	for range manyLinks {
		to, err := os.Readlink(name)
		if err != nil {
			return missing(err)
		}
		next := filepath.Join(filepath.Dir(name), to)
		dir, ok, err := w.real(filepath.Dir(next))
		if err != nil || !ok {
			return err
		}
		name = filepath.Join(dir, filepath.Base(next))
		if w.links[name] == "" {
			w.links[name] = link
		}
		if err := w.addAbove(name); err != nil {
			return err
		}
		info, err := os.Lstat(name)
		if err != nil {
			return missing(err)
		}
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			continue
		case info.IsDir():
			if inside, err := filepath.Rel(name, from); err == nil && filepath.IsLocal(inside) ||
				!slices.Contains(linkedDirs, filepath.ToSlash(link)) {
				return nil
			}
			return w.addTree(name)
		}
		return nil
	}
	return nil
}

// real returns the canonical name by which a directory is watched, with no links below the site's
// directory. The directory needn't exist yet. It isn't ok outside of the site's directory.
func (w *watcher) real(dir string) (name string, ok bool, err error) {
	root, err := filepath.EvalSymlinks(w.dir)
	if err != nil {
		return "", false, missing(err)
	}
	found, rest := "", ""
	for {
		if found, err = filepath.EvalSymlinks(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			break
		}
		dir, rest = filepath.Dir(dir), filepath.Join(filepath.Base(dir), rest)
	}
	if err != nil {
		return "", false, nil // Links that lead to themselves, for one: the site's findings say so.
	}
	inside, err := filepath.Rel(root, found)
	if err != nil || !filepath.IsLocal(inside) {
		return "", false, nil
	}
	return filepath.Join(w.dir, inside, rest), true, nil
}

// addAbove watches the directories from the site's down to a file, to notice when one of them is
// created or removed.
func (w *watcher) addAbove(file string) error {
	for dir := filepath.Dir(file); dir != w.dir; dir = filepath.Dir(dir) {
		w.dirs[dir] = true
		if err := missing(w.Add(dir)); err != nil {
			return fmt.Errorf("watch %s: %w", dir, err)
		}
	}
	return nil
}

// missing returns err unless it is that a file doesn't exist.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// part returns the path of the part of the site that a changed path belongs to, both from the
// site's directory: the path itself, or the link that leads to it or to a directory above it; ""
// for a path that belongs to no part.
func (w *watcher) part(relative string) string {
	if first, _, _ := strings.Cut(filepath.ToSlash(relative), "/"); slices.Contains(watched, first) {
		return relative
	}
	link := ""
	for name := relative; name != "."; name = filepath.Dir(name) {
		link = cmp.Or(w.links[filepath.Join(w.dir, name)], link)
	}
	return link
}
