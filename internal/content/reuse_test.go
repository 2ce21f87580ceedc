package content_test

import (
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown"
)

// Documents that are loaded anew are those of before where they are equal, and only there: whether
// their file differs, or their converter.
func TestReuse(t *testing.T) {
	site := fstest.MapFS{
		"content/a.en.md": {Data: []byte("---\ntitle: A\ndescription: D\n---\n\nText --- one.\n")},
		"content/b.en.md": {Data: []byte("---\ntitle: B\ndescription: D\n---\n\nText.\n")},
		"content/c.en.md": {Data: []byte("---\ntitle: C\ndescription: D\n---\n\n[Elsewhere](https://example.org/)\n")},
		"content/d.en.md": {Data: []byte("---\ntitle: D\n")},
	}
	load := func(addresses bool, reuse *content.Documents) *content.Documents {
		t.Helper()
		docs, _, err := content.Load(t.Context(), site, content.LoadOptions{
			Languages: []string{"en"}, Converters: map[string]*markdown.Converter{"en": markdown.New(markdown.Options{Language: "en", Addresses: addresses})}, Reuse: reuse,
		})
		if err != nil || len(docs.Pages) < 3 {
			t.Fatal(err, len(docs.Pages))
		}
		return docs
	}
	shared := func(a, b *content.Documents) (out string) {
		for i, d := range a.Pages {
			if i < len(b.Pages) && d == b.Pages[i] {
				out += d.Meta.Title.V
			}
		}
		return out
	}
	first := load(false, nil)
	if got := shared(first, load(false, new(content.Documents))); got != "" {
		t.Errorf("documents %q are shared with none", got)
	}
	if got := shared(first, load(false, first)); got != "ABC" {
		t.Errorf("documents %q are shared, want ABC", got)
	}
	if got := shared(first, load(true, first)); got != "AB" {
		t.Errorf("where addresses are recorded, documents %q are shared, want AB", got)
	}
	site["content/b.en.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\ndescription: Other\n---\n\nText.\n")}
	site["content/d.en.md"] = &fstest.MapFile{Data: []byte("---\ntitle: D\ndescription: D\n---\n")}
	if got := shared(first, load(false, first)); got != "AC" {
		t.Errorf("after changes of front matter, documents %q are shared, want AC", got)
	}
}
