package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
)

// TestFullDatabase fills a database of limited size.
func TestFullDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s, err := Open(path, Options{maxPages: 40})
	if err != nil {
		t.Fatal(err)
	}
	put := func(s *Store, n int) error {
		_, err := s.Put(t.Context(), feedback.Submission{Answer: feedback.Answer{
			ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: 20000, Comment: strings.Repeat("x", 500),
		}})
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
	// Deleted answers free space.
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

// TestPurgedLog checks that deleted answers are removed from the log too, also if they are exactly
// one chunk.
func TestPurgedLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.run(t.Context(), func(db *session) error {
		for n := range chunk {
			sub := feedback.Submission{Answer: feedback.Answer{
				ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: 20000, Comment: "a secret",
			}}
			if _, err := db.add(&sub, true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Purge(t.Context(), 20001); err != nil || n != chunk {
		t.Fatal(n, err)
	}
	for _, file := range []string{path, path + "-wal"} {
		if b, err := os.ReadFile(file); err != nil || bytes.Contains(b, []byte("a secret")) {
			t.Errorf("%s has what was removed (%v)", filepath.Base(file), err)
		}
	}
}

// TestPragmas checks the settings that durability depends on, which a crash of a process can't
// show.
func TestPragmas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s, err := openSession(path, Options{BusyTimeout: time.Second}, true, &rates{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "secure_delete": "1", "busy_timeout": "1000"} {
		var got string
		if err := s.conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", pragma, got, err, want)
		}
	}
}

// TestFailedRates checks that an answer that wasn't stored doesn't count towards a limit.
func TestFailedRates(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "feedback.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sub := feedback.Submission{
		Answer: feedback.Answer{ID: "0123456789abcdef", Page: "/xx/", Lang: "xx", Day: 20000},
		Sender: []byte("sender"), Slot: 7, Limit: 1,
	}
	broken := errors.New("broken")
	for range 3 {
		err := s.run(t.Context(), func(db *session) error {
			if _, err := db.put(&sub); err != nil {
				t.Error(err)
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Error(err)
		}
	}
	if r, err := s.Put(t.Context(), sub); err != nil || r.Result != feedback.Stored {
		t.Error(r, err)
	}
	sub.ID += "0"
	if r, err := s.Put(t.Context(), sub); err != nil || r.Result != feedback.Limited {
		t.Error(r, err)
	}
}
