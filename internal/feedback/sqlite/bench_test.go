package sqlite_test

import (
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/storetest"
)

func BenchmarkAcknowledged(b *testing.B) {
	storetest.Benchmark(b, open(b, filepath.Join(b.TempDir(), "feedback.db"), sqlite.Options{}))
}
