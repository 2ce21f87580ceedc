package content_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown"
)

// TestRelisted changes the files in directories, and holds that documents which are reloaded at the
// paths that differ are those of a load from scratch.
func TestRelisted(t *testing.T) {
	page := &fstest.MapFile{Data: []byte("---\ntitle: T\ndescription: D\n---\n\nText.\n")}
	other := &fstest.MapFile{Data: []byte("Other.")}
	options := content.LoadOptions{
		Languages: []string{"en"}, Converters: map[string]*markdown.Converter{"en": markdown.New(markdown.Options{Language: "en"})},
	}
	for _, test := range []struct {
		name   string
		change func(fstest.MapFS)
		want   []string // nil: whatever it is
	}{
		{"nothing", func(fstest.MapFS) {}, []string{}},
		{"a page more", func(m fstest.MapFS) { m["content/new.en.md"] = page }, []string{"content/new.en.md"}},
		{"a picture less", func(m fstest.MapFS) { delete(m, "content/a/x.png") }, []string{"content/a/x.png"}},
		{"a directory more", func(m fstest.MapFS) { m["content/new/deep/p.en.md"] = page }, []string{"content/new"}},
		{"a directory less", func(m fstest.MapFS) { delete(m, "content/a/b/p.en.md") }, []string{"content/a/b"}},
		{"a file in the place of a directory", func(m fstest.MapFS) { delete(m, "content/a/b/p.en.md"); m["content/a/b"] = other }, nil},
		{"a directory in the place of a file", func(m fstest.MapFS) { delete(m, "content/a/x.png"); m["content/a/x.png/p.en.md"] = page }, nil},
		{"a hidden file", func(m fstest.MapFS) { m["content/.hidden"] = other }, nil},
		{"names that sort beside a slash", func(m fstest.MapFS) {
			m["content/a-b/p.en.md"], m["content/a.en.md"], m["content/a0.en.md"] = page, page, page
		}, []string{"content/a-b", "content/a.en.md", "content/a0.en.md"}},
	} {
		site := fstest.MapFS{"content/index.en.md": page, "content/a/p.en.md": page, "content/a/x.png": other, "content/a/b/p.en.md": page}
		before, _, err := content.Load(t.Context(), site, options)
		if err != nil {
			t.Fatal(err)
		}
		test.change(site)
		changed := before.Relisted(site, []string{"content", "content/a", "content/a/b", "assets"})
		slices.Sort(changed)
		if test.want != nil && !slices.Equal(changed, test.want) {
			t.Errorf("%s: %q, want %q", test.name, changed, test.want)
		}
		got, findings, err := before.Reload(t.Context(), site, options, changed)
		if err != nil {
			t.Fatal(err)
		}
		want, all, err := content.Load(t.Context(), site, options)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := findings.Text(), all.Text(); got != want {
			t.Errorf("%s: the findings are\n%s\nwant\n%s", test.name, got, want)
		}
		files := func(docs *content.Documents) (out []string) {
			for _, d := range docs.Pages {
				out = append(out, d.File)
			}
			return append(out, docs.Files...)
		}
		if got, want := files(got), files(want); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", test.name, got, want)
		}
	}
}
