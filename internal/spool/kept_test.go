package spool_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/spool"
)

// kept returns files with texts that were kept, and the places of those in them.
func kept(t *testing.T, dir string) (names []string, places []spool.Place) {
	t.Helper()
	var files []*spool.File
	for range 2 {
		s, err := spool.Create(dir, "kept-", ".texts")
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, s)
	}
	for i, s := range files {
		w := s.NewWriter()
		var added []spool.Bytes
		for _, b := range texts(uint64(i)) {
			added = append(added, w.Add(b))
		}
		if _, err := added[199].PlaceIn(files); err == nil && added[199].Len() > 0 {
			t.Error("bytes that aren't written have a place")
		}
		w.Flush()
		for _, b := range added {
			p, err := b.PlaceIn(files)
			if err != nil {
				t.Fatal(err)
			}
			places = append(places, p)
			if _, err := b.PlaceIn(files[1-i : 2-i]); err == nil && b.Len() > 0 {
				t.Error("bytes have a place in another file")
			}
		}
		if err := errors.Join(s.Keep(), s.Close()); err != nil {
			t.Fatal(err)
		}
		names = append(names, s.Name())
	}
	return names, places
}

func open(t *testing.T, names []string) (files []*spool.File) {
	t.Helper()
	for _, name := range names {
		s, err := spool.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		files = append(files, s)
	}
	return files
}

func TestKept(t *testing.T) {
	names, places := kept(t, t.TempDir())
	files := open(t, names)
	var got []spool.Bytes
	for _, p := range places {
		b, err := p.At(files)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, b)
	}
	check(t, append(texts(0), texts(1)...), got, true)
	for i, b := range got { // They have the same places for the next process.
		if p, err := b.PlaceIn(files); err != nil || p != places[i] {
			t.Errorf("text %d is at %+v, %v; was at %+v", i, p, err, places[i])
		}
	}
	for _, s := range files {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(s.Name()); err != nil {
			t.Error(err)
		}
	}
}

func TestKeptDamaged(t *testing.T) {
	names, places := kept(t, t.TempDir())
	text, err := os.ReadFile(names[1])
	if err != nil {
		t.Fatal(err)
	}
	at := places[207] // The large text of the second file.
	text[at.Offset+5] ^= 1
	if err := os.WriteFile(names[1], text, 0o600); err != nil {
		t.Fatal(err)
	}
	files := open(t, names)
	for i, p := range places {
		b, err := p.At(files)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Append(nil); errors.Is(err, spool.ErrDamaged) != (i == 207) {
			t.Errorf("text %d: %v", i, err)
		}
	}
	if err := os.Truncate(names[1], int64(at.Offset)+5); err != nil {
		t.Fatal(err)
	}
	for _, p := range []spool.Place{at, {File: 3, Size: 1}, {File: -1, Size: 1}, {File: 1, Offset: 1 << 31, Size: 1}} {
		if _, err := p.At(open(t, names)); !errors.Is(err, spool.ErrDamaged) {
			t.Errorf("a place that isn't there: %v", err)
		}
	}
}

// TestNotKept holds that Close removes a file unless it is kept, and that a file without a name
// can't be kept.
func TestNotKept(t *testing.T) {
	dir := t.TempDir()
	s, err := spool.Create(dir, "kept-", ".texts")
	if err != nil {
		t.Fatal(err)
	}
	if name := filepath.Base(s.Name()); !strings.HasPrefix(name, "kept-") || !strings.HasSuffix(name, ".texts") {
		t.Errorf("its name is %s", name)
	}
	w := s.NewWriter()
	b := w.Add(bytes.Repeat([]byte("x"), 10))
	w.Flush()
	if got, err := b.Append(nil); err != nil || len(got) != 10 || s.Size() != 10 {
		t.Errorf("%q, %v, %d", got, err, s.Size())
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if err := (*spool.File)(nil).Keep(); err == nil {
		t.Error("memory was kept")
	}
	if err := newFile(t).Keep(); err == nil {
		t.Error("a file without a name was kept")
	}
	if _, err := spool.Open(dir); err == nil {
		t.Error("a directory was opened")
	}
}
