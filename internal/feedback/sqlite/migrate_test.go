package sqlite

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback"
)

// TestMigrate migrates a database of the first release, and checks that it loses nothing but the
// hashes of visitors.
func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	first, err := migrations.ReadFile("migrations/001.sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	statements := string(first) + fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 1;", applicationID) + `
		INSERT INTO salt VALUES ('2026-11-28', 7, x'0001');
		INSERT INTO answer (id, day, page, lang, helpful, comment, counts, visitor) VALUES
			('0123456789abcdef-1', '2025-12-01', '/xx/', 'xx', 1, 'why', 1, NULL),
			('0123456789abcdef-2', '2026-11-28', '/xx/', 'xx', 0, '', 0, NULL),
			('0123456789abcdef-3', '2026-11-28', '/xx/', 'xx', 0, '', 1, x'00112233445566778899aabbccddeeff');`
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	day, err := feedback.ParseDay("2026-11-28")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for a, err := range s.Answers(t.Context(), 0, 40000) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(a.ID, a.Day, a.Helpful, a.Comment, a.Counts))
	}
	if fmt.Sprint(got) != "[0123456789abcdef-12025-12-01 truewhytrue 0123456789abcdef-22026-11-28 falsefalse 0123456789abcdef-32026-11-28 falsetrue]" {
		t.Error(got)
	}
	seen, err := s.See(t.Context(), day, false)
	if err != nil || len(seen) != 2 || seen[1] != day {
		t.Error(seen, err)
	}
	// The salt and the ids of the day remain valid.
	sub := feedback.Submission{
		Answer:  feedback.Answer{ID: "0123456789abcdef-3", Day: day, Page: "/xx/", Lang: "xx", Comment: "late"},
		Visitor: []byte("visitor"), Salt: 7,
	}
	if r, err := s.Put(t.Context(), sub); err != nil || r.Result != feedback.Changed {
		t.Error(r, err)
	}
	sub.ID = "0123456789abcdef-1"
	if r, err := s.Put(t.Context(), sub); err != nil || r.Result != feedback.Past {
		t.Error(r, err)
	}
}
