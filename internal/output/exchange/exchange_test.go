package exchange

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// entries makes a directory with a file, and one that is empty.
func entries(t *testing.T) (full, empty string) {
	t.Helper()
	base := t.TempDir()
	full, empty = filepath.Join(base, "full"), filepath.Join(base, "empty")
	for _, name := range []string{full, empty} {
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(full, "file"), []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	return full, empty
}

func has(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, "file"))
	return err == nil
}

func TestEntries(t *testing.T) {
	full, empty := entries(t)
	switch err := Entries(full, empty); {
	case errors.Is(err, ErrUnsupported):
		if !has(full) || has(empty) {
			t.Error("something was changed where nothing can be exchanged")
		}
		t.Skip("no exchange here")
	case err != nil:
		t.Fatal(err)
	}
	if has(full) || !has(empty) {
		t.Error("nothing was exchanged")
	}
	if err := Entries(full, filepath.Join(full, "absent")); err == nil || errors.Is(err, ErrUnsupported) {
		t.Errorf("exchanged with nothing: %v", err)
	}
}

func TestInto(t *testing.T) {
	full, empty := entries(t)
	file, unused := filepath.Join(full, "file"), filepath.Join(empty, "unused")
	if err := Into(file, unused, false); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(unused); err != nil || string(got) != "text" || has(full) {
		t.Errorf("%q, %v", got, err)
	}
	if err := os.WriteFile(file, []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Into(file, unused, false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file over another: %v", err)
	}
	if err := Into(full, empty, true); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a directory over another: %v", err)
	}
	if err := Into(full, filepath.Join(empty, "moved"), true); err != nil || !has(filepath.Join(empty, "moved")) {
		t.Error(err)
	}
}

func TestIsMountPoint(t *testing.T) {
	if dir := t.TempDir(); IsMountPoint(dir) || IsMountPoint(filepath.Join(dir, "absent")) {
		t.Error("a directory in another is a mount point")
	}
}
