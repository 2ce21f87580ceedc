package postgres_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/storetest"
)

// TestGrowth measures the disk space of answers, and checks that their cost is an upper bound.
func TestGrowth(t *testing.T) {
	server := pgtest.Start(t)
	for _, tt := range []struct {
		name            string
		votes, comments int
	}{{"votes", 3000, 0}, {"longest comments", 0, 300}} {
		address := server.Empty(t)
		s := open(t, address)
		votes, comments := storetest.Fill(t, s, tt.votes, tt.comments)
		s.Close()
		conn, err := pgx.Connect(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		var size int64
		if err := conn.QueryRow(t.Context(), "SELECT pg_total_relation_size('feedback_answer')").Scan(&size); err != nil {
			t.Fatal(err)
		}
		conn.Close(context.WithoutCancel(t.Context()))
		counted := int64(votes+comments) << 10
		t.Logf("%s: %d bytes each, counted as %d", tt.name, size/int64(tt.votes+tt.comments), counted/int64(tt.votes+tt.comments))
		const empty = 64 << 10
		if size > counted+empty {
			t.Errorf("%s: %d bytes on the disk, counted as %d", tt.name, size, counted)
		}
	}
}
