package dev

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"baken.example/baken/internal/source"
)

// watched are the source directories of a site.
var watched = source.Dirs()

const (
	// quiet is the debounce interval: an editor that saves writes, renames and removes within a
	// millisecond or two.
	quiet = 10 * time.Millisecond
	// longest bounds the debounce of a long change, such as the checkout of another branch.
	longest = 500 * time.Millisecond
)

// watcher reports changes in a site's directory.
type watcher struct {
	*fsnotify.Watcher
	dir string
	// elsewhere are files outside of the directories of the site.
	elsewhere []string
	// dirs are the directories that are watched. moved reports whether one of them was removed or
	// replaced.
	dirs  map[string]bool
	moved bool
	// links maps the path of each target to the symbolic link that leads there, from the site's
	// directory.
	links map[string]string
}

// newWatcher watches a site's directory as far as it exists, and files elsewhere. Directories that
// appear later are added.
func newWatcher(dir string, elsewhere ...string) (*watcher, error) {
	inner, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	w := &watcher{inner, filepath.Clean(dir), elsewhere, map[string]bool{}, false, map[string]string{}}
	if err := w.addAll(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

func (w *watcher) addAll() error {
	if err := w.Add(w.dir); err != nil {
		return fmt.Errorf("watch %s: %w", w.dir, err)
	}
	for _, name := range watched {
		if err := w.addTree(filepath.Join(w.dir, name)); err != nil {
			return err
		}
	}
	for _, file := range w.elsewhere {
		if err := w.Add(filepath.Dir(file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("watch %s: %w", file, err)
		}
	}
	return nil
}

// addTree watches a directory, the ones below it, and the targets of links there. A directory that
// disappears meanwhile has an event of its own.
func (w *watcher) addTree(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case d.IsDir():
			w.dirs[name] = true
			err = w.Add(name)
		case d.Type()&fs.ModeSymlink != 0:
			err = w.addLink(name)
		}
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil // The site's findings say what can't be read.
		}
		if err != nil {
			return fmt.Errorf("watch %s: %w", name, err)
		}
		return nil
	})
}

// run calls changed after every change, debounced, until ctx is cancelled or watching fails. The
// paths, from the directory, are those at and below which anything may differ, and files elsewhere,
// sorted; "." is among them where events were lost. At each tick it calls changed without paths.
func (w *watcher) run(ctx context.Context, ticks <-chan time.Time, changed func(paths []string)) error {
	pause := time.NewTimer(time.Hour)
	pause.Stop()
	var since time.Time // of the first event of a change; zero when there is none
	paths := map[string]bool{}
	note := func(path string) {
		paths[path] = true
		now := time.Now()
		if since.IsZero() {
			since = now
		}
		pause.Reset(max(0, min(quiet, longest-now.Sub(since))))
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-w.Events:
			if !ok {
				return nil
			}
			path, err := w.take(event)
			if err != nil {
				return err
			}
			if path != "" {
				note(path)
			}
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watch %s: %w", w.dir, err)
			}
			// Events are lost, and with them directories that are new.
			if err := w.addAll(); err != nil {
				return err
			}
			note(".")
		case <-pause.C:
			since = time.Time{}
			if w.moved {
				if err := w.renew(); err != nil {
					return err
				}
				paths["."] = true
			}
			changed(slices.Sorted(maps.Keys(paths)))
			clear(paths)
		case <-ticks:
			changed(nil)
		}
	}
}

// take returns the path of an event, or "" for one that doesn't concern the site, and watches new
// directories.
func (w *watcher) take(event fsnotify.Event) (string, error) {
	for _, file := range w.elsewhere {
		switch event.Name {
		case file:
			return file, nil
		case filepath.Dir(file):
			// The file may have been created before the watch was.
			if err := w.Add(event.Name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", fmt.Errorf("watch %s: %w", event.Name, err)
			}
			return file, nil
		}
	}
	beside := func(file string) bool { return filepath.Dir(file) == filepath.Dir(event.Name) }
	if slices.ContainsFunc(w.elsewhere, beside) {
		return "", nil // The directory is watched for the one file.
	}
	relative, err := filepath.Rel(w.dir, event.Name)
	if err != nil {
		return "", err
	}
	part := w.part(relative)
	if w.dirs[event.Name] && (event.Has(fsnotify.Create) || event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)) {
		w.moved = true
	} else if part == "" {
		return "", nil
	}
	if part != "" && (event.Has(fsnotify.Create) || event.Has(fsnotify.Chmod)) {
		// It may be a file: then this adds nothing. A directory may have become one that can be
		// read.
		err = w.addTree(event.Name)
	}
	return cmp.Or(filepath.ToSlash(part), "."), err
}

// renew watches all directories under their present names. A watch follows its directory under the
// old name, or ends, when that is moved. Pending events of the old watches are lost.
func (w *watcher) renew() error {
	inner, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch %s: %w", w.dir, err)
	}
	old := w.Watcher
	w.Watcher, w.moved = inner, false
	clear(w.dirs)
	clear(w.links)
	return errors.Join(w.addAll(), old.Close())
}
