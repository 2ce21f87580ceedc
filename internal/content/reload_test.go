package content_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// TestReload changes files at random and checks that reloading the changed paths gives the same as
// loading everything.
func TestReload(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "content", "a"), 0o777); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	languages := []string{"nl", "en"}
	converters := map[string]*markdown.Converter{}
	for _, code := range languages {
		converters[code] = markdown.New(markdown.Options{Language: code})
	}
	options := content.LoadOptions{Languages: languages, Converters: converters, History: lengths{}}
	load := func(docs *content.Documents, changed []string) *content.Documents {
		t.Helper()
		got, findings, err := docs.Reload(t.Context(), root.FS(), options, changed)
		if err != nil {
			t.Fatal(err)
		}
		whole, all, err := content.Load(t.Context(), root.FS(), options)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(described(t, whole, all), described(t, got, findings)); diff != "" {
			t.Fatalf("after changes of %q: %s", changed, diff)
		}
		return got
	}
	docs := load(new(content.Documents), []string{"content"})
	names := []string{
		"a", "b", "a/b", "site.yaml", "criteria", "criteria/x.nl.md", ".hidden", "README.md", "a.nl.md", "a.en.md", "b.nl.md", "a-b.nl.md", "a/a.nl.md",
		"a/b/c.en.md", "a/b.nl.md", "b/x.png", "a/x.jpg", "a.fr.md", "b/y.MD", ".hidden/z.nl.md", "_s.nl.md", "a/_s.nl.md", "a/_t.nl.md",
	}
	for range 300 {
		var changed []string
		for range 1 + r.IntN(3) {
			name := "content/" + names[r.IntN(len(names))]
			change(r, dir, name)
			changed = append(changed, name)
		}
		docs = load(docs, changed)
	}
}

// change replaces a path below dir by a random kind of file. It ignores errors: then nothing
// changes.
func change(r *rand.Rand, dir, name string) {
	full := filepath.Join(dir, filepath.FromSlash(name))
	if real, err := filepath.EvalSymlinks(filepath.Dir(full)); err != nil || real != filepath.Dir(full) {
		return // The change would be at another path.
	}
	_ = os.Remove(full) // Writing must not follow a symbolic link.
	switch r.IntN(8) {
	case 0:
		_ = os.RemoveAll(full)
	case 1:
		_ = os.MkdirAll(full, 0o777)
	case 2:
		_ = os.Symlink("a.nl.md", full)
	case 3:
		_ = os.WriteFile(full, []byte("no front matter"), 0o666)
	default:
		front, include := "---\ntitle: T\ndescription: D\n---\n", ""
		if strings.HasPrefix(filepath.Base(full), "_") {
			front = ""
		}
		if r.IntN(2) == 0 {
			include = []string{"\n::include{file=_s.nl.md}\n", "\n::include{file=a/_s.nl.md}\n", "\n::include{file=_t.nl.md}\n"}[r.IntN(3)]
		}
		text := fmt.Sprintf("%s\nText %d <b>.\n%s", front, r.IntN(1000), include)
		_ = os.WriteFile(full, []byte(text), 0o666)
	}
}

// lengths is a history in which a file's day is the length of its text.
type lengths struct{}

func (lengths) Changed(_ string, text []byte) time.Time {
	return time.Unix(0, 0).AddDate(0, 0, len(text))
}

// described returns the observable state of documents.
func described(t *testing.T, docs *content.Documents, findings diag.List) (out []string) {
	t.Helper()
	for _, d := range docs.Pages {
		html, err := d.AppendHTML(nil)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %s %s %v %q %s", d.File, d.Key, d.Lang, d.Changed, d.Meta.Title.V, html))
	}
	out = append(out, docs.Files...)
	for _, f := range findings.All() {
		out = append(out, f.String())
	}
	return out
}
