package sqlite

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/feedback"
)

// TestFullDatabase fills a database that may not grow.
func TestFullDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s, err := Open(path, Options{maxPages: 40})
	if err != nil {
		t.Fatal(err)
	}
	put := func(s *Store, n int) error {
		_, err := s.Put(t.Context(), feedback.Submission{Answer: feedback.Answer{
			ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: 20000, Comment: strings.Repeat("x", 500),
		}, Named: true})
		return err
	}
	stored := 0
	for put(s, stored) == nil {
		if stored++; stored > 10000 {
			t.Fatal("the database doesn't fill")
		}
	}
	count := func(s *Store) (n int) {
		for _, err := range s.Answers(t.Context(), 0, 40000) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		return n
	}
	if got := count(s); got != stored {
		t.Errorf("%d answers, %d acknowledged", got, stored)
	}
	// What is removed makes room.
	if n, err := s.Purge(t.Context(), 20001); err != nil || n != stored {
		t.Fatal(n, err)
	}
	if err := put(s, 0); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
