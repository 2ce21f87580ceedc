package storetest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/feedback"
)

// Add puts the nth answer, which is new and about 500 bytes long, and returns the store's error.
func Add(ctx context.Context, t *testing.T, s feedback.Store, n int) error {
	t.Helper()
	r, err := s.Put(ctx, feedback.Submission{
		Answer: feedback.Answer{ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: today, Comment: strings.Repeat("x", 500)},
	})
	if err == nil && r.Result != feedback.Stored {
		t.Fatalf("%d: %v", n, r.Result)
	}
	return err
}

// Works checks that a store is ready and stores the nth answer.
func Works(t *testing.T, s feedback.Store, n int) {
	t.Helper()
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if err := Add(t.Context(), t, s, n); err != nil {
		t.Fatal(err)
	}
}

// Fails checks twice that a store reports that it isn't ready, and acknowledges nothing.
func Fails(t *testing.T, s feedback.Store, n int) {
	t.Helper()
	for range 2 {
		if err := s.Ready(t.Context()); err == nil {
			t.Error("the store says that it is ready")
		}
		if err := Add(t.Context(), t, s, n); err == nil {
			t.Fatal("an answer was acknowledged")
		}
	}
}

// Has checks the number of answers of a store.
func Has(t *testing.T, s feedback.Store, want int) {
	t.Helper()
	if got := len(stored(t, s)); got != want {
		t.Errorf("%d answers, want %d", got, want)
	}
}

// Files returns the contents of all files below a directory.
func Files(t *testing.T, dir string) (out [][]byte) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		out = append(out, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
