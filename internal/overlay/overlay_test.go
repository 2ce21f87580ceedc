package overlay_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/overlay"
)

func TestLayers(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	l := overlay.FS{
		Upper: fstest.MapFS{
			"both":    file("upper"),
			"a/upper": file("upper"),
			"broken":  {Data: []byte("nowhere"), Mode: fs.ModeSymlink},
		},
		Lower: fstest.MapFS{"both": file("lower"), "a/lower": file("lower"), "only": file("lower"), "broken": file("lower")},
	}
	for name, want := range map[string]string{"both": "upper", "a/upper": "upper", "a/lower": "lower", "only": "lower"} {
		if got, err := fs.ReadFile(l, name); string(got) != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	// A broken link hides the file in the lower layer.
	for _, name := range []string{"none", "broken"} {
		if _, err := fs.ReadFile(l, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Nor does a broken link give way to the directory below it.
	directory := overlay.FS{Upper: l.Upper, Lower: fstest.MapFS{"broken/file": file("lower")}}
	if entries, err := fs.ReadDir(directory, "broken"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("broken: %v, %v", entries, err)
	}
	if info, err := fs.Lstat(l, "broken"); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("broken: %v, %v", info, err)
	}
	if info, err := fs.Lstat(l, "only"); err != nil || info.Mode()&fs.ModeSymlink != 0 {
		t.Errorf("only: %v, %v", info, err)
	}
	if to, err := fs.ReadLink(l, "broken"); to != "nowhere" || err != nil {
		t.Errorf("broken leads to %q, %v", to, err)
	}
	for dir, want := range map[string]string{".": "a both broken only", "a": "lower upper"} {
		entries, err := fs.ReadDir(l, dir)
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if got := strings.Join(names, " "); got != want || err != nil {
			t.Errorf("%s: %q, %v", dir, got, err)
		}
	}
	for _, name := range []string{"none", "broken"} {
		if _, err := fs.ReadDir(l, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("list %s: %v", name, err)
		}
	}
}
