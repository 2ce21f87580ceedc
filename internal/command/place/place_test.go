package place_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"baken.example/baken/internal/command/place"
)

// TestPlaces has a site whose pictures are a link to another directory: that is a source too, and
// neither a file of a command nor an output may be in it.
func TestPlaces(t *testing.T) {
	top := t.TempDir()
	dir, pictures, other := filepath.Join(top, "site"), filepath.Join(top, "pictures"), filepath.Join(top, "portal")
	for _, name := range []string{filepath.Join(dir, "content"), pictures, other} {
		if err := os.MkdirAll(name, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(other, ".baken"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "content", "pictures")
	if err := os.Symlink(pictures, link); err != nil {
		t.Skip(err)
	}
	sources, err := place.Sources(dir)
	if err != nil || !slices.Contains(sources, link) || !slices.Contains(sources, filepath.Join(dir, "content")) {
		t.Errorf("the sources are %q, %v", sources, err)
	}
	for _, c := range []struct {
		file string
		ok   bool
	}{
		{filepath.Join(dir, "feedback.db"), true},
		{filepath.Join(top, "feedback.db"), true},
		{filepath.Join(dir, "content", "feedback.db"), false},
		{filepath.Join(link, "feedback.db"), false},
		{filepath.Join(pictures, "feedback.db"), false},
		{filepath.Join(dir, "templates", "feedback.db"), false},
		{filepath.Join(dir, place.Output, "feedback.db"), false},
		{filepath.Join(other, "deep", "feedback.db"), false},
	} {
		if err := place.Outside(dir, "--db", c.file); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.file, err)
		}
	}
	for out, ok := range map[string]bool{filepath.Join(dir, place.Output): true, filepath.Join(top, "new"): true, pictures: false, dir: false, top: false} {
		if _, err := place.CheckOutput(dir, out); (err == nil) != ok {
			t.Errorf("%s: %v", out, err)
		}
	}
	if list := place.Misplaced(t.Context(), dir); list.Len() != 0 {
		t.Errorf("%+v", list.All())
	}
	if err := os.WriteFile(filepath.Join(dir, "content", ".baken"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if list := place.Misplaced(t.Context(), dir); list.Len() != 1 {
		t.Errorf("%+v", list.All())
	}
}
