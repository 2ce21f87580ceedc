package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/pipeline"
)

// restarted is a site whose preview is started again after each change.
type restarted struct {
	*editedSite
	state command.State
	now   time.Time
}

// start starts a preview of the site, reports whether it read only changed pages, compares its
// artifacts with those of a load from scratch, and does so again after changes while it runs.
func (s *restarted) start(after string, changes ...string) (reused bool) {
	s.Helper()
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		s.Fatal(err)
	}
	defer root.Close()
	site := previewed{state: &s.state, flags: &cliflag.Site{}, history: s.state.History(s.Context()), root: root}
	defer site.close()
	got, err := site.load(s.Context(), []string{"."})
	if err != nil {
		s.Fatal(err)
	}
	s.agreeWith(after, root, got)
	reused = got.Pages.(*pipeline.Result).Reused
	for _, name := range changes {
		s.write(name, s.text(""))
		if got, err = site.load(s.Context(), []string{name}); err != nil {
			s.Fatal(err)
		}
		s.agreeWith(after+", and "+name, root, got)
	}
	return reused
}

// agreeWith compares a preview with a load from scratch.
func (s *restarted) agreeWith(after string, root *os.Root, got *dev.Site) {
	s.Helper()
	o := s.state.Dated(s.Context(), pipeline.Options{Date: s.state.Today(), Drafts: true, StandIns: true})
	want, err := pipeline.Load(s.Context(), root.FS(), baken.Defaults, o)
	if err != nil {
		s.Fatal(err)
	}
	if got, want := got.Findings.Text(), want.Findings.Text(); got != want {
		s.Fatalf("after %s: the findings are\n%s\nwant\n%s", after, got, want)
	}
	same := func(a, b artifact.Artifact) bool {
		if a.Path != b.Path || (a.Append == nil) != (b.Append == nil) {
			return false
		}
		if a.Append == nil {
			return true
		}
		x, err := a.Append(nil)
		if err != nil {
			s.Fatalf("after %s: %s: %v", after, a.Path, err)
		}
		y, err := b.Append(nil)
		return err == nil && bytes.Equal(x, y)
	}
	if !want.Findings.HasErrors() && !slices.EqualFunc(got.Artifacts, want.Artifacts, same) {
		s.Fatalf("after %s: a file is another one", after)
	}
}

// TestPreviewAgain starts a preview of a site again and again, after changes of all kinds. It has
// the artifacts of a load from scratch, and reads only changed pages where it may.
func TestPreviewAgain(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	s := &restarted{
		editedSite: newEditedSite(t, t.TempDir(), seed, 5),
		now:        time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC),
	}
	program := "one"
	s.state = command.State{
		Dir: s.dir, Stdout: io.Discard, Stderr: io.Discard, Tick: time.Millisecond,
		Now: func() time.Time { return s.now }, Program: func() (string, error) { return program, nil },
	}
	const page = "content/extra.en.md"
	for _, step := range []struct {
		name   string
		change func()
		reuses bool
		then   []string
	}{
		{"nothing", func() {}, false, []string{page}},
		{"nothing again", func() {}, true, nil},
		{"a draft", func() { s.write(page, s.text("draft: true\n")) }, true, []string{page}},
		{"another text", func() { s.write(page, s.text("")) }, true, []string{page}},
		{"a day", func() { s.now = s.now.AddDate(0, 0, 1) }, true, []string{page}},
		{"a setting", func() { s.write("content/site.yaml", siteYAML("Anew")) }, true, []string{page}},
		{"an error", func() { s.write(page, "---\ntitel: broken\n---\n") }, true, []string{page}},
		{"no error any more", func() { s.write(page, s.text("")) }, true, []string{page}},
		{"an include of nothing", func() { s.write(page, s.text("")+"\n::include{file=_pat.en.md}\n") }, true, nil},
		{"a snippet that may be meant", func() { s.write("content/_part.en.md", "Text.\n") }, true, nil},
		{"no snippet any more", func() {
			s.remove("content/_part.en.md")
			s.write(page, s.text(""))
		}, true, []string{page}},
		{"no page any more", func() { s.remove(page) }, true, []string{page}},
		{"another program", func() { program = "two" }, false, []string{page}},
		{"damaged texts", func() {
			files, err := filepath.Glob(filepath.Join(cachesOf(home), cachedir.Builds, "*"+cachedir.TextsSuffix))
			if err != nil || len(files) != 1 {
				t.Fatal(files, err)
			}
			if err := os.Truncate(files[0], 10); err != nil {
				t.Fatal(err)
			}
		}, false, []string{page}},
	} {
		step.change()
		if got := s.start(step.name, step.then...); got != step.reuses {
			t.Errorf("after %s a preview took over pages: %t, want %t", step.name, got, step.reuses)
		}
	}
	s.initRepository()
	reused, kinds := 0, map[string]int{}
	s.compare = func(after string) []string {
		if s.start(after) {
			reused++
		}
		return nil
	}
	for range max(1, *edits/3) {
		kind := s.edit()
		kinds[kind]++
		_ = s.agree(kind)
	}
	t.Log(reused, "previews took over pages;", kinds)
	if reused == 0 {
		t.Error("no preview took over pages")
	}
}
