package source_test

import (
	"path"
	"strings"
	"testing"

	"baken.example/baken/internal/source"
)

// TestBeside compares Beside with package path, for all paths of a few parts.
func TestBeside(t *testing.T) {
	parts := []string{"a", "..", ".", "", ".b", "a.b", "é"}
	paths := []string{""}
	for n := 0; n < len(paths) && len(paths[n]) < 12 && strings.Count(paths[n], "/") < 4; n++ {
		for _, part := range parts {
			paths = append(paths, part, paths[n]+"/"+part)
		}
	}
	for _, file := range []string{"f.md", "content/f.md", "content/a/f.md", "content/a/b/c/f.md"} {
		for _, relative := range paths {
			if got, want := source.Beside(file, relative), path.Join(path.Dir(file), relative); got != want {
				t.Fatalf("Beside(%q, %q) = %q, want %q", file, relative, got, want)
			}
		}
	}
}

func BenchmarkBeside(b *testing.B) {
	for b.Loop() {
		source.Beside("content/all-about-supply-chains/the-manual-and-the-question/the-system.en.md", "../the-sector/conditions.en.md")
	}
}
