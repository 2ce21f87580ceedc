package atomicfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func open(t *testing.T) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir
}

// names returns the names of the files in a directory.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWrite(t *testing.T) {
	root, dir := open(t)
	for _, text := range []string{"old", "new, and longer", ""} {
		if err := Write(root, "a.md", []byte(text), 0o664); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "a.md"))
		info, statErr := os.Stat(filepath.Join(dir, "a.md"))
		if err := errors.Join(err, statErr); err != nil || string(got) != text || info.Mode().Perm() != 0o664 {
			t.Errorf("%q, %v, %v", got, info.Mode(), err)
		}
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("temporary files are left: %q", got)
	}
}

// TestWriteFails checks that a failing Write leaves a directory in the file's place alone and
// removes its temporary file.
func TestWriteFails(t *testing.T) {
	root, dir := open(t)
	if err := os.MkdirAll(filepath.Join(dir, "a.md", "below"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Write(root, "a.md", []byte("text"), 0o644); err == nil {
		t.Error("a directory was replaced")
	}
	if err := Write(root, "../b.md", []byte("text"), 0o644); err == nil {
		t.Error("a file outside of the root was written")
	}
	if err := Write(root, "missing/b.md", []byte("text"), 0o644); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("temporary files are left: %q", got)
	}
}

// TestWriteConcurrent has concurrent writers of one file while it is read.
func TestWriteConcurrent(t *testing.T) {
	root, dir := open(t)
	texts := [][]byte{bytes.Repeat([]byte("a"), 1<<16), bytes.Repeat([]byte("b"), 1<<16)}
	if err := Write(root, "f", texts[0], 0o644); err != nil {
		t.Fatal(err)
	}
	var writers sync.WaitGroup
	for _, text := range texts {
		writers.Go(func() {
			for range 50 {
				if err := Write(root, "f", text, 0o644); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { writers.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		got, err := os.ReadFile(filepath.Join(dir, "f"))
		if err != nil || !bytes.Equal(got, texts[0]) && !bytes.Equal(got, texts[1]) {
			t.Fatalf("read %d bytes that no writer wrote: %v", len(got), err)
		}
	}
}
