package lastrun_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/lastrun"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/pipeline"
)

// site is a site of one file, with the caches of a user of its own.
type site struct {
	*testing.T
	command.State
	out     string
	program string
	written output.Options
}

func newSite(t *testing.T) *site {
	t.Helper()
	top := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, filepath.Join(top, "home"))
	}
	s := &site{T: t, out: filepath.Join(top, "out"), program: "one"}
	s.State = command.State{
		Stdout: io.Discard, Stderr: io.Discard, Now: time.Now, Dir: filepath.Join(top, "site"), Tick: time.Millisecond,
		Program: func() (string, error) { return s.program, nil },
	}
	s.written = output.Options{Home: s.Dir, Records: filepath.Join(top, "home", "outputs")}
	s.write("content/page.md", "Text.\n")
	return s
}

func (s *site) write(name, text string) {
	s.Helper()
	name = filepath.Join(s.Dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// read reads the site as a run does that wasn't recognized, and returns its file.
func (s *site) read(run *lastrun.Run) []byte {
	s.Helper()
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { root.Close() }) // The record of the run looks for links.
	s.Cleanup(run.Close)
	if _, err := run.Prepare(s.Context(), pipeline.Options{}); err != nil {
		s.Fatal(err)
	}
	text, err := fs.ReadFile(run.Files(root), "content/page.md")
	if err != nil {
		s.Fatal(err)
	}
	return text
}

// warning is the finding of each run that isn't recognized.
func warning() (list diag.List) {
	list.Add("content/page.md", diag.Pos{Line: 1}, diag.GlossaryUnused, "mend it", "something is odd")
	return list
}

// build builds the site, and reports whether the build was recognized.
func (s *site) build(compress bool) bool {
	s.Helper()
	run := lastrun.OfBuild(&s.State, s.History(s.Context()), s.out, pipeline.Options{}, compress)
	last, err := run.RecognizeBuild(s.Context(), s.out, s.written)
	if err != nil {
		s.Fatal(err)
	}
	if last != nil {
		if want := printed(warning()); last.Findings != want || last.Unchanged != 1 {
			s.Errorf("the last build printed %q and has %d files, want %q and 1", last.Findings, last.Unchanged, want)
		}
		return true
	}
	o := s.written
	o.Site, o.Sources = "a site", []string{filepath.Join(s.Dir, "content")}
	text := s.read(run)
	o.Written = func(state output.State) { run.KeepBuild(s.Context(), state, o.Site, warning()) }
	if _, err := output.Write(s.Context(), s.out, []artifact.Artifact{artifact.Static("index.html", "text/html", text)}, o); err != nil {
		s.Fatal(err)
	}
	return false
}

// check checks the site, and reports whether the check was recognized.
func (s *site) check(elsewhere bool) bool {
	s.Helper()
	run := lastrun.OfCheck(&s.State, s.History(s.Context()), pipeline.Options{}, new(diag.List), elsewhere)
	findings, err := run.RecognizeCheck(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	if findings != nil {
		if got, want := printed(*findings), printed(warning()); got != want {
			s.Errorf("the last check found %q, want %q", got, want)
		}
		return true
	}
	s.read(run)
	run.KeepCheck(s.Context(), warning())
	return false
}

func printed(list diag.List) string { return list.Text() }

// TestBuild changes what a build depends on, one thing at a time: the build after that isn't
// recognized, and the one after it is.
func TestBuild(t *testing.T) {
	s := newSite(t)
	compress := false
	for _, change := range []struct {
		name string
		make func()
	}{
		{"nothing was built", func() {}},
		{"the text", func() { s.write("content/page.md", "Else.\n") }},
		{"a new file", func() { s.write("assets/new.css", "") }},
		{"an option", func() { compress = true }},
		{"the program", func() { s.program = "two" }},
		{"the output", func() {
			if err := os.WriteFile(filepath.Join(s.out, "index.html"), []byte("Edited.\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}},
		{"the records", func() {
			if err := os.RemoveAll(os.Getenv("HOME")); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		change.make()
		if s.build(compress) {
			t.Errorf("%s: the build was recognized", change.name)
		}
		for range 2 {
			if !s.build(compress) {
				t.Errorf("%s: the build after that wasn't recognized", change.name)
			}
		}
	}
}

// TestCheck has checks that look elsewhere, which are never recognized, beside those that don't.
func TestCheck(t *testing.T) {
	s := newSite(t)
	for _, elsewhere := range []bool{false, true, true} {
		if s.check(elsewhere) {
			t.Errorf("elsewhere %t: recognized", elsewhere)
		}
	}
	if !s.check(false) {
		t.Error("not recognized")
	}
	s.write("content/page.md", "Else.\n")
	if s.check(false) {
		t.Error("recognized after a change")
	}
}

// TestNoProgram has a program that can't be told from others: nothing is recorded.
func TestNoProgram(t *testing.T) {
	s := newSite(t)
	s.Program = nil
	for range 2 {
		if s.build(false) || s.check(false) {
			t.Error("recognized")
		}
	}
}
