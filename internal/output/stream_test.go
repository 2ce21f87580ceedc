package output

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"baken.example/baken/internal/artifact"
)

// streamed returns an artifact that reads the file name piece by piece and can't be read otherwise.
func streamed(t *testing.T, path, name string) artifact.Artifact {
	return artifact.Artifact{
		Path: path, MediaType: "application/pdf",
		Append: func(b []byte) ([]byte, error) {
			t.Errorf("%s was read as a whole", path)
			return b, errors.New("too large")
		},
		Open: func() (artifact.File, error) { return os.Open(name) },
	}
}

// TestLarge writes a large artifact in all the ways that a build knows: new, unchanged, changed at
// its start, middle and end, longer and shorter, and unchanged in a directory that is replaced.
func TestLarge(t *testing.T) {
	dir := t.TempDir()
	source, out := filepath.Join(dir, "source"), filepath.Join(dir, "public")
	other := "a"
	build := func(written int) {
		t.Helper()
		stats, err := Write(t.Context(), out, []artifact.Artifact{
			streamed(t, "files/a.pdf", source), artifact.Static("files/b.txt", "text/plain", []byte(other)),
		}, Options{Records: records()})
		if err != nil {
			t.Fatal(err)
		}
		want, _ := os.ReadFile(source)
		got, err := os.ReadFile(filepath.Join(out, "files", "a.pdf"))
		if err != nil || !bytes.Equal(got, want) || stats.Written != written {
			t.Errorf("%d bytes of %d, %v, %+v", len(got), len(want), err, stats)
		}
	}
	content := bytes.Repeat([]byte("0123456789abcdef"), 3*streamChunk/16)
	for i, change := range []func(){
		func() {},
		func() { content[0]++ },
		func() { content[len(content)/2]++ },
		func() { content[len(content)-1]++ },
		func() { content = append(content, 'x') },
		func() { content = content[:len(content)-1] },
		func() { content = content[:streamChunk] },
		func() { content = content[:streamChunk-1] },
		func() { content = nil },
	} {
		change()
		if err := os.WriteFile(source, content, 0o600); err != nil {
			t.Fatal(err)
		}
		build(1 + min(1, max(0, 1-i)))
		build(0)
		other += "a"
		build(1)
	}
}

// TestLargeFailures holds that an artifact that changes while it is copied, or whose build is
// cancelled, leaves the old site in place.
func TestLargeFailures(t *testing.T) {
	dir := t.TempDir()
	source, out := filepath.Join(dir, "source"), filepath.Join(dir, "public")
	if err := os.WriteFile(source, make([]byte, 3*streamChunk), 0o600); err != nil {
		t.Fatal(err)
	}
	o := Options{Records: records()}
	large := streamed(t, "a.pdf", source)
	if _, err := Write(t.Context(), out, []artifact.Artifact{artifact.Static("a.pdf", "", []byte("old"))}, o); err != nil {
		t.Fatal(err)
	}
	opened := 0
	changing := large
	changing.Open = func() (artifact.File, error) {
		if opened++; opened == 2 {
			if err := os.WriteFile(source, make([]byte, 3*streamChunk+1), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return large.Open()
	}
	if _, err := Write(t.Context(), out, []artifact.Artifact{changing}, o); !errors.Is(err, errChanged) {
		t.Errorf("a file that changes: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancelling := large
	cancelling.Open = func() (artifact.File, error) { cancel(); return large.Open() }
	if _, err := Write(ctx, out, []artifact.Artifact{cancelling}, o); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled build: %v", err)
	}
	if got, err := os.ReadFile(filepath.Join(out, "a.pdf")); string(got) != "old" {
		t.Errorf("%q, %v", got, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("%v, %v", entries, err) // source, public
	}
}
