package lastrun_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	baken "baken.example/baken"
	"baken.example/baken/internal/command/lastrun"
	"baken.example/baken/internal/pipeline"
)

// TestPrepare changes a site between previews, and holds what the next one is told of the last: which
// files and directories differ, and whether that is all.
func TestPrepare(t *testing.T) {
	s := newSite(t)
	if err := os.RemoveAll(s.Dir); err != nil {
		t.Fatal(err)
	}
	const page = "content/index.en.md"
	write := func(text string) { s.write(page, "---\ntitle: Home\ndescription: About.\n---\n\n"+text+"\n") }
	write("Text.")
	s.write("content/site.yaml", "base_url: https://guide.test\ntitle: {en: Guide}\ndescription: {en: Guidance}\nlanguages: [en]\n"+
		"contact: {name: {en: Editors}, email: editors@guide.test}\nsecurity: {contact: \"mailto:security@guide.test\", expires: 2100-01-01}\n")
	var options pipeline.Options
	preview := func() *pipeline.Earlier {
		t.Helper()
		root, err := os.OpenRoot(s.Dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		run := lastrun.OfPreview(&s.State, s.History(t.Context()), options)
		defer run.Close()
		o, err := run.Prepare(t.Context(), options)
		if err != nil {
			t.Fatal(err)
		}
		p, err := pipeline.Load(t.Context(), run.Files(root), baken.Defaults, o)
		if err != nil || p.Artifacts == nil {
			t.Fatal(err, p.Findings.Text())
		}
		run.KeepPreview(t.Context(), p)()
		return o.Earlier
	}
	if preview() != nil {
		t.Error("there is something of a preview that never was")
	}
	for _, step := range []struct {
		name     string
		change   func()
		changed  []string
		relisted []string
		written  bool
	}{
		{"nothing", func() {}, nil, nil, true},
		{"a text", func() { write("Other.") }, []string{page}, nil, true},
		{"an option", func() { options.KeepGoing = true }, nil, nil, false},
		{"a text again", func() { write("Another.") }, []string{page}, nil, true},
		{"a page more", func() { s.write("content/new.en.md", "---\ntitle: New\ndescription: About.\n---\n\nNew.\n") }, nil, []string{"content"}, false},
		{"a page less", func() {
			if err := os.Remove(filepath.Join(s.Dir, "content", "new.en.md")); err != nil {
				t.Fatal(err)
			}
		}, []string{"content/new.en.md"}, []string{"content"}, false},
		{"a file that isn't a page's", func() { s.write("content/values.yaml", "places: 25\n") }, []string{"content/values.yaml"}, []string{"content"}, false},
		{"a value", func() { s.write("content/values.yaml", "places: 26\n") }, []string{"content/values.yaml"}, nil, false},
	} {
		step.change()
		e := preview()
		if e == nil {
			t.Errorf("after %s nothing is reused", step.name)
			continue
		}
		if !slices.Equal(e.Changed, step.changed) || !slices.Equal(e.Relisted, step.relisted) || e.Written != step.written || e.Committed {
			t.Errorf("after %s: changed %q, relisted %q, written %t, committed %t", step.name, e.Changed, e.Relisted, e.Written, e.Committed)
		}
	}
	s.program = "two"
	if preview() != nil {
		t.Error("another program reuses pages")
	}
}
