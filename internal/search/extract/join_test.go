package extract

import (
	"path"
	"testing"
)

func TestJoin(t *testing.T) {
	for _, dir := range []string{".", "content", "content/a.b"} {
		for _, target := range []string{"x.md", "a/x.md", "../x.md", "./x.md", "a/../x.md", "a/./x.md", "a//x.md", "/x.md", "a/", "..x.md", "a/.x.md", "a/..", "."} {
			if got, want := join(dir, target), path.Join(dir, target); got != want {
				t.Errorf("join(%q, %q) = %q, want %q", dir, target, got, want)
			}
		}
	}
}
