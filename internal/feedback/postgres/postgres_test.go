package postgres_test

import (
	"testing"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/storetest"
)

func TestStore(t *testing.T) {
	server := pgtest.Start(t)
	storetest.Run(t, func(t *testing.T) storetest.Place {
		address := server.Empty(t)
		return func() feedback.Store { return open(t, address) }
	})
	server.Check(t)
}

func open(t testing.TB, address string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(address, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
