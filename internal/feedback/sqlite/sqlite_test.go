package sqlite_test

import (
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Place {
		// Characters that are valid in a file name and special in a URL.
		path := filepath.Join(t.TempDir(), "é %41?#&.db")
		return func() feedback.Store {
			s, err := sqlite.Open(path, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	})
}
