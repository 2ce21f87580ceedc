package sqlite_test

import (
	"flag"
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/storetest"
	"baken.example/baken/internal/feedback/systemtest"
	"baken.example/baken/internal/thoroughtest"
)

var votes = flag.Int("votes", thoroughtest.Unless(160, 500), "how many answers TestPrivacy sends")

func TestPrivacy(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "feedback.db"), sqlite.Options{})
	systemtest.Privacy(t, *votes, s, func() [][]byte {
		// The database, its log and the index of the log.
		files := storetest.Files(t, dir)
		if len(files) < 2 {
			t.Fatal(len(files), " files")
		}
		return files
	})
}
