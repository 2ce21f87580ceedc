package sqlite_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/storetest"
)

var votes = flag.Int("votes", 500, "how many answers TestPrivacy sends")

func TestPrivacy(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "feedback.db"), sqlite.Options{})
	storetest.Privacy(t, *votes, s, func() [][]byte {
		// The database, its log and the index of the log.
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(files) < 2 {
			t.Fatal(files, err)
		}
		var out [][]byte
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, b)
		}
		return out
	})
}
