package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestResume makes changes after which a build may reuse the pages of the last one, and changes
// after which it may not. Each build has the bytes and the findings of one without records.
func TestResume(t *testing.T) {
	w := newWarmSite(t, 1)
	texts := func() []string {
		files, err := filepath.Glob(filepath.Join(w.caches(), "builds", "*.texts"))
		w.must(err)
		return files
	}
	pages := func() string {
		files, err := filepath.Glob(filepath.Join(w.caches(), "builds", "*.pages"))
		w.must(err)
		if len(files) != 1 {
			t.Fatalf("%q are kept", files)
		}
		return files[0]
	}
	damage := func(name string) {
		b, err := os.ReadFile(name)
		w.must(err)
		b[len(b)/2] ^= 1
		w.must(os.WriteFile(name, b, 0o600))
	}
	const page = "content/extra.en.md"
	write := func(title, text string) {
		w.write(page, "---\ntitle: "+title+"\ndescription: About it.\n---\n\n"+text+"\n\n## Part\n\nMore.\n")
	}
	for _, step := range []struct {
		name    string
		change  func()
		resumes bool
	}{
		{"a page more", func() { write("Extra", "One.") }, false},
		{"a text", func() { write("Extra", "Two words.") }, true},
		{"a link to it", func() {
			w.write("content/index.en.md", "---\ntitle: Home\ndescription: Home.\n---\n\n[Part](extra.en.md#part)\n")
		}, true},
		{"a title", func() { write("Another", "Two words.") }, true},
		{"a repository", func() { w.initRepository() }, true},
		{"a text that isn't committed", func() { write("Another", "Three words.") }, true},
		{"a commit", func() { w.git("add", "-A"); w.commit() }, true},
		{"an empty commit", func() { w.commit() }, true},
		{"a setting", func() { w.write("content/site.yaml", siteYAML("Anew")) }, false},
		{"a text once more", func() { write("Another", "Four words.") }, true},
		{"an option", func() { w.options["--compress"] = true }, false},
		{"a text, compressed", func() { write("Another", "Five words.") }, true},
		{"a file of the output", func() { w.must(os.WriteFile(filepath.Join(w.out, "en", "index.html"), []byte("x"), 0o600)) }, true},
		{"a day", func() { w.day++ }, false},
		{"damaged pages", func() { damage(pages()); write("Another", "Six.") }, false},
		{"damaged texts", func() {
			damage(texts()[0])
			for _, name := range texts() {
				b, err := os.ReadFile(name)
				w.must(err)
				w.must(os.WriteFile(name, bytes.ReplaceAll(b, []byte("Text"), []byte("Next")), 0o600))
			}
			write("Another", "Seven.")
		}, false},
		{"no texts", func() { w.must(os.Remove(texts()[0])); write("Another", "Eight.") }, false},
		{"a page less", func() {
			w.remove(page)
			w.write("content/index.en.md", "---\ntitle: Home\ndescription: Home.\n---\n\nText.\n")
		}, false},
	} {
		if broken := w.agree(step.name); len(broken) > 0 {
			t.Fatalf("before %s: broken: %q", step.name, broken)
		}
		before := w.resumed
		step.change()
		if broken := w.agree(step.name); len(broken) > 0 {
			t.Fatalf("after %s: broken: %q", step.name, broken)
		}
		if got := w.resumed > before; got != step.resumes {
			t.Errorf("after %s a build took over what was read: %t, want %t", step.name, got, step.resumes)
		}
	}
}
