package include

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/markdown"
)

// listed counts how often directories are read.
type listed struct {
	fstest.MapFS
	count int
}

func (l *listed) ReadDir(name string) ([]fs.DirEntry, error) {
	l.count++
	return l.MapFS.ReadDir(name)
}

// A directory is read once, however many includes aren't there; a snippet is suggested for each up
// to maxCompared, and for none above.
func TestDeadIncludes(t *testing.T) {
	for count, want := range map[int]int{maxCompared: 20, maxCompared + 1: 0} {
		site := &listed{MapFS: fstest.MapFS{}}
		for i := range count {
			site.MapFS[fmt.Sprintf("content/_stuk-%06d.nl.md", i)] = &fstest.MapFile{}
		}
		c, from, hints := markdown.New(markdown.Options{Language: "nl"}), NewDirectories(site), 0
		for range 20 {
			_, list := Expand(c, from, "content/p.nl.md", "nl", []byte("::include{file=_stukk-000007.nl.md}\n"), 5)
			for _, f := range list.All() {
				hints += strings.Count(f.Hint, `did you mean "_stuk-000007.nl.md"`)
			}
		}
		if site.count != 1 || hints != want {
			t.Errorf("%d snippets: %d suggestions, want %d; the directory was read %d times", count, hints, want, site.count)
		}
	}
}
