package postgres_test

import (
	"testing"

	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/systemtest"
)

func BenchmarkAcknowledged(b *testing.B) {
	server := pgtest.Start(b)
	s := open(b, server.Empty(b))
	defer s.Close()
	systemtest.Benchmark(b, s)
}
