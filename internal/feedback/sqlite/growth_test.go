package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/storetest"
)

// TestGrowth measures the disk space of answers, and checks that their cost is an upper bound.
func TestGrowth(t *testing.T) {
	for _, tt := range []struct {
		name            string
		votes, comments int
	}{{"votes", 3000, 0}, {"longest comments", 0, 300}} {
		path := filepath.Join(t.TempDir(), "feedback.db")
		s, err := sqlite.Open(path, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		votes, comments := storetest.Fill(t, s, tt.votes, tt.comments)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		counted := int64(votes+comments) << 10
		t.Logf("%s: %d bytes each, counted as %d", tt.name, info.Size()/int64(tt.votes+tt.comments), counted/int64(tt.votes+tt.comments))
		const empty = 64 << 10
		if info.Size() > counted+empty {
			t.Errorf("%s: %d bytes on the disk, counted as %d", tt.name, info.Size(), counted)
		}
	}
}
