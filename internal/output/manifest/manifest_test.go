package manifest

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/output/portable"
)

func TestText(t *testing.T) {
	m, reversed := New("https://guide.test"), New("https://guide.test")
	list := []File{{"a/b.html", SumOf([]byte("b"))}, {"a/b.html", SumOf([]byte("older"))}, {"é x.html", Sum{}}}
	for i, f := range list {
		m.Add(f)
		reversed.Add(list[len(list)-1-i])
	}
	text := m.Text()
	if !bytes.Equal(text, reversed.Text()) {
		t.Errorf("equal manifests have other texts:\n%s\n%s", text, reversed.Text())
	}
	got, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if got.Site() != m.Site() || got.Len() != len(list) || !bytes.Equal(got.Raw(), text) || !bytes.Equal(got.Text(), text) {
		t.Errorf("%q was read as %q", text, got.Text())
	}
	for _, f := range list {
		if !got.HasFile(f) || !got.HasPath(f.Path) {
			t.Errorf("%s isn't listed", f.Path)
		}
	}
	if got.HasFile(File{"a/b.html", Sum{}}) || got.HasPath("a") {
		t.Error("what was never written is listed")
	}
	var none *Manifest
	if none.HasPath("a") || none.HasFile(list[0]) {
		t.Error("no manifest lists a file")
	}
	more := New("")
	more.Merge(nil)
	more.Merge(m)
	if more.Len() != len(list) {
		t.Errorf("%d files of %d", more.Len(), len(list))
	}
}

func TestSums(t *testing.T) {
	content := bytes.Repeat([]byte("x"), 100)
	h := sha256.New()
	h.Write(content)
	got, err := SumOfReader(bytes.NewReader(content), make([]byte, 7))
	if err != nil || got != SumOf(content) || got != SumIn(h) {
		t.Errorf("%x, %x, %x, %v", got, SumOf(content), SumIn(h), err)
	}
	failure := errors.New("no")
	if _, err := SumOfReader(failing{failure}, make([]byte, 7)); !errors.Is(err, failure) {
		t.Error(err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestRead(t *testing.T) {
	dir := t.TempDir()
	if m, err := Read(dir); m != nil || err != nil {
		t.Error(m, err)
	}
	name := filepath.Join(dir, Name)
	zero := strings.Repeat("0", 32)
	for text, want := range map[string]error{
		"baken manifest 1\nsite \n" + zero + " a\n": nil, "": ErrInvalid, "baken manifest 1\nsite x": ErrInvalid,
		"baken manifest 1\nsite \n" + zero + " ../a\n": ErrInvalid, "baken manifest 1\nsite \n" + zero + " .BAKEN/a\n": ErrInvalid,
		"baken manifest 1\nsite \n0 a\n": ErrInvalid, "baken manifest 2\nsite \n": ErrInvalid,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(dir); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	elsewhere := filepath.Join(dir, "elsewhere")
	if err := os.Rename(name, elsewhere); err != nil {
		t.Fatal(err)
	}
	if os.Symlink(elsewhere, name) == nil {
		if m, err := Read(dir); m != nil || err != ErrInvalid {
			t.Errorf("a link was followed: %v, %v", m, err)
		}
	}
}

// FuzzParse reads any text as a manifest. It never lists a path that no artifact can have, and its
// own text says the same.
func FuzzParse(f *testing.F) {
	f.Add([]byte("baken manifest 1\nsite https://guide.test\n" + strings.Repeat("0", 32) + " nl/a\n"))
	f.Add([]byte("baken manifest 1\nsite \n" + strings.Repeat("F", 32) + " .baken\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := Parse(text)
		if err != nil {
			return
		}
		for file := range m.Files() {
			if portable.Check(file.Path) != nil || Reserved(file.Path) {
				t.Errorf("%q", file.Path)
			}
		}
		again, err := Parse(m.Text())
		if err != nil || !bytes.Equal(again.Text(), m.Text()) {
			t.Errorf("%q was read as %q, %v", text, m.Text(), err)
		}
	})
}
