package bare

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBuild(t *testing.T) {
	site, out := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"content/index.en.md":       "---\ntitle: \"A & B\"\ndescription: Both.\n---\n\n# Text\n",
		"content/dir/page.nl.md":    "Zonder kop.\n",
		"content/dir/_snip.nl.md":   "A part.\n",
		"content/dir/other.yaml":    "not: a page\n",
		"content/dir/index.nl.md":   "---\ntitle: Map\n---\n| a |\n|---|\n| b |\n",
		"elsewhere/outside.nl.md":   "Outside.\n",
		"content/deep/er/x.y.nl.md": "A dot.\n",
	} {
		name = filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	n, err := Build(t.Context(), site, out)
	if err != nil || n != 4 {
		t.Fatalf("%d pages, %v; want 4", n, err)
	}
	for name, want := range map[string]string{
		"en/index.html":             "<title>A &amp; B</title>",
		"nl/dir/page/index.html":    "<p>Zonder kop.</p>",
		"nl/dir/index.html":         "<td>b</td>",
		"nl/deep/er/x.y/index.html": "<p>A dot.</p>",
	} {
		text, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v, without %q", name, err, want)
		}
	}
	bad := filepath.Join(site, "content", "bad.nl.md")
	if err := os.WriteFile(bad, []byte("---\ntitle: x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(t.Context(), site, t.TempDir()); err == nil || !strings.Contains(err.Error(), "bad.nl.md") {
		t.Errorf("front matter without end: %v", err)
	}
}
