package trace_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/cache/trace"
	"baken.example/baken/internal/source"
)

// site returns a directory of files and a trace of it.
func site(t *testing.T) (dir string, files *trace.FS) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range map[string]string{
		"content/page.md": "text of a page", "content/b/other.md": "another", "content/empty.md": "", "assets/large": string(make([]byte, 1<<20)),
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, trace.New(source.Root(root), time.Hour)
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// same reports whether the answers that were traced would be the same now.
func same(t *testing.T, dir string, files *trace.FS) bool {
	t.Helper()
	entries, ok := files.Entries()
	if !ok {
		return false
	}
	same, _, err := snapshot.Verify(t.Context(), dir, snapshot.Encode(entries), time.Hour, 2)
	if err != nil {
		t.Fatal(err)
	}
	return same
}

// TestAnswers asks in each of the ways that stages do, and then changes what the answer depends on,
// and what it doesn't.
func TestAnswers(t *testing.T) {
	read := func(name string) func(fs.FS) {
		return func(files fs.FS) { _, _ = fs.ReadFile(files, name) }
	}
	list := func(name string) func(fs.FS) {
		return func(files fs.FS) { _, _ = fs.ReadDir(files, name) }
	}
	for name, test := range map[string]struct {
		ask func(files fs.FS)
		// file is written as text; the answer is the same if that is so.
		file, text string
		same       bool
	}{
		"a file":                      {read("content/page.md"), "content/page.md", "text of A page", false},
		"another file":                {read("content/page.md"), "content/b/other.md", "ANOTHER", true},
		"an empty file":               {read("content/empty.md"), "content/empty.md", ".", false},
		"a file that isn't there":     {read("content/none.md"), "content/none.md", "", false},
		"one below it":                {read("content/none/none.md"), "content/new", "", true},
		"a list":                      {list("content"), "content/new", "", false},
		"a list of another":           {list("content"), "content/b/new", "", true},
		"a list, and a text":          {list("content"), "content/page.md", "other", true},
		"a list that isn't there":     {list("templates"), "templates", "", false},
		"a pattern":                   {func(files fs.FS) { _, _ = fs.Glob(files, "content/*.yaml") }, "content/new.yaml", "", false},
		"a description":               {func(files fs.FS) { _, _ = fs.Stat(files, "content/page.md") }, "content/page.md", "of another size", false},
		"a description, and a text":   {func(files fs.FS) { _, _ = fs.Stat(files, "content/page.md") }, "content/page.md", "text of A page", true},
		"a description of the file":   {func(files fs.FS) { _, _ = fs.Lstat(files, "content/none.md") }, "content/none.md", "", false},
		"a text, after all":           {func(files fs.FS) { _, _ = fs.Stat(files, "content/page.md"); read("content/page.md")(files) }, "content/page.md", "text of A page", false},
		"a description, after a text": {func(files fs.FS) { read("content/page.md")(files); _, _ = fs.Stat(files, "content/page.md") }, "content/page.md", "text of A page", false},
		"the beginning of a file": {func(files fs.FS) {
			f, err := files.Open("assets/large")
			if err == nil {
				_, _ = f.Read(make([]byte, 10))
				f.Close()
			}
		}, "content/page.md", "", false}, // Its stamp may prove it, and this one is too young.
		"all of a file, and no more": {func(files fs.FS) {
			f, err := files.Open("content/page.md")
			if err == nil {
				_, _ = io.ReadFull(f, make([]byte, len("text of a page")))
				f.Close()
			}
		}, "assets/large", "", true},
		"the whole site": {func(files fs.FS) {
			_ = fs.WalkDir(files, ".", func(string, fs.DirEntry, error) error { return nil })
		}, "content/b/new", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			dir, files := site(t)
			test.ask(files)
			write(t, dir, test.file, test.text)
			if got := same(t, dir, files); got != test.same {
				entries, ok := files.Entries()
				t.Errorf("the same: %t, want %t; %t %+v", got, test.same, ok, entries)
			}
		})
	}
}

// TestWhileReading changes a file between two questions, and while it is read: which of the texts
// a run depends on can't be known.
func TestWhileReading(t *testing.T) {
	for name, ask := range map[string]func(dir string, files fs.FS){
		"read twice": func(dir string, files fs.FS) {
			_, _ = fs.ReadFile(files, "content/page.md")
			write(t, dir, "content/page.md", "text of A page")
			_, _ = fs.ReadFile(files, "content/page.md")
		},
		"looked for, then made": func(dir string, files fs.FS) {
			_, _ = fs.ReadFile(files, "content/new.md")
			write(t, dir, "content/new.md", "text")
			_, _ = fs.ReadFile(files, "content/new.md")
		},
		"listed twice": func(dir string, files fs.FS) {
			_, _ = fs.ReadDir(files, "content")
			write(t, dir, "content/new.md", "text")
			_, _ = fs.ReadDir(files, "content")
		},
		"grows": func(dir string, files fs.FS) {
			f, err := files.Open("content/page.md")
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir, "content/page.md", "text of a page, and more")
			_, _ = io.ReadAll(f)
			f.Close()
		},
		"shrinks": func(dir string, files fs.FS) {
			f, err := files.Open("content/page.md")
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir, "content/page.md", "text")
			_, _ = io.ReadAll(f)
			f.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, files := site(t)
			ask(dir, files)
			if same(t, dir, files) {
				t.Error("what was read is known for certain")
			}
		})
	}
	// A change after a file was read isn't read.
	dir, files := site(t)
	if _, err := fs.ReadFile(files, "content/page.md"); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "content/page.md", "text of A page")
	if same(t, dir, files) {
		t.Error("the text is one that nobody has read")
	}
	write(t, dir, "content/page.md", "text of a page")
	if !same(t, dir, files) {
		t.Error("the text isn't the one that was read")
	}
}

// TestVague asks what can't be checked later.
func TestVague(t *testing.T) {
	for name, ask := range map[string]func(dir string, files fs.FS){
		"a link in a list": func(dir string, files fs.FS) {
			if err := os.Symlink("page.md", filepath.Join(dir, "content", "link.md")); err != nil {
				t.Fatal(err)
			}
			_, _ = fs.ReadDir(files, "content")
		},
		"a link": func(dir string, files fs.FS) {
			if err := os.Symlink("page.md", filepath.Join(dir, "content", "link.md")); err != nil {
				t.Fatal(err)
			}
			_, _ = fs.ReadFile(files, "content/link.md")
		},
		"a directory that is a link": func(dir string, files fs.FS) {
			if err := os.Symlink("content", filepath.Join(dir, "other")); err != nil {
				t.Fatal(err)
			}
			_, _ = fs.ReadFile(files, "other/page.md")
		},
		"a link out of the site": func(dir string, files fs.FS) {
			if err := os.Symlink("/etc", filepath.Join(dir, "other")); err != nil {
				t.Fatal(err)
			}
			_, _ = fs.ReadFile(files, "other/passwd")
		},
		"an impossible name": func(_ string, files fs.FS) { _, _ = files.Open("../page.md") },
		"a list of a file":   func(_ string, files fs.FS) { _, _ = fs.ReadDir(files, "content/page.md") },
		"a file as a directory": func(_ string, files fs.FS) {
			_, _ = fs.ReadFile(files, "content/page.md/below")
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, files := site(t)
			ask(dir, files)
			if same(t, dir, files) {
				t.Error("what was read is known for certain")
			}
		})
	}
}

// TestSeek reads a file as a server does that is asked for a part.
func TestSeek(t *testing.T) {
	dir, files := site(t)
	f, err := files.Open("assets/large")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	part := make([]byte, 10)
	if _, err := f.(io.Seeker).Seek(10, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(f); err != nil {
		t.Fatal(err)
	}
	if _, err := f.(io.ReaderAt).ReadAt(part, 5); err != nil {
		t.Fatal(err)
	}
	if same(t, dir, files) {
		t.Error("a part of a file is taken for all of it")
	}
	if _, err := fs.ReadFile(files, "assets/large"); err != nil {
		t.Fatal(err)
	}
	if !same(t, dir, files) {
		t.Error("a file that was read isn't known")
	}
}

func TestConcurrent(t *testing.T) {
	dir, files := site(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					_, err = fs.ReadFile(files, name)
				}
				return err
			})
		})
	}
	wg.Wait()
	if !same(t, dir, files) {
		t.Error("what was read isn't known")
	}
}

// TestListAll lists what a run that listed one directory hasn't.
func TestListAll(t *testing.T) {
	link := func(name string) func(dir string) error {
		return func(dir string) error { return os.Symlink("page.md", filepath.Join(dir, filepath.FromSlash(name))) }
	}
	none := func(string) error { return nil }
	for name, test := range map[string]struct {
		// before and after happen before and after the rest is listed.
		before, after func(dir string) error
		known, same   bool
	}{
		"nothing":                          {none, none, true, true},
		"a link below what was listed":     {link("content/b/link.md"), none, false, false},
		"a link where nothing was listed":  {link("assets/link.md"), none, false, false},
		"a link elsewhere":                 {link("link.md"), none, true, true},
		"a later link where it was listed": {none, link("content/b/link.md"), true, false},
		"a link in the list that was made": {link("content/link.md"), none, true, false}, // The list is of before.
	} {
		t.Run(name, func(t *testing.T) {
			dir, files := site(t)
			if _, err := fs.ReadDir(files, "content"); err != nil {
				t.Fatal(err)
			}
			if err := test.before(dir); err != nil {
				t.Skip("no symbolic links here:", err)
			}
			if err := files.ListAll("content", "templates", "assets"); err != nil {
				t.Fatal(err)
			}
			if err := test.after(dir); err != nil {
				t.Fatal(err)
			}
			if _, known := files.Entries(); known != test.known {
				t.Errorf("known: %t, want %t", known, test.known)
			}
			if got := same(t, dir, files); got != test.same {
				t.Errorf("the same: %t, want %t", got, test.same)
			}
		})
	}
}

// TestRecall adds answers to recalled entries, some of which disagree.
func TestRecall(t *testing.T) {
	dir, files := site(t)
	_, _ = fs.ReadFile(files, "content/page.md")
	_, _ = fs.ReadDir(files, "content")
	known, ok := files.Entries()
	if !ok {
		t.Fatal("the trace is vague")
	}
	recalled := func() *trace.FS {
		next := trace.New(files.Underlying(), time.Hour)
		next.Recall(known, nil)
		return next
	}
	next := recalled()
	_, _ = fs.ReadFile(next, "content/b/other.md")
	_, _ = fs.ReadFile(next, "content/page.md")
	_, _ = fs.ReadDir(next, "content")
	all, ok := next.Entries()
	if !ok || len(all) <= len(known) || !same(t, dir, next) {
		t.Errorf("%t; %d entries, of which %d were known", ok, len(all), len(known))
	}
	write(t, dir, "content/page.md", "TEXT of a page")
	if same(t, dir, next) {
		t.Error("a file that was only recalled has changed unseen")
	}
	next = recalled()
	_, _ = fs.ReadFile(next, "content/page.md")
	if _, ok := next.Entries(); ok {
		t.Error("a file is another one than was recalled, and the trace isn't vague")
	}
	// A directory of which the listing is another one isn't among the recalled entries.
	write(t, dir, "content/page.md", "text of a page")
	write(t, dir, "content/new.md", "New")
	known = slices.DeleteFunc(known, func(e snapshot.Entry) bool { return e.Name == "content" })
	next = trace.New(files.Underlying(), time.Hour)
	next.Recall(known, []string{"content", "content/gone"})
	if err := next.ListAll("content"); err != nil || !same(t, dir, next) {
		t.Error("with a directory listed anew it isn't the same:", err)
	}
	write(t, dir, "content/newer.md", "Newer")
	if same(t, dir, next) {
		t.Error("a new file in a directory that was listed anew is unseen")
	}
}

// TestStop asks a stopped trace, which answers and records nothing.
func TestStop(t *testing.T) {
	_, files := site(t)
	opened, err := files.Open("content/page.md")
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	files.Stop()
	if _, err := io.ReadAll(opened); err != nil {
		t.Error(err)
	}
	if text, err := fs.ReadFile(files, "content/page.md"); err != nil || len(text) == 0 {
		t.Errorf("%q, %v", text, err)
	}
	if list, err := fs.ReadDir(files, "content"); err != nil || len(list) == 0 {
		t.Error(list, err)
	}
	_, _ = fs.ReadFile(files, "content/missing.md")
	if _, err := fs.Lstat(files, "content"); err != nil {
		t.Error(err)
	}
	files.Opened("content/page.md", 0)(nil)
	if all, ok := files.Entries(); len(all) > 0 || !ok {
		t.Errorf("%v, %t", all, ok)
	}
}
