package suggest_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/site/suggest"
)

func stem(file string) string { return strings.TrimSuffix(file, ".md") }

func TestMeant(t *testing.T) {
	c := suggest.New([]string{"content/a/one.md", "content/a/two.md", "content/b/three.md", "content/b/four.md", "content/b/tow.md"}, stem)
	for _, tt := range []struct{ from, target, want string }{
		{"content/a/one.md", "tow.md", "../b/tow.md"},
		{"content/a/one.md", "twoo.md", "two.md"},
		{"content/a/two.md", "twoo.md", ""}, // Its own file isn't what it meant.
		{"content/a/one.md", "twoo.md", "two.md"},
		{"content/a/one.md", "../c/three.md", "../b/three.md"},
		{"content/b/four.md", "thre.md", "three.md"},
		{"content/a/one.md", "something-else.md", ""},
	} {
		want := tt.want
		if want != "" {
			want = fmt.Sprintf("; did you mean %q?", want)
		}
		if got := c.Meant(tt.from, tt.target); got != want {
			t.Errorf("%s in %s: %q, want %q", tt.target, tt.from, got, want)
		}
	}
}

// site is files of a size in bytes, all of them in one directory.
func site(size int) []string {
	var out []string
	for i := range size / 30 {
		out = append(out, fmt.Sprintf("content/onderwerpen/pagina-%07d.md", i))
	}
	return out
}

// TestGrowth holds dead links to linear time where both they and the files grow in number.
func TestGrowth(t *testing.T) {
	growthtest.Linear(t, site, func(files []string) {
		c := suggest.New(files, stem)
		for i := range files {
			c.Meant("content/onderwerpen/pagina-0000000.md", fmt.Sprintf("verdwenen/%08d.md", i%100))
		}
	})
}

// BenchmarkMeant has six different dead links on each of 5,000 pages in directories of a hundred.
func BenchmarkMeant(b *testing.B) {
	var files []string
	for i := range 5000 {
		files = append(files, fmt.Sprintf("content/map-%02d/pagina-%04d.md", i/100, i))
	}
	c := suggest.New(files, stem)
	for b.Loop() {
		for i, f := range files {
			for k := range 6 {
				c.Meant(f, fmt.Sprintf("verdwenen-%05d.md", 6*i+k))
			}
		}
	}
}
