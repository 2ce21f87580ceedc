package removal

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
)

// place is an output with a record, whose Kept notes what is moved.
type place struct {
	Remover
	moved map[string]string
}

func newPlace(t *testing.T) place {
	t.Helper()
	l := location.Of(filepath.Join(t.TempDir(), "public"))
	r := record.Open(t.TempDir(), "", "", l.Dir)
	r.Begin()
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	t.Cleanup(r.Close)
	p := place{moved: map[string]string{}}
	p.Remover = Remover{Location: l, Record: r, Workers: 4, Kept: func(path, now string) { p.moved[path] = now }}
	return p
}

// put writes the text to the files of a directory.
func put(t *testing.T, text string, names ...string) {
	t.Helper()
	for _, name := range names {
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err == nil {
			err = os.WriteFile(name, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// list returns a manifest of files that all have the text.
func list(text string, paths ...string) *manifest.Manifest {
	m := manifest.New("")
	for _, p := range paths {
		m.Add(manifest.File{Path: p, Sum: manifest.SumOf([]byte(text))})
	}
	return m
}

func wantText(t *testing.T, name, text string) {
	t.Helper()
	if got, err := os.ReadFile(name); err != nil || string(got) != text {
		t.Errorf("%s holds %q, %v; want %q", name, got, err, text)
	}
}

func wantGone(t *testing.T, name string) {
	t.Helper()
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is left: %v", name, err)
	}
}

// TestOldSite removes what Baken wrote of an old site, and keeps everything else: in the output, or
// beside it where the new site has a file of the path.
func TestOldSite(t *testing.T) {
	p := newPlace(t)
	l := p.Location
	var paths []string
	for i := range 300 {
		paths = append(paths, fmt.Sprintf("nl/s%d/p%d.html", i%7, i))
	}
	for _, path := range paths {
		put(t, "ours", l.Staged(path))
	}
	put(t, "new", l.Entry("nl/s1/p1.html"))
	put(t, "mine", l.Staged("mine/deep/a.txt"), l.Staged("nl/s1/p1.html"), l.Staged("nl/s2/p2.html"))
	put(t, "linked", l.Entry("linked.txt"))
	if err := os.Link(l.Entry("linked.txt"), l.Staged("linked.txt")); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside")
	put(t, "ours", filepath.Join(outside, "p3.html"))
	if err := os.Symlink(outside, l.Staged("nl/link")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	foreign, err := p.Remove(Tree{Manifests: []*manifest.Manifest{nil, list("ours", append(paths, "nl/link/p3.html")...)}})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(foreign)
	if want := []string{"mine/deep/a.txt", "nl/link", "nl/s1/p1.html", "nl/s2/p2.html"}; !slices.Equal(foreign, want) {
		t.Errorf("foreign: %v, want %v", foreign, want)
	}
	if got := slices.Sorted(maps.Keys(p.moved)); !slices.Equal(got, []string{"nl/link", "nl/s1/p1.html"}) && !slices.Equal(got, []string{"nl/s1/p1.html"}) {
		t.Errorf("moved: %v", got)
	}
	wantText(t, p.moved["nl/s1/p1.html"], "mine")
	wantText(t, l.Entry("nl/s1/p1.html"), "new")
	wantText(t, l.Entry("mine/deep/a.txt"), "mine")
	wantText(t, l.Entry("nl/s2/p2.html"), "mine")
	wantText(t, l.Entry("linked.txt"), "linked")
	wantText(t, filepath.Join(outside, "p3.html"), "ours")
	wantGone(t, l.Next)
}

// TestUnfinished removes the staging tree of a killed build, whose foreign files were never in the
// output.
func TestUnfinished(t *testing.T) {
	p := newPlace(t)
	l := p.Location
	vouched, forged := manifest.New(""), list("forged", "a")
	p.Record.PlanManifest(vouched.Text())
	p.Record.Files().Merge(list("ours", "whole", "empty"))
	put(t, "ours", l.Staged("whole"))
	put(t, "", l.Staged("empty"), l.Staged("mine/empty"))
	put(t, string(vouched.Text()), l.Staged(manifest.Name))
	put(t, string(forged.Text()), l.Staged(manifest.NextName))
	if err := os.Mkdir(l.Staged("directory"), 0o755); err != nil {
		t.Fatal(err)
	}
	foreign, err := p.Remove(Tree{Unfinished: true})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(foreign)
	if want := []string{manifest.NextName, "mine/empty"}; !slices.Equal(foreign, want) || len(p.moved) != 2 {
		t.Errorf("foreign: %v, want %v; moved: %v", foreign, want, p.moved)
	}
	wantText(t, p.moved["mine/empty"], "")
	wantText(t, p.moved[manifest.NextName], string(forged.Text()))
	wantGone(t, l.Next)
	wantGone(t, l.Dir)
	if foreign, err := p.Remove(Tree{}); len(foreign) > 0 || err != nil {
		t.Errorf("of no tree: %v, %v", foreign, err)
	}
}

// TestIsNew has a file of this build in the output, which is no proof of one that was there before,
// though they were the same.
func TestIsNew(t *testing.T) {
	p := newPlace(t)
	l := p.Location
	put(t, "mine", l.Entry("a"), l.Staged("b"))
	if err := os.Link(l.Entry("a"), l.Staged("a")); err != nil {
		t.Fatal(err)
	}
	foreign, err := p.Remove(Tree{IsNew: func(path string) bool { return path == "a" }})
	if err != nil || len(foreign) != 2 {
		t.Error(foreign, err)
	}
	wantText(t, p.moved["a"], "mine")
	wantText(t, l.Entry("b"), "mine")
}

func TestKeepWhole(t *testing.T) {
	p := newPlace(t)
	put(t, "mine", p.Location.Staged("a/b"))
	if err := p.KeepWhole(); err != nil {
		t.Fatal(err)
	}
	wantText(t, filepath.Join(p.moved["."], "a", "b"), "mine")
	wantGone(t, p.Location.Next)
	if err := p.KeepWhole(); err == nil {
		t.Error("no tree was kept")
	}
}

func TestMakeWay(t *testing.T) {
	p := newPlace(t)
	l := p.Location
	put(t, "ours", l.Entry("a"), l.Staged("a"))
	put(t, "mine", l.Entry("b"))
	for _, path := range []string{"a", "b"} {
		if err := p.MakeWay(path, list("ours", "a", "b")); err != nil {
			t.Error(err)
		}
	}
	wantText(t, l.Entry("a"), "ours")
	wantGone(t, l.Entry("b"))
	wantText(t, p.moved["b"], "mine")
	if err := p.MakeWay("a", nil); err != nil {
		t.Error(err)
	}
	wantText(t, p.moved["a"], "ours")
	if err := p.MakeWay("absent", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
