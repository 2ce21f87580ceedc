package postgres_test

import (
	"fmt"
	"os"
	"testing"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres/pgtest"
)

// TestMigrate migrates a database of the first release, and checks that it loses nothing but the
// hashes of visitors.
func TestMigrate(t *testing.T) {
	server := pgtest.Start(t)
	address := server.Empty(t)
	first, err := os.ReadFile("migrations/001.sql")
	if err != nil {
		t.Fatal(err)
	}
	server.Do(t, address, string(first)+`;
		CREATE TABLE feedback_migration (number integer PRIMARY KEY);
		INSERT INTO feedback_migration VALUES (1);
		INSERT INTO feedback_salt VALUES ('2026-11-28', 7, '\x0001');
		INSERT INTO feedback_rate VALUES (1, 'sender', 3);
		INSERT INTO feedback_answer (id, day, page, lang, helpful, comment, counts, visitor) VALUES
			('0123456789abcdef-1', '2025-12-01', '/xx/', 'xx', true, 'why', true, NULL),
			('0123456789abcdef-2', '2026-11-28', '/xx/', 'xx', false, '', false, NULL),
			('0123456789abcdef-3', '2026-11-28', '/xx/', 'xx', false, '', true, '\x0011')`)
	s := open(t, address)
	defer s.Close()
	if err := s.Ready(t.Context()); err != nil {
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
	day, err := feedback.ParseDay("2026-11-28")
	if err != nil {
		t.Fatal(err)
	}
	seen, err := s.See(t.Context(), day, false)
	if err != nil || len(seen) != 2 || seen[1] != day {
		t.Error(seen, err)
	}
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
