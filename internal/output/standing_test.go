package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"baken.example/baken/internal/output/manifest"
)

// TestStanding changes something about an output that was written, after which it doesn't stand as
// it was.
func TestStanding(t *testing.T) {
	site := files{"index.html": "home", "en/page/index.html": "page"}
	for name, test := range map[string]struct {
		change   func(t *testing.T, dir string, o *Options)
		standing bool
	}{
		"nothing":     {func(*testing.T, string, *Options) {}, true},
		"built again": {func(t *testing.T, dir string, o *Options) { site.build(t, dir, *o) }, true},
		"another site was built": {func(t *testing.T, dir string, o *Options) {
			o.Written = nil
			files{"index.html": "other"}.write(t, dir, *o)
		}, false},
		"no record":                     {func(t *testing.T, _ string, o *Options) { must(t, os.RemoveAll(o.Records)) }, false},
		"no directory for records":      {func(_ *testing.T, _ string, o *Options) { o.Records = "" }, false},
		"another site":                  {func(_ *testing.T, _ string, o *Options) { o.Site = "https://other.test" }, false},
		"another directory of the site": {func(t *testing.T, _ string, o *Options) { o.Home = t.TempDir() }, false},
		"among the sources":             {func(_ *testing.T, dir string, o *Options) { o.Sources = []string{dir} }, false},
		"no output":                     {func(t *testing.T, dir string, _ *Options) { must(t, os.RemoveAll(dir)) }, false},
		"a file in its place": {func(t *testing.T, dir string, _ *Options) {
			must(t, os.RemoveAll(dir))
			must(t, os.WriteFile(dir, nil, 0o600))
		}, false},
		"a staging tree beside it":   {func(t *testing.T, dir string, _ *Options) { must(t, os.Mkdir(beside(dir, "next"), 0o700)) }, false},
		"an old site beside it":      {func(t *testing.T, dir string, _ *Options) { must(t, os.Mkdir(beside(dir, "old"), 0o700)) }, false},
		"a record of a killed build": {func(t *testing.T, _ string, o *Options) { appendTo(t, o.Records, "building\n") }, false},
		"a record of a file beside it": {func(t *testing.T, _ string, o *Options) {
			appendTo(t, o.Records, "file 36419159e7933658f68b24d50a622c06 en/x.html\n")
		}, false},
		"a record of a second manifest": {func(t *testing.T, _ string, o *Options) {
			appendTo(t, o.Records, "manifest 36419159e7933658f68b24d50a622c0636419159e7933658f68b24d50a622c06\n")
		}, false},
		"a file that isn't Baken's":   {func(t *testing.T, dir string, _ *Options) { must(t, os.WriteFile(filepath.Join(dir, "x"), nil, 0o600)) }, true},
		"an output that holds a site": {func(t *testing.T, dir string, _ *Options) { must(t, os.Mkdir(filepath.Join(dir, ".git"), 0o700)) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			top := t.TempDir()
			dir, home := filepath.Join(top, "public"), t.TempDir()
			var state State
			o := Options{Site: "https://guide.test", Home: home, Records: filepath.Join(t.TempDir(), "outputs"), Written: func(s State) { state = s }}
			site.build(t, dir, o)
			test.change(t, dir, &o)
			asked := false
			got, err := Standing(t.Context(), dir, o, state.Manifest, func(at string) (bool, error) {
				asked = true
				if at != state.Dir {
					t.Errorf("verified %s, want %s", at, state.Dir)
				}
				return true, nil
			})
			if err != nil || got != test.standing || asked != got {
				t.Errorf("standing: %t, want %t; asked for its files: %t; %v", got, test.standing, asked, err)
			}
			if _, err := os.Lstat(beside(dir, "lock")); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the lock is left: %v", err)
			}
		})
	}
}

// write is build where files are replaced.
func (s files) write(t *testing.T, dir string, o Options) {
	t.Helper()
	_, err := Write(t.Context(), dir, s.artifacts(), o)
	must(t, err)
}

func beside(dir, what string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".baken-"+what)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// appendTo appends a line to the only record in a directory.
func appendTo(t *testing.T, records, line string) {
	t.Helper()
	entries, err := os.ReadDir(records)
	must(t, err)
	f, err := os.OpenFile(filepath.Join(records, entries[0].Name()), os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteString(line)
	must(t, err)
	must(t, f.Close())
}

// TestState holds what Write says of the output: each file with the time that it has, whether it
// was written, left alone or linked into another tree.
func TestState(t *testing.T) {
	dir, records := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "outputs")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, site := range []files{
		{"index.html": "home", "en/page/index.html": "page", "en/other.html": "other"},
		{"index.html": "another home", "en/page/index.html": "another page", "en/other.html": "other"},
		{"index.html": "another home", "en/page/index.html": "another page", "en/other.html": "other"},
	} {
		var state State
		site.write(t, dir, Options{Records: records, Written: func(s State) { state = s }})
		if len(state.Files) != len(site)+1 || !slices.Equal(state.Directories, []string{"en", "en/page"}) {
			t.Errorf("%+v", state)
		}
		for _, f := range state.Files {
			name := filepath.Join(dir, filepath.FromSlash(f.Path))
			text, err := os.ReadFile(name)
			must(t, err)
			info, err := os.Stat(name)
			must(t, err)
			if f.Sum != manifest.SumOf(text) || f.Size != int64(len(text)) || f.Path != manifest.Name && !f.Modified.Equal(info.ModTime()) {
				t.Errorf("%+v; the file is of %v", f, info.ModTime())
			}
		}
		must(t, os.Chtimes(filepath.Join(dir, "en", "other.html"), old, old))
	}
}

// TestNotRecorded writes where nothing can be recorded: then nothing says that it stands.
func TestNotRecorded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files{"index.html": "home"}.build(t, dir, Options{Written: func(State) { t.Error("an output without a record was reported") }})
}

func TestStandingStops(t *testing.T) {
	dir, records := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "outputs")
	var state State
	o := Options{Records: records, Written: func(s State) { state = s }}
	files{"index.html": "home"}.build(t, dir, o)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if standing, err := Standing(ctx, dir, o, state.Manifest, nil); standing || !errors.Is(err, context.Canceled) {
		t.Error(standing, err)
	}
	failure := errors.New("stopped while verifying")
	if standing, err := Standing(t.Context(), dir, o, state.Manifest, func(string) (bool, error) { return false, failure }); standing || !errors.Is(err, failure) {
		t.Error(standing, err)
	}
}

// TestStandingArtifacts writes artifacts that stand: they are made only where that isn't proven.
func TestStandingArtifacts(t *testing.T) {
	site := files{"index.html": "home", "en/page/index.html": "page", "en/other/index.html": "other"}
	for name, test := range map[string]struct {
		change func(t *testing.T, dir string)
		proven func(path string) bool
		made   []string
	}{
		"all":         {func(*testing.T, string) {}, func(string) bool { return true }, nil},
		"none":        {func(*testing.T, string) {}, func(string) bool { return false }, []string{"en/other/index.html", "en/page/index.html", "index.html"}},
		"one not":     {func(*testing.T, string) {}, func(path string) bool { return path != "index.html" }, []string{"index.html"}},
		"one is gone": {func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "index.html"))) }, func(string) bool { return true }, []string{"index.html"}},
		"one is a link": {func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "index.html")))
			must(t, os.Symlink("en/page/index.html", filepath.Join(dir, "index.html")))
		}, func(string) bool { return true }, []string{"index.html"}},
		"other manifest": {func(t *testing.T, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, manifest.Name), []byte("x"), 0o600))
		},
			nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			var state State
			o := Options{Site: "https://guide.test", Home: t.TempDir(), Records: filepath.Join(t.TempDir(), "outputs"), Workers: 1, Written: func(s State) { state = s }}
			site.build(t, dir, o)
			test.change(t, dir)
			asked := false
			o.Standing = func(_ context.Context, at string, sum [sha256.Size]byte) func(string) (FileState, bool) {
				asked = true
				if at != state.Dir || sum != state.Manifest {
					t.Errorf("asked for %s", at)
				}
				return func(path string) (FileState, bool) {
					i := slices.IndexFunc(state.Files, func(f FileState) bool { return f.Path == path })
					return state.Files[i], test.proven(path)
				}
			}
			var made []string
			all := files{"index.html": "home", "en/page/index.html": "page", "en/other/index.html": "other", "new/index.html": "new"}.artifacts()
			for i, a := range all {
				all[i].Standing = a.Path != "new/index.html"
				all[i].Append = func(b []byte) ([]byte, error) {
					if all[i].Standing {
						made = append(made, a.Path)
					}
					return a.Append(b)
				}
			}
			before := state
			_, err := Write(t.Context(), dir, all, o)
			if test.proven == nil {
				if asked || err == nil {
					t.Errorf("a manifest that isn't proven: asked %t, %v", asked, err)
				}
				return
			}
			must(t, err)
			if slices.Sort(made); !slices.Equal(made, test.made) || !asked {
				t.Errorf("made: %q, want %q; asked %t", made, test.made, asked)
			}
			for _, a := range all {
				want, err := a.Append(nil)
				must(t, err)
				got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(a.Path)))
				if err != nil || string(got) != string(want) {
					t.Errorf("%s: %q, %v", a.Path, got, err)
				}
			}
			for _, f := range before.Files { // An artifact that isn't made keeps its state for the next build.
				i := slices.IndexFunc(state.Files, func(g FileState) bool { return g.Path == f.Path })
				if g := state.Files[i]; f.Path != manifest.Name && (g.Sum != f.Sum || g.Size != f.Size) {
					t.Errorf("the state of %s is %+v, was %+v", f.Path, g, f)
				}
			}
		})
	}
}
