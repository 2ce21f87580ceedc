package spool_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"baken.example/baken/internal/spool"
)

func newFile(t *testing.T) *spool.File {
	t.Helper()
	s, err := spool.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// texts returns random texts, of which some are empty and some are larger than a chunk.
func texts(seed uint64) [][]byte {
	r := rand.New(rand.NewPCG(seed, 1))
	list := make([][]byte, 200)
	for i := range list {
		list[i] = bytes.Repeat([]byte{byte(r.Uint32()), byte(i)}, r.IntN(2000))
	}
	list[7] = bytes.Repeat([]byte("large "), 60_000)
	return list
}

func check(t *testing.T, want [][]byte, got []spool.Bytes, ranges bool) {
	t.Helper()
	for i, b := range got {
		out, err := b.Append([]byte("before"))
		if err != nil || !bytes.Equal(out, append([]byte("before"), want[i]...)) {
			t.Errorf("text %d: %d bytes, %v; want %d", i, len(out)-len("before"), err, len(want[i]))
		}
		if n := len(want[i]); ranges {
			if out, err := b.AppendRange(nil, n/3, n/2); err != nil || !bytes.Equal(out, want[i][n/3:n/2]) {
				t.Errorf("a range of text %d: %d bytes, %v", i, len(out), err)
			}
		}
	}
}

// TestConcurrent has several writers to one file.
func TestConcurrent(t *testing.T) {
	s := newFile(t)
	var group sync.WaitGroup
	wrote := make([][]spool.Bytes, 4)
	for i := range wrote {
		group.Go(func() {
			w := s.NewWriter()
			defer w.Flush()
			for _, b := range texts(uint64(i)) {
				wrote[i] = append(wrote[i], w.Add(b))
			}
		})
	}
	group.Wait()
	for i, got := range wrote {
		check(t, texts(uint64(i)), got, true)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := wrote[0][0].Append(nil); err == nil && len(texts(0)[0]) > 0 {
		t.Error("a closed file can be read")
	}
}

func TestMemory(t *testing.T) {
	var s *spool.File
	w := s.NewWriter()
	var got []spool.Bytes
	for _, b := range texts(1) {
		got = append(got, w.Add(b))
	}
	w.Flush()
	check(t, texts(1), got, false)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestUnwritable keeps in memory what can't be written.
func TestUnwritable(t *testing.T) {
	s := newFile(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	w := s.NewWriter()
	var got []spool.Bytes
	for _, b := range texts(1) {
		got = append(got, w.Add(b))
	}
	w.Flush()
	check(t, texts(1), got, true)
}

// TestNothingLeft holds that a directory has no file any more once the spool is closed.
func TestNothingLeft(t *testing.T) {
	dir := t.TempDir()
	s, err := spool.New(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.NewWriter().Add([]byte("x"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if _, err := spool.New(filepath.Join(dir, "missing")); err == nil {
		t.Error("a spool in a directory that doesn't exist")
	}
}
