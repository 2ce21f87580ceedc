package dev

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

var changesMade = flag.Int("changes", 200, "how many changes TestNoLeaks makes")

// watching watches a new directory, and returns it and what gets the paths of every change.
func watching(t *testing.T) (dir string, changes <-chan []string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o777); err != nil {
		t.Fatal(err)
	}
	return dir, watchingDir(t, dir)
}

// watchingDir watches a directory.
func watchingDir(t *testing.T, dir string) (changes <-chan []string) {
	t.Helper()
	w, err := newWatcher(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out := make(chan []string, 1000)
	done := make(chan error)
	go func() { done <- w.run(ctx, nil, func(paths []string) { out <- paths }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return out
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// await waits for a change, and returns its paths. There is one after the last event in any case,
// so that nothing is missed.
func await(t *testing.T, what string, changes <-chan []string) []string {
	t.Helper()
	select {
	case paths := <-changes:
		return paths
	case <-time.After(30 * time.Second):
		t.Fatalf("%s: no change is seen", what)
		return nil
	}
}

// settle waits until no change comes for a while, and returns the paths of those that came.
func settle(changes <-chan []string) (paths []string) {
	for {
		select {
		case more := <-changes:
			paths = append(paths, more...)
		case <-time.After(20 * quiet):
			return paths
		}
	}
}

func TestWatcher(t *testing.T) {
	dir, changes := watching(t)
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, c := range []struct {
		what string
		// path is one that has to be told.
		path string
		do   func() error
	}{
		{"a new file", "content/a.md", func() error { return os.WriteFile(at("content/a.md"), []byte("a"), 0o666) }},
		{"a written file", "content/a.md", func() error { return os.WriteFile(at("content/a.md"), []byte("b"), 0o666) }},
		{"an atomic save", "content/a.md", func() error {
			if err := os.WriteFile(at("content/.a.md.tmp"), []byte("c"), 0o666); err != nil {
				return err
			}
			return os.Rename(at("content/.a.md.tmp"), at("content/a.md"))
		}},
		{"a save that keeps the old file", "content/a.md", func() error {
			if err := os.Rename(at("content/a.md"), at("content/a.md~")); err != nil {
				return err
			}
			return os.WriteFile(at("content/a.md"), []byte("d"), 0o666)
		}},
		{"a file that others may read", "content/a.md", func() error { return os.Chmod(at("content/a.md"), 0o640) }},
		{"a directory in a new directory", "content/b", func() error { return os.MkdirAll(at("content/b/c"), 0o777) }},
		{"a file there", "content/b/c/d.md", func() error { return os.WriteFile(at("content/b/c/d.md"), []byte("d"), 0o666) }},
		{"a directory that moved", "content/e", func() error { return os.Rename(at("content/b"), at("content/e")) }},
		{"a file in it", "content/e/c/d.md", func() error { return os.WriteFile(at("content/e/c/d.md"), []byte("e"), 0o666) }},
		{"directories that change places", "content/f", func() error {
			return errors.Join(os.MkdirAll(at("content/f/c"), 0o777), os.Rename(at("content/f"), at("content/g")),
				os.Rename(at("content/e"), at("content/f")), os.Rename(at("content/g"), at("content/e")))
		}},
		{"a file in one", "content/f/c/d.md", func() error { return os.WriteFile(at("content/f/c/d.md"), []byte("e"), 0o666) }},
		{"a file in the other", "content/e/c/d.md", func() error { return os.WriteFile(at("content/e/c/d.md"), []byte("e"), 0o666) }},
		{"a site's first template", "templates", func() error { return os.MkdirAll(at("templates/partials"), 0o777) }},
		{"its text", "templates/partials/x.html", func() error { return os.WriteFile(at("templates/partials/x.html"), []byte("x"), 0o666) }},
		{"a file that is removed", "content/e/c/d.md", func() error { return os.Remove(at("content/e/c/d.md")) }},
		{"a directory that is removed", "content/e", func() error { return os.RemoveAll(at("content/e")) }},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		told := append(await(t, c.what, changes), settle(changes)...)
		if !slices.Contains(told, c.path) && !slices.Contains(told, ".") {
			t.Errorf("%s: told of %q", c.what, told)
		}
	}
	// What isn't part of the site concerns nobody.
	write(t, at("public/index.html"), "x")
	write(t, at("feedback.db"), "x")
	select {
	case <-changes:
		t.Error("a change elsewhere counts as one")
	case <-time.After(20 * quiet):
	}
}

// TestLinks changes what symbolic links lead to.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	link := func(to, from string) error { return os.Symlink(filepath.FromSlash(to), at(from)) }
	write(t, at("docs/a.md"), "a")
	write(t, at("docs/b/b.md"), "b")
	write(t, at("rules/one.yaml"), "1")
	write(t, at("shared/c.md"), "c")
	write(t, at("templates/x.html"), "x")
	err := errors.Join(link("docs", "content"), link("b.md", "docs/b/same.md"), link("../shared/linked.md", "docs/c.md"), link("c.md", "shared/linked.md"),
		link("../later/x/d.md", "docs/d.md"), link("loop.md", "docs/loop.md"), link("..", "docs/b/up"), link("rules", "i18n"))
	if err != nil {
		t.Skip(err)
	}
	changes := watchingDir(t, dir)
	for _, c := range []struct {
		what, path string
		do         func()
	}{
		{"a page of a directory that is linked to", "content", func() { write(t, at("docs/a.md"), "b") }},
		{"one below it", "content", func() { write(t, at("docs/b/b.md"), "c") }},
		{"a new one", "content", func() { write(t, at("docs/e/f/g.md"), "g") }},
		{"a file of another", "i18n", func() { write(t, at("rules/one.yaml"), "2") }},
		{"a page that a link's link leads to", "docs/c.md", func() { write(t, at("shared/c.md"), "d") }},
		{"a file in a directory that there wasn't", ".", func() { write(t, at("later/x/d.md"), "d") }},
		{"its text", "docs/d.md", func() { write(t, at("later/x/d.md"), "e") }},
		{"a new link", "templates/y.html", func() { err = link("../partials/y.html", "templates/y.html") }},
		{"what it leads to", ".", func() { write(t, at("partials/y.html"), "y") }},
		{"its new text", "templates/y.html", func() { write(t, at("partials/y.html"), "z") }},
		{"another directory in its place", ".", func() {
			write(t, at("others/y.html"), "other")
			err = errors.Join(os.Rename(at("partials"), at("old")), os.Rename(at("others"), at("partials")))
		}},
		{"its file", "templates/y.html", func() { write(t, at("partials/y.html"), "last") }},
		{"a link to another directory", "content", func() {
			write(t, at("pages/a.md"), "a")
			err = errors.Join(os.Remove(at("content")), link("pages", "content"))
		}},
		{"a page there", "content", func() { write(t, at("pages/a.md"), "b") }},
	} {
		c.do()
		if err != nil {
			t.Fatal(err)
		}
		told := append(await(t, c.what, changes), settle(changes)...)
		if !slices.Contains(told, c.path) && !slices.Contains(told, ".") {
			t.Errorf("%s: told of %q", c.what, told)
		}
	}
	write(t, at("shared/another.md"), "nobody's")
	write(t, at("public/index.html"), "x")
	if told := settle(changes); told != nil {
		t.Errorf("a change elsewhere: told of %q", told)
	}
}

// The site's directory may be relative, and a file elsewhere not: what lies beside that is nobody's
// business.
func TestBesideElsewhere(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(dir, ".own", "HEAD")
	write(t, elsewhere, "a")
	write(t, filepath.Join(dir, "content", "a.md"), "a")
	t.Chdir(dir)
	w, err := newWatcher(".", elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	changes := make(chan []string, 100)
	done := make(chan error, 1)
	go func() { done <- w.run(ctx, nil, func(paths []string) { changes <- paths }) }()
	write(t, filepath.Join(dir, ".own", "HEAD.lock"), "b")
	write(t, filepath.Join(dir, ".own", "index"), "b")
	write(t, filepath.Join(dir, "content", "a.md"), "b")
	if told := await(t, "a page", changes); !slices.Equal(told, []string{"content/a.md"}) {
		t.Errorf("told of %q", told)
	}
	settle(changes)
	write(t, elsewhere, "b")
	if told := await(t, "the file elsewhere", changes); !slices.Equal(told, []string{elsewhere}) {
		t.Errorf("told of %q", told)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A switch to another branch writes thousands of files. After the last there is a change.
func TestBurst(t *testing.T) {
	dir, changes := watching(t)
	for i := range 5000 {
		write(t, filepath.Join(dir, "content", fmt.Sprint(i%50), fmt.Sprintf("%d.md", i)), "x")
	}
	await(t, "a burst", changes)
	settle(changes)
	for i := range 50 {
		write(t, filepath.Join(dir, "content", fmt.Sprint(i), "last.md"), "x")
		await(t, "after a burst", changes)
		settle(changes)
	}
}

// Neither goroutines nor files pile up.
func TestNoLeaks(t *testing.T) {
	dir, changes := watching(t)
	count := func() (goroutines, files int) {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("there is no /proc here")
		}
		return runtime.NumGoroutine(), len(entries)
	}
	goroutines, files := count()
	for i := range *changesMade {
		write(t, filepath.Join(dir, "content", "d", "a.md"), fmt.Sprint(i))
		await(t, "a change", changes)
		if i%100 == 0 {
			if err := os.RemoveAll(filepath.Join(dir, "content", "d")); err != nil {
				t.Fatal(err)
			}
		}
	}
	settle(changes)
	if g, f := count(); g > goroutines+2 || f > files+2 {
		t.Errorf("%d goroutines and %d files became %d and %d", goroutines, files, g, f)
	}
}
