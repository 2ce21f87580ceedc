package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
)

func TestGuard(t *testing.T) {
	site := files{"index.html": "i"}
	refused := func(t *testing.T, dir, want string) {
		t.Helper()
		_, err := Write(t.Context(), dir, site.artifacts(), Options{Records: records()})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	t.Run("somebody's files", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("years"), 0o644); err != nil {
			t.Fatal(err)
		}
		before := snapshot(t, dir)
		refused(t, dir, `holds files that no build made, such as "thesis.txt"`)
		wantUntouched(t, dir, before)
		for text, want := range map[string]string{
			"": "not a manifest of this version of Baken", "This directory was made by baken build; the next build removes whatever else is in it.\n": "an earlier version of Baken",
			"baken manifest 1\nsite other\n":                                           "was written for another site, other",
			"baken manifest 1\nsite \n" + strings.Repeat("0", 32) + " ../thesis.txt\n": "not a manifest",
			"baken manifest 1\nsite \n" + strings.Repeat("0", 32) + " .baken\n":        "not a manifest",
			"baken manifest 1\nsite \nabc thesis.txt\n":                                "not a manifest",
		} {
			if err := os.WriteFile(filepath.Join(dir, manifest.Name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			before := snapshot(t, dir)
			refused(t, dir, want)
			wantUntouched(t, dir, before)
		}
	})
	t.Run("marker is a directory", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		if err := os.MkdirAll(filepath.Join(dir, manifest.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		refused(t, dir, `not a manifest`)
	})
	t.Run("a file in the way", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "public")
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		refused(t, name, "is a file: move it away or choose another directory")
		refused(t, filepath.Join(name, "public"), "make the output directory's parent")
		refused(t, filepath.Join(name, "a", "public"), "make the output directory's parent")
		wantAlone(t, name)
	})
	t.Run("root", func(t *testing.T) {
		refused(t, filepath.VolumeName(t.TempDir())+string(filepath.Separator), "is the root of a file system")
	})
}

func TestSymbolicLink(t *testing.T) {
	base := t.TempDir()
	link, target := filepath.Join(base, "links", "public"), filepath.Join(base, "sites", "real")
	for _, dir := range []string{filepath.Dir(link), target} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join("..", "sites", "real"), link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	site := files{"index.html": "i", "nl/index.html": "n"}
	for range 2 {
		mustWrite(t, link, site)
		wantSite(t, target, site)
		wantAlone(t, link)
		if _, err := os.Readlink(link); err != nil {
			t.Errorf("the link was replaced: %v", err)
		}
		site["nl/index.html"], site["x"] = "m", "x"
	}
	if err := os.RemoveAll(target); err != nil {
		t.Fatal(err)
	}
	_, err := Write(t.Context(), link, site.artifacts(), Options{Records: records()})
	if err == nil || !strings.Contains(err.Error(), "symbolic link to a directory that doesn't exist") {
		t.Errorf("dangling link: error %v", err)
	}
	wantNames(t, filepath.Dir(target))
}

// TestRecovery starts from every state in which a killed build can leave the names beside the
// directory, and its record.
func TestRecovery(t *testing.T) {
	a, b := files{"index.html": "a", "nl/x": "x"}, files{"index.html": "b", "en/y": "y"}
	failing := []artifact.Artifact{{Path: "z", Append: func([]byte) ([]byte, error) { return nil, errors.New("no") }}}
	type state struct{ dir, next, old files }
	tests := []struct {
		name string
		state
		want files // the site before and after a failing build
	}{
		{"while staging the first build", state{next: b}, nil},
		{"while staging", state{dir: a, next: b}, a},
		{"between the two renames", state{next: b, old: a}, a},
		{"after the two renames", state{dir: b, old: a}, b},
		{"while deleting", state{dir: b, next: a}, b},
		{"more than one build can leave", state{dir: b, next: a, old: a}, b},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, fails := range []bool{true, false} {
				parent := t.TempDir()
				dir := filepath.Join(parent, "public")
				p, err := location.Find(dir)
				if err != nil {
					t.Fatal(err)
				}
				r := record.Open(records(), "", "", p.Dir)
				r.Begin()
				r.PlanExchange()
				defer r.Close()
				for name, site := range map[string]files{p.Dir: tt.dir, p.Next: tt.next, p.Old: tt.old} {
					if site != nil {
						r.PlanManifest([]byte(site.published()[manifest.Name]))
						if err := os.MkdirAll(filepath.Join(parent, "made"), 0o755); err != nil {
							t.Fatal(err)
						}
						made := filepath.Join(parent, "made", "site")
						mustWrite(t, made, site)
						if err := os.Rename(made, name); err != nil {
							t.Fatal(err)
						}
					}
				}
				if err := os.RemoveAll(filepath.Join(parent, "made")); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(p.Lock, nil, 0o644); err != nil {
					t.Fatal(err)
				}
				if !fails {
					mustWrite(t, dir, b)
					wantSite(t, dir, b)
					continue
				}
				if _, err := Write(t.Context(), dir, failing, Options{Records: records()}); err == nil {
					t.Fatal("no error")
				}
				if tt.want == nil {
					wantNames(t, parent)
				} else {
					wantSite(t, dir, tt.want)
				}
			}
		})
	}
}
