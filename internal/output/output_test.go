package output

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
	"baken.example/baken/internal/source"
)

func TestFirstBuild(t *testing.T) {
	site := files{
		"index.html": "<h1>hi", "nl/index.html": "hoi", "en/a/b/index.html": "deep",
		".well-known/security.txt": "Contact:", "_headers": "", "assets/één.svg": "<svg>",
	}
	want := Stats{Written: 6, Bytes: 6 + 3 + 4 + 8 + 0 + 5}
	t.Run("absent", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		if got := mustWrite(t, dir, site); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		wantSite(t, dir, site)
	})
	t.Run("empty", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		mustWrite(t, dir, site)
		wantSite(t, dir, site)
	})
	t.Run("missing parents", func(t *testing.T) {
		base := t.TempDir()
		dir := filepath.Join(base, "a", "b", "public")
		failing := append(site.artifacts(), artifact.Artifact{Path: "z", Append: func([]byte) ([]byte, error) { return nil, errors.New("no") }})
		if _, err := Write(t.Context(), dir, failing, Options{Records: records()}); err == nil {
			t.Fatal("no error")
		}
		wantNames(t, base)
		mustWrite(t, dir, site)
		wantSite(t, dir, site)
	})
	t.Run("relative", func(t *testing.T) {
		t.Chdir(t.TempDir())
		mustWrite(t, "public", site)
		abs, err := filepath.Abs("public")
		if err != nil {
			t.Fatal(err)
		}
		wantSite(t, abs, site)
	})
	t.Run("no artifacts", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		mustWrite(t, dir, nil)
		wantSite(t, dir, files{})
	})
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, files{"a/b": "c"})
	// The umask of the process decides, as for any file.
	probe := filepath.Join(t.TempDir(), "probe")
	if err := os.WriteFile(probe, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(probe)
	if err != nil {
		t.Fatal(err)
	}
	for p, got := range snapshot(t, dir) {
		want := info.Mode().Perm()
		if got.IsDir() {
			want |= 0o111
		}
		if got.Mode().Perm()&^0o111 != want&^0o111 || got.IsDir() != (got.Mode()&0o100 != 0) {
			t.Errorf("%s has mode %v", p, got.Mode())
		}
	}
}

func TestUnchangedIsUntouched(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"index.html": "a", "nl/x/index.html": "b", "big": strings.Repeat("x", 3*compareChunk+5)}
	mustWrite(t, dir, site)
	age(t, dir)
	before := snapshot(t, dir)
	if got, want := mustWrite(t, dir, site), (Stats{Unchanged: 3, Bytes: 2 + 3*compareChunk + 5}); got != want {
		t.Errorf("stats %+v, want %+v", got, want)
	}
	wantUntouched(t, dir, before)
}

// age sets all times below dir to a fixed day, so that any write shows.
func age(t testing.TB, dir string) {
	t.Helper()
	day := time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)
	for p := range snapshot(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(p)), day, day); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSmallestEntry checks which directories are replaced for which difference: all other ones keep
// their inode.
func TestSmallestEntry(t *testing.T) {
	base := files{"index.html": "i", "nl/a/index.html": "a", "nl/b/index.html": "b", "en/a/index.html": "ea"}
	tests := []struct {
		name     string
		change   files // "" removes
		want     Stats
		replaced []string // directories with another inode
	}{
		{"one file", files{"nl/a/index.html": "A"}, Stats{Written: 1, Unchanged: 3}, nil},
		{"same length in another place", files{"index.html": "j"}, Stats{Written: 1, Unchanged: 3}, nil},
		{"a new page", files{"nl/c/index.html": "c"}, Stats{Written: 1, Unchanged: 4}, nil},
		{"a new section", files{"de/c/index.html": "c", "de/index.html": "d"}, Stats{Written: 2, Unchanged: 4}, nil},
		{"a page less", files{"nl/b/index.html": ""}, Stats{Unchanged: 3, Removed: 1}, nil},
		{"one section", files{"nl/a/index.html": "A", "nl/b/index.html": "B"}, Stats{Written: 2, Unchanged: 2}, []string{"nl", "nl/a", "nl/b"}},
		{"everywhere", files{"nl/a/index.html": "A", "en/a/index.html": "", "en": "file"}, Stats{Written: 2, Unchanged: 2, Removed: 1}, []string{".", "nl", "nl/a", "nl/b"}},
		{"directory to file", files{"nl/a/index.html": "", "nl/a": "file"}, Stats{Written: 1, Unchanged: 3, Removed: 1}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, base)
			age(t, dir)
			before := snapshot(t, dir)
			next := maps.Clone(base)
			for p, content := range tt.change {
				next[p] = content
				if content == "" {
					delete(next, p)
				}
			}
			got := mustWrite(t, dir, next)
			got.Bytes = 0
			if got != tt.want {
				t.Errorf("stats %+v, want %+v", got, tt.want)
			}
			wantSite(t, dir, next)
			if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
				return
			}
			var replaced []string
			after := snapshot(t, dir)
			for _, p := range []string{".", "en", "en/a", "nl", "nl/a", "nl/b"} {
				if a, b := before[p], after[p]; b != nil && b.IsDir() && !os.SameFile(a, b) {
					replaced = append(replaced, p)
				}
			}
			if diff := cmp.Diff(tt.replaced, replaced); diff != "" {
				t.Errorf("directories replaced (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRandomSites writes random sites over one another, with foreign files added between builds,
// and compares bytes, inodes and statistics with those of a direct comparison; with the system's
// exchange and without.
func TestRandomSites(t *testing.T) {
	never := func(_, _ string) error { return exchange.ErrUnsupported }
	for name, swap := range map[string]func(a, b string) error{"exchange": exchange.Entries, "two renames": never} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			dir := filepath.Join(t.TempDir(), "public")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			site, written := files{}, files{}
			for round := range 100 {
				if round%3 > 0 {
					site = mutate(r, site)
				} else {
					site = randomSite(r)
				}
				if round%5 == 4 {
					litter(t, r, dir)
				}
				age(t, dir)
				old, before := readSite(t, dir), snapshot(t, dir)
				want := Stats{}
				for p, content := range site {
					want.Bytes += int64(len(content))
					if old[p] == content && before[p].Mode().IsRegular() {
						want.Unchanged++
					} else {
						want.Written++
					}
				}
				stands := maps.Clone(site)
				for p, content := range old {
					_, wanted := site[p]
					if p == manifest.Name || wanted {
						continue
					}
					if written[p] == content && before[p] != nil && before[p].Mode().IsRegular() {
						want.Removed++
					} else if free(site, strings.TrimSuffix(p, "/")) {
						stands[p] = content
					}
				}
				kept := map[string]string{}
				got, err := write(t.Context(), dir, site.artifacts(), Options{Records: records(), Workers: 2, Kept: func(p, now string) { kept[p] = now }}, swap)
				if err != nil {
					t.Fatalf("round %d: %v", round, err)
				}
				for p, content := range old {
					if p != manifest.Name && !strings.HasSuffix(p, "/") && written[p] != content && site[p] != content && stands[p] != content {
						if now, err := os.Lstat(kept[p]); err != nil || !os.SameFile(now, before[p]) {
							t.Fatalf("round %d: %s, which Baken didn't write, is gone: %v", round, p, err)
						}
					}
				}
				for p, now := range kept {
					if err := os.RemoveAll(strings.TrimSuffix(now, filepath.FromSlash(p))); err != nil {
						t.Fatal(err)
					}
				}
				written = site
				if got != want {
					t.Fatalf("round %d: stats %+v, want %+v", round, got, want)
				}
				all := site.published()
				maps.Copy(all, stands)
				if diff := cmp.Diff(all, readSite(t, dir)); diff != "" {
					t.Fatalf("round %d: directory (-want +got):\n%s", round, diff)
				}
				wantAlone(t, dir)
				after := snapshot(t, dir)
				for p, content := range site {
					if old[p] == content && before[p].Mode().IsRegular() {
						wantSame(t, p, before, after)
					}
				}
			}
		})
	}
}

var names = []string{"a", "b", "c", "index.html"}

func randomPath(r *rand.Rand) string {
	p := names[r.IntN(len(names))]
	for range r.IntN(4) {
		p = names[r.IntN(len(names))] + "/" + p
	}
	return p
}

// free reports whether the site doesn't use the path.
func free(site files, p string) bool {
	for q := range site {
		if source.Within(p, q) || source.Within(q, p) {
			return false
		}
	}
	return true
}

// put adds the file unless a file stands where it needs a directory, or the other way round.
func put(s files, p, content string) {
	for q := range s {
		if q != p && (source.Within(q, p) || source.Within(p, q)) {
			return
		}
	}
	s[p] = content
}

func randomSite(r *rand.Rand) files {
	s := files{}
	for range r.IntN(30) {
		put(s, randomPath(r), fmt.Sprint(r.IntN(3)))
	}
	return s
}

func mutate(r *rand.Rand, old files) files {
	s := maps.Clone(old)
	for range r.IntN(3) {
		p := randomPath(r)
		for q := range s {
			if source.Within(q, p) || source.Within(p, q) {
				delete(s, q)
			}
		}
		if r.IntN(2) == 0 {
			put(s, p, fmt.Sprint(r.IntN(3)))
		}
	}
	return s
}

// litter adds random foreign files to dir.
func litter(t *testing.T, r *rand.Rand, dir string) {
	t.Helper()
	name := filepath.Join(dir, filepath.FromSlash(randomPath(r)))
	switch r.IntN(3) {
	case 0:
		_ = os.MkdirAll(filepath.Join(name, "empty"), 0o755)
	case 1:
		_ = os.Remove(name)
		_ = os.Symlink(t.TempDir(), name)
	case 2:
		_ = os.WriteFile(name, []byte("1"), 0o644)
	}
}

func TestNeverFollowsLinksInTheSite(t *testing.T) {
	base := t.TempDir()
	elsewhere := filepath.Join(base, "elsewhere")
	dir := filepath.Join(base, "site", "public")
	if err := os.MkdirAll(filepath.Join(elsewhere, "a"), 0o755); err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(elsewhere, "a", "index.html")
	if err := os.WriteFile(kept, []byte("a"), 0o644); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, files{"x": "x"})
	if err := os.Symlink(elsewhere, filepath.Join(dir, "nl")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Symlink(kept, filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	site := files{"x": "x", "nl/a/index.html": "a", "b": "a"}
	aside := map[string]string{}
	if _, err := Write(t.Context(), dir, site.artifacts(), Options{Records: records(), Kept: func(p, now string) { aside[p] = now }}); err != nil {
		t.Fatal(err)
	}
	for p, target := range map[string]string{"nl": elsewhere, "b": kept} {
		if got, err := os.Readlink(aside[p]); err != nil || got != target {
			t.Errorf("the link %s leads to %q, %v", p, got, err)
		}
		if err := os.Remove(aside[p]); err != nil {
			t.Error(err)
		}
	}
	if err := os.Remove(filepath.Dir(aside["b"])); err != nil {
		t.Error(err)
	}
	wantSite(t, dir, site)
	if b, err := os.ReadFile(kept); err != nil || string(b) != "a" {
		t.Errorf("the link's target was changed: %q, %v", b, err)
	}
}

// TestWithoutLinks covers file systems that refuse to link.
func TestWithoutLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, files{"a": "a", "b": "b"})
	age(t, dir)
	before := snapshot(t, dir)
	p, err := location.Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	site, err := newTree(files{"a": "a", "b": "b"}.artifacts())
	if err != nil {
		t.Fatal(err)
	}
	b := &build{record: record.Open("", "", "", p.Dir), place: p, site: site, workers: 2, swap: exchange.Entries}
	f := site.find("a").file
	if err := b.makeDirectory(site.root); err != nil {
		t.Fatal(err)
	}
	// Linking to an existing name fails as on a file system without links.
	if err := os.Mkdir(b.staged("a"), 0o755); err != nil {
		t.Fatal(err)
	}
	var w writer
	if err := b.stageUnchanged(t.Context(), &w, f); err == nil {
		t.Error("no error though neither link nor copy was possible")
	}
	if err := os.Remove(b.staged("a")); err != nil {
		t.Fatal(err)
	}
	if err := b.copyUnchanged(t.Context(), &w, f); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(b.staged("a"))
	if err != nil {
		t.Fatal(err)
	}
	if os.SameFile(info, before["a"]) || !info.ModTime().Equal(before["a"].ModTime()) {
		t.Errorf("copy has time %v, want another file of %v", info.ModTime(), before["a"].ModTime())
	}
}

func TestProgress(t *testing.T) {
	site := files{}
	for i := range 100 {
		site[fmt.Sprintf("p%d/index.html", i)] = "x"
	}
	var calls int
	var inside atomic.Int32
	opts := Options{Records: records(), Workers: 8, Progress: func(done, total int) {
		if inside.Add(1) != 1 {
			t.Error("two calls at a time")
		}
		calls++
		if done != calls || total != 100 {
			t.Errorf("call %d: %d of %d", calls, done, total)
		}
		inside.Add(-1)
	}}
	if _, err := Write(t.Context(), filepath.Join(t.TempDir(), "public"), site.artifacts(), opts); err != nil {
		t.Fatal(err)
	}
	if calls != 100 {
		t.Errorf("%d calls", calls)
	}
}

// TestMemory writes far more bytes than it may allocate.
func TestMemory(t *testing.T) {
	const size, n = 64 << 10, 400
	var list []artifact.Artifact
	for i := range n {
		list = append(list, artifact.Artifact{Path: fmt.Sprintf("p%d/index.html", i), Append: func(b []byte) ([]byte, error) {
			for range size {
				b = append(b, byte(i))
			}
			return b, nil
		}})
	}
	dir := filepath.Join(t.TempDir(), "public")
	for _, what := range []string{"cold", "unchanged"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := Write(context.Background(), dir, list, Options{Records: records(), Workers: 2}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > size*n/8 {
			t.Errorf("%s: %d bytes allocated to write %d", what, got, size*n)
		}
	}
}
