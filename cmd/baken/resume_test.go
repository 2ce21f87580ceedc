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
	damagePages := func() {
		files, err := filepath.Glob(filepath.Join(w.caches(), "builds", "*.pages"))
		w.must(err)
		if len(files) != 2 {
			t.Fatalf("%q are kept: want those of a build and a check", files)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			w.must(err)
			b[len(b)/2] ^= 1
			w.must(os.WriteFile(name, b, 0o600))
		}
	}
	const page = "content/extra.en.md"
	resumes := 0
	write := func(title, text string) {
		w.write(page, "---\ntitle: "+title+"\ndescription: About it.\n---\n\n"+text+"\n\n## Part\n\nMore.\n")
	}
	for _, step := range []struct {
		name    string
		change  func()
		resumes bool
	}{
		{"a page more", func() { write("Extra", "One.") }, true},
		{"a text", func() { write("Extra", "Two words.") }, true},
		{"a link to it", func() {
			w.write("content/index.en.md", "---\ntitle: Home\ndescription: Home.\n---\n\n[Part](extra.en.md#part)\n")
		}, true},
		{"a title", func() { write("Another", "Two words.") }, true},
		{"a repository", func() { w.initRepository() }, true},
		{"a text that isn't committed", func() { write("Another", "Three words.") }, true},
		{"a commit", func() { w.git("add", "-A"); w.commit() }, true},
		{"an empty commit", func() { w.commit() }, true},
		{"a setting", func() { w.write("content/site.yaml", siteYAML("Anew")) }, true},
		{"an option", func() { w.options["--compress"] = true }, true},
		{"a text, compressed", func() { write("Another", "Four words.") }, true},
		{"a file of the output", func() {
			delete(w.options, "--compress") // Which takes most of the time.
			w.must(os.WriteFile(filepath.Join(w.out, "en", "index.html"), []byte("x"), 0o600))
		}, true},
		{"a day", func() { w.day++ }, true},
		{"a program that begins anew", func() { w.program++ }, false}, // Before there are too many files with texts.
		{"a template", func() {
			text, err := os.ReadFile(filepath.Join("..", "..", "templates", "partials", "page-end.html"))
			w.must(err)
			w.write("templates/partials/page-end.html", string(text)+"<p>More</p>")
		}, true},
		{"a style sheet", func() { w.write("assets/own.css", "p { color: red; }\n") }, true},
		{"a snippet", func() {
			w.write("content/part/_more.en.md", "More.\n")
			write("Another", "::include{file=part/_more.en.md}")
		}, true},
		{"the text of a snippet", func() { w.write("content/part/_more.en.md", "Still more.\n") }, true},
		{"a snippet less", func() {
			w.must(os.RemoveAll(filepath.Join(w.dir, "content", "part")))
			write("Another", "Text.")
		}, true},
		{"a file in the place of a directory", func() { w.write("content/part", "A file.") }, true},
		{"a directory in the place of a file", func() {
			w.remove("content/part")
			w.write("content/part/page.en.md", "---\ntitle: Part\ndescription: About it.\n---\n\nText.\n")
		}, true},
		{"a page elsewhere", func() {
			w.must(os.Rename(filepath.Join(w.dir, "content", "part", "page.en.md"), filepath.Join(w.dir, "content", "part.en.md")))
		}, true},
		{"another option", func() { w.options["--base-url=https://elsewhere.example.org/below"] = true }, false},
		{"a term", func() {
			w.write("content/glossary.yaml", "terms:\n  - id: word\n    term: {nl: Tekst, en: Text}\n    definition: {nl: Iets., en: A thing.}\n")
		}, false},
		{"a string that pages have", func() { w.write("i18n/active.en.yaml", "QuoteOpenDouble: «\n") }, false},
		{"a value", func() {
			w.write("content/values.yaml", "places: 25\n")
			write("Another", "There are :value{places} places.")
		}, false},
		{"damaged pages", func() { damagePages(); write("Another", "Six.") }, false},
		{"damaged texts", func() {
			for _, name := range texts() {
				b, err := os.ReadFile(name)
				w.must(err)
				w.must(os.WriteFile(name, bytes.ReplaceAll(b, []byte("Text"), []byte("Next")), 0o600))
			}
			write("Another", "Seven.")
		}, false},
		{"no texts", func() {
			for _, name := range texts() {
				w.must(os.Remove(name))
			}
			write("Another", "Eight.")
		}, false},
		{"a page less", func() {
			w.remove(page)
			w.write("content/index.en.md", "---\ntitle: Home\ndescription: Home.\n---\n\nText.\n")
		}, true},
	} {
		before, rechecked := w.resumed, w.rechecked
		step.change()
		if broken := w.agree(step.name); len(broken) > 0 {
			t.Fatalf("after %s: broken: %q", step.name, broken)
		}
		if got := w.resumed > before; got != step.resumes {
			t.Errorf("after %s a build took over what was read: %t, want %t", step.name, got, step.resumes)
		}
		if w.rechecked > rechecked && !step.resumes {
			t.Errorf("after %s a check took over what was read", step.name)
		}
		if step.resumes {
			resumes++
		}
	}
	// An option of builds and a file of the output are no change for a check.
	if w.rechecked < resumes-2 {
		t.Errorf("%d checks took over what was read, of %d", w.rechecked, resumes)
	}
}
