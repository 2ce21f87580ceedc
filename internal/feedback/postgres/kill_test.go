package postgres_test

import (
	"flag"
	"log/slog"
	"net/http/httptest"
	"testing"

	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/systemtest"
	"baken.example/baken/internal/thoroughtest"
)

var kills = flag.Int("kills", thoroughtest.Unless(2, 5), "how often TestKill kills PostgreSQL")

// TestKill kills PostgreSQL with SIGKILL while 32 clients send answers: every acknowledged answer
// is stored once, and the handler recovers without a restart.
func TestKill(t *testing.T) {
	server := pgtest.Start(t)
	address := server.Empty(t)
	s := open(t, address)
	defer s.Close()
	h, err := systemtest.Handler(s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(h)
	defer web.Close()
	acknowledged := systemtest.Crash(t, *kills, func() string { return web.URL }, func() {
		server.Kill(t)
		server.Begin(t)
	})
	server.Kill(t)
	server.Begin(t)
	server.Check(t)
	systemtest.Once(t, s, acknowledged)
}
