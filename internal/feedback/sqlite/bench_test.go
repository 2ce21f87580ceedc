package sqlite_test

import (
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/systemtest"
)

func BenchmarkAcknowledged(b *testing.B) {
	systemtest.Benchmark(b, open(b, filepath.Join(b.TempDir(), "feedback.db"), sqlite.Options{}))
}
