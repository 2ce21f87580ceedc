package recovery

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
	"baken.example/baken/internal/output/removal"
)

// site makes a directory of a file, with a manifest of it for the site, and returns that.
func site(t *testing.T, dir, of, text string) []byte {
	t.Helper()
	m := manifest.New(of)
	m.Add(manifest.File{Path: "a", Sum: manifest.SumOf([]byte(text))})
	put(t, filepath.Join(dir, "a"), text)
	put(t, filepath.Join(dir, manifest.Name), string(m.Text()))
	return m.Text()
}

func put(t *testing.T, name, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestExamine(t *testing.T) {
	for name, tt := range map[string]struct {
		make   func(t *testing.T, dir string)
		exists bool
		want   string // of the error
	}{
		"absent":           {func(*testing.T, string) {}, false, ""},
		"empty":            {func(t *testing.T, dir string) { _ = os.Mkdir(dir, 0o755) }, true, ""},
		"of the site":      {func(t *testing.T, dir string) { site(t, dir, "site", "a") }, true, ""},
		"of another site":  {func(t *testing.T, dir string) { site(t, dir, "other", "a") }, true, "was written for another site, other, and this one is site"},
		"a file":           {func(t *testing.T, dir string) { put(t, dir, "") }, false, "is a file: move it away"},
		"somebody's":       {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "b"), "") }, true, `holds files that no build made, such as "b"`},
		"of a damaged one": {func(t *testing.T, dir string) { put(t, filepath.Join(dir, manifest.Name), "") }, true, "is not a manifest of this version"},
		"of an old Baken":  {func(t *testing.T, dir string) { put(t, filepath.Join(dir, manifest.Name), legacyMarker) }, true, "by an earlier version of Baken"},
	} {
		l := location.Of(filepath.Join(t.TempDir(), "public"))
		tt.make(t, l.Dir)
		exists, m, err := Examine(l, "site")
		if exists != tt.exists || (m != nil) != (name == "of the site") {
			t.Errorf("%s: %t, %v", name, exists, m)
		}
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", name, err, tt.want)
		}
	}
}

// TestRecover begins with what a build left that was killed between its two renames, and after
// them; with a record of it, and without.
func TestRecover(t *testing.T) {
	for _, recorded := range []bool{true, false} {
		for _, replaced := range []bool{false, true} {
			l := location.Of(filepath.Join(t.TempDir(), "public"))
			records := t.TempDir()
			r := record.Open(records, "", "site", l.Dir)
			if recorded {
				r.Begin()
			}
			r.PlanManifest(site(t, l.Old, "site", "old"))
			next := l.Next
			if replaced {
				next = l.Dir
			}
			r.PlanManifest(site(t, next, "site", "new"))
			r.PlanExchange()
			r.Close()
			kept := ""
			again := removal.Remover{
				Location: l, Record: record.Open(records, "", "site", l.Dir), Workers: 1,
				Kept: func(_, now string) { kept = now },
			}
			if err := Recover(again); err != nil {
				t.Fatal(err)
			}
			want := "old"
			if replaced {
				want = "new"
			}
			if text, err := os.ReadFile(l.Entry("a")); err != nil || string(text) != want {
				t.Errorf("recorded %t, replaced %t: the output holds %q, %v", recorded, replaced, text, err)
			}
			for _, name := range []string{l.Next, l.Old} {
				if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("recorded %t, replaced %t: %s is left: %v", recorded, replaced, name, err)
				}
			}
			_, err := os.Lstat(filepath.Join(kept, "a"))
			// The file that was staged isn't in the record, but the manifest beside it is.
			if (err == nil && kept != "") == recorded {
				t.Errorf("recorded %t, replaced %t: kept %q, %v", recorded, replaced, kept, err)
			}
		}
	}
}

// TestInTheWay has files at the names of directories.
func TestInTheWay(t *testing.T) {
	for _, name := range []string{"next", "old"} {
		l := location.Of(filepath.Join(t.TempDir(), "public"))
		put(t, filepath.Join(filepath.Dir(l.Dir), ".public.baken-"+name), "mine")
		err := Recover(removal.Remover{Location: l, Record: record.Open(t.TempDir(), "", "", l.Dir)})
		if err == nil || !strings.Contains(err.Error(), "isn't a directory that a build made: move it away") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
