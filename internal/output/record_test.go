package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
)

// texts returns how many files below dir have each text, without empty ones.
func texts(t testing.TB, dir string) map[string]int {
	t.Helper()
	all := map[string]int{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(name)
		if len(text) > 0 {
			all[string(text)]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// put writes the files of a site to dir, without Baken.
func (s files) put(t testing.TB, dir string) {
	t.Helper()
	for p, text := range s {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// written is the outcome of a build.
type written struct {
	stats      Stats
	kept       map[string]string
	unrecorded error
}

// build writes a site, and fails unless all files have been kept.
func (s files) build(t testing.TB, dir string, opts Options) (w written) {
	t.Helper()
	w.kept = map[string]string{}
	opts.Kept = func(p, now string) { w.kept[p] = now }
	opts.Unrecorded = func(reason error) { w.unrecorded = reason }
	before := texts(t, filepath.Dir(dir))
	var err error
	if w.stats, err = Write(t.Context(), dir, s.artifacts(), opts); err != nil {
		t.Fatal(err)
	}
	after := texts(t, filepath.Dir(dir))
	for p, text := range s {
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p))); err != nil || string(got) != text {
			t.Errorf("%s holds %q, %v", p, got, err)
		}
	}
	for text := range before {
		if after[text] == 0 {
			t.Errorf("gone: %q", text)
		}
	}
	return w
}

// TestForgedManifest builds into outputs whose manifest lists each file with the right sum, for the
// right site, and that Baken hasn't written as far as anything out of reach of a contributor
// proves. Each is kept whole, and the next build is an ordinary one.
func TestForgedManifest(t *testing.T) {
	old := files{"index.html": "yours", "thesis.txt": "years", "nl/a/index.html": "more"}
	site := files{"index.html": "i", "nl/index.html": "n"}
	tests := map[string]func(t *testing.T, dir string, opts *Options){
		"committed": func(t *testing.T, dir string, _ *Options) { old.published().put(t, dir) },
		"another site of the same name": func(t *testing.T, dir string, opts *Options) {
			first := *opts
			first.Home = t.TempDir()
			old.build(t, dir, first)
		},
		"the record is lost": func(t *testing.T, dir string, opts *Options) {
			old.build(t, dir, *opts)
			if err := os.RemoveAll(opts.Records); err != nil {
				t.Fatal(err)
			}
		},
		"the record is of other files": func(t *testing.T, dir string, opts *Options) {
			site.build(t, dir, *opts)
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			old.published().put(t, dir)
		},
		"the record is garbage": func(t *testing.T, dir string, opts *Options) {
			old.build(t, dir, *opts)
			list, err := filepath.Glob(filepath.Join(opts.Records, "*"))
			if err != nil || len(list) != 1 {
				t.Fatal(list, err)
			}
			if err := os.WriteFile(list[0], []byte("baken record 1\nmanifest \xff\nfile\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"the record is of another output": func(t *testing.T, dir string, opts *Options) {
			elsewhere := filepath.Join(t.TempDir(), "public")
			old.build(t, elsewhere, *opts)
			if err := os.Rename(elsewhere, dir); err != nil {
				t.Fatal(err)
			}
		},
		"moved by another name": func(t *testing.T, dir string, opts *Options) {
			elsewhere := filepath.Join(t.TempDir(), "public")
			old.build(t, elsewhere, *opts)
			list, err := filepath.Glob(filepath.Join(opts.Records, "*"))
			if err != nil || len(list) != 1 {
				t.Fatal(list, err)
			}
			// It takes the name of the record of this output.
			files{"x": "x"}.build(t, dir, *opts)
			both, err := filepath.Glob(filepath.Join(opts.Records, "*"))
			if err != nil || len(both) != 2 {
				t.Fatal(both, err)
			}
			both = slices.DeleteFunc(both, func(name string) bool { return name == list[0] })
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(list[0], both[0]); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(elsewhere, dir); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			opts := Options{Records: filepath.Join(t.TempDir(), "records"), Home: t.TempDir()}
			prepare(t, dir, &opts)
			w := site.build(t, dir, opts)
			kept := filepath.Join(filepath.Dir(dir), ".public.baken-kept-1")
			if !maps.Equal(w.kept, map[string]string{".": kept}) || w.unrecorded != nil {
				t.Errorf("%+v", w)
			}
			if !maps.Equal(readSite(t, kept), old.published()) {
				t.Errorf("kept: %v", readSite(t, kept))
			}
			if !maps.Equal(readSite(t, dir), site.published()) {
				t.Errorf("published: %v", readSite(t, dir))
			}
			if w = site.build(t, dir, opts); len(w.kept) > 0 || w.stats.Unchanged != len(site) {
				t.Errorf("the next build: %+v", w)
			}
			wantNames(t, filepath.Dir(dir), ".public.baken-kept-1", "public")
		})
	}
}

// TestRecordIsOutOfReach has the records where somebody else can write: no record is read or
// written there, and whatever is in the output is kept.
func TestRecordIsOutOfReach(t *testing.T) {
	site, next := files{"a": "a"}, files{"b": "b"}
	tests := map[string]func(t *testing.T, dir, home string) (records string){
		"no directory": func(*testing.T, string, string) string { return "" },
		"a file": func(t *testing.T, _, home string) string {
			files{"x": ""}.put(t, home)
			return filepath.Join(home, "x")
		},
		"in the site":   func(_ *testing.T, _, home string) string { return filepath.Join(home, ".cache") },
		"in the output": func(_ *testing.T, dir, _ string) string { return filepath.Join(dir, "cache") },
		"in its repository": func(t *testing.T, _, home string) string {
			if err := os.Mkdir(filepath.Join(filepath.Dir(home), ".git"), 0o755); err != nil {
				t.Fatal(err)
			}
			return filepath.Join(filepath.Dir(home), "cache")
		},
		"by a link": func(t *testing.T, _, home string) string {
			link := filepath.Join(t.TempDir(), "cache")
			if err := os.Symlink(home, link); err != nil {
				t.Skip(err)
			}
			return link
		},
		"writable by all": func(t *testing.T, _, _ string) string {
			if runtime.GOOS == "windows" {
				t.Skip("Windows has no such modes")
			}
			open := t.TempDir()
			if err := os.Chmod(open, 0o777); err != nil {
				t.Fatal(err)
			}
			return open
		},
	}
	for name, place := range tests {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			dir, home := filepath.Join(base, "out", "public"), filepath.Join(base, "src", "home")
			for _, d := range []string{filepath.Dir(dir), home} {
				if err := os.MkdirAll(d, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			opts := Options{Home: home, Records: place(t, dir, home)}
			for i, s := range []files{site, next, site} {
				w := s.build(t, dir, opts)
				if w.unrecorded == nil || len(w.kept) != min(i, 1) {
					t.Errorf("build %d: %+v", i, w)
				}
			}
		})
	}
}

// TestMovedSite builds a site that has been moved since, into the output that it had.
func TestMovedSite(t *testing.T) {
	base := t.TempDir()
	dir, records := filepath.Join(base, "out", "public"), filepath.Join(base, "records")
	here, there := filepath.Join(base, "here"), filepath.Join(base, "there")
	for _, d := range []string{filepath.Dir(dir), here} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	files{"a": "a", "b": "b"}.build(t, dir, Options{Records: records, Home: here})
	if err := os.Rename(here, there); err != nil {
		t.Fatal(err)
	}
	stats, err := Write(t.Context(), dir, files{"a": "a"}.artifacts(), Options{Records: records, Home: there})
	if err != nil || stats != (Stats{Unchanged: 1, Removed: 1, Bytes: 1}) {
		t.Errorf("%+v, %v", stats, err)
	}
	wantSite(t, dir, files{"a": "a"})
}

// TestForeignStaging builds beside a staging tree of somebody else, and one of a killed build in
// which somebody has left files, also at the paths of the build.
func TestForeignStaging(t *testing.T) {
	site := files{"index.html": "i", "nl/index.html": "n"}
	for _, name := range []string{"next", "old"} {
		t.Run("supplied "+name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			opts := Options{Records: records(), Home: t.TempDir()}
			// Of both the manifest is known: the site has been built before.
			theirs := site.published()
			theirs["evil.html"] = "never published"
			site.build(t, dir, opts)
			theirs.put(t, filepath.Join(filepath.Dir(dir), ".public.baken-"+name))
			w := site.build(t, dir, opts)
			kept := w.kept["."]
			if len(w.kept) != 1 || !maps.Equal(readSite(t, kept), theirs) {
				t.Errorf("kept: %v", w.kept)
			}
			if !maps.Equal(readSite(t, dir), site.published()) {
				t.Errorf("published: %v", readSite(t, dir))
			}
		})
	}
	t.Run("of a killed build", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		p, err := location.Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		r := record.Open(records(), "", "", p.Dir)
		r.Begin()
		for path, text := range site {
			r.PlanFiles([]manifest.File{{Path: path, Sum: manifest.SumOf([]byte(text))}})
		}
		r.PlanFiles([]manifest.File{{Path: "empty", Sum: manifest.SumOf([]byte("x"))}})
		r.Close()
		mine := files{"nl/index.html": "mine", "other": "mine too", manifest.Name: "mine as well", manifest.NextName: "and mine"}
		mine.put(t, p.Next)
		files{"index.html": "i", "empty": ""}.put(t, p.Next)
		w := site.build(t, dir, Options{Records: records()})
		if got := slices.Sorted(maps.Keys(w.kept)); !slices.Equal(got, []string{manifest.Name, manifest.NextName, "nl/index.html", "other"}) {
			t.Errorf("kept: %v", got)
		}
		for path, now := range w.kept {
			if text, err := os.ReadFile(now); err != nil || string(text) != mine[path] {
				t.Errorf("%s: %q, %v", now, text, err)
			}
		}
		wantNames(t, filepath.Dir(dir), ".public.baken-kept-1", "public")
	})
	t.Run("of this build", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		p, err := location.Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		// Somebody takes the place of a file that is still to be staged.
		list := site.artifacts()
		for i := range list {
			whole := list[i].Append
			if list[i].Path == "index.html" {
				list[i].Append = func(b []byte) ([]byte, error) {
					files{"nl/index.html": "mine"}.put(t, p.Next)
					return whole(b)
				}
			}
		}
		slices.SortFunc(list, func(a, b artifact.Artifact) int { return len(a.Path) - len(b.Path) })
		kept := map[string]string{}
		_, err = Write(t.Context(), dir, list, Options{Records: records(), Workers: 1, Kept: func(p, now string) { kept[p] = now }})
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("error %v", err)
		}
		if text, err := os.ReadFile(kept["nl/index.html"]); err != nil || string(text) != "mine" {
			t.Errorf("%v, %v", kept, err)
		}
	})
}

// TestFullOfKept has as many directories of kept files as there may be: nothing is touched.
func TestFullOfKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	old := files{"a": "old"}.published()
	old.put(t, dir)
	for n := range location.MaxKept {
		if err := os.Mkdir(filepath.Join(filepath.Dir(dir), fmt.Sprint(".public.baken-kept-", n+1)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	_, err := Write(t.Context(), dir, files{"a": "a"}.artifacts(), Options{Records: records()})
	if err == nil || !bytes.Contains([]byte(err.Error()), []byte("of files that builds have kept: take out what is needed")) {
		t.Errorf("error %v", err)
	}
	if !maps.Equal(readSite(t, dir), old) {
		t.Errorf("%v", readSite(t, dir))
	}
}
