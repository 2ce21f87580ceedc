package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// creators are the ways to make a file of a content.
var creators = map[string]func(name, content string) (time.Time, error){
	"Create": func(name, content string) (time.Time, error) { return Create(name, []byte(content)) },
	"CreateFrom": func(name, content string) (time.Time, error) {
		return CreateFrom(name, func(w io.Writer) error {
			_, err := io.WriteString(w, content)
			return err
		})
	},
}

func TestCreate(t *testing.T) {
	for what, create := range creators {
		for _, content := range []string{"", "content"} {
			name := filepath.Join(t.TempDir(), "file")
			modified, err := create(name, content)
			if err != nil {
				t.Fatal(what, err)
			}
			info, err := os.Stat(name)
			if err != nil || !modified.Equal(info.ModTime()) {
				t.Errorf("%s: modified at %v, the file is of %v, %v", what, modified, info, err)
			}
			if got, err := os.ReadFile(name); err != nil || string(got) != content {
				t.Errorf("%s: %q, %v", what, got, err)
			}
			if _, err := create(name, "other"); !errors.Is(err, fs.ErrExist) {
				t.Errorf("%s over another file: %v", what, err)
			}
			if got, err := os.ReadFile(name); err != nil || string(got) != content {
				t.Errorf("%s over another file: %q, %v", what, got, err)
			}
			if err := SyncFile(name); err != nil {
				t.Error(err)
			}
			if err := SyncFileSystem(filepath.Dir(name)); err != nil {
				t.Error(err)
			}
		}
		if _, err := create(filepath.Join(t.TempDir(), "absent", "file"), ""); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s in no directory: %v", what, err)
		}
	}
}

// TestHalf fails after half of a file: nothing is left of it, but for what has its name by then.
func TestHalf(t *testing.T) {
	broken := errors.New("broken")
	name := filepath.Join(t.TempDir(), "file")
	half := func(more func()) error {
		_, err := CreateFrom(name, func(w io.Writer) error {
			if _, err := io.WriteString(w, "half"); err != nil {
				t.Error(err)
			}
			more()
			return broken
		})
		return err
	}
	if err := half(func() {}); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half a file is left: %v", err)
	}
	replaced := true
	err := half(func() {
		replaced = os.Rename(name, name+".moved") == nil && os.WriteFile(name, []byte("mine"), 0o644) == nil
	})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
	if got, err := os.ReadFile(name); replaced && (err != nil || string(got) != "mine") {
		t.Errorf("another's file holds %q, %v", got, err)
	}
}
