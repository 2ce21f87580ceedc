package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/storetest"
)

// TestFaults checks an unreachable, a read-only, a locked and an emptied PostgreSQL.
func TestFaults(t *testing.T) {
	server := pgtest.Start(t)
	address := server.Empty(t)
	server.Stop(t)
	s := open(t, address)
	defer s.Close()

	storetest.Fails(t, s, 1) // unreachable at first
	server.Begin(t)
	storetest.Works(t, s, 1)
	server.Stop(t)
	storetest.Fails(t, s, 2)
	server.Begin(t)
	storetest.Works(t, s, 2)

	server.Do(t, address, "ALTER SYSTEM SET default_transaction_read_only = on")
	server.Do(t, address, "SELECT pg_reload_conf()")
	becomesReady(t, s, false)
	storetest.Fails(t, s, 3)
	server.Do(t, address, "ALTER SYSTEM RESET default_transaction_read_only")
	server.Do(t, address, "SELECT pg_reload_conf()")
	becomesReady(t, s, true)
	storetest.Works(t, s, 3)

	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), "BEGIN"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "LOCK TABLE feedback_answer"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := storetest.Add(ctx, t, s, 4); err == nil {
		t.Error("an answer was acknowledged")
	}
	if _, err := conn.Exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	storetest.Works(t, s, 5)

	server.Do(t, address, `DROP TABLE feedback_answer, feedback_salt, feedback_rate, feedback_count, feedback_growth, feedback_seen, feedback_probe, feedback_migration;
		DROP FUNCTION feedback_put, feedback_lease, feedback_forget, feedback_allot, feedback_ready, feedback_join`)
	storetest.Works(t, s, 6)
	storetest.Has(t, s, 1)
}

// becomesReady waits until the readiness of a store is as expected. It polls, since the server
// sends no notification; each poll is a round trip.
func becomesReady(t *testing.T, s feedback.Store, want bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		if err := s.Ready(ctx); ctx.Err() != nil {
			t.Fatalf("it never comes to be so: ready %v, %v", want, err)
		} else if (err == nil) == want {
			return
		}
	}
}

// TestDurable checks that an answer is flushed even if the server's synchronous_commit is off.
func TestDurable(t *testing.T) {
	server := pgtest.Start(t, "synchronous_commit=off", "wal_writer_delay=10s")
	s := open(t, server.Empty(t))
	defer s.Close()
	for n := range 20 {
		storetest.Works(t, s, n)
		if n%5 == 4 {
			server.Kill(t)
			server.Begin(t)
			storetest.Has(t, s, n+1)
		}
	}
}

// TestOptions checks invalid addresses, and that options override the address.
func TestOptions(t *testing.T) {
	for _, address := range []string{"postgres://%zz", "host=x port=y", "nonsense"} {
		if s, err := postgres.Open(address, postgres.Options{}); err == nil {
			s.Close()
			t.Errorf("%s: no error", address)
		} else if strings.Contains(err.Error(), "secret") {
			t.Error(err)
		}
	}
	server := pgtest.Start(t)
	address := server.Empty(t)
	for _, mode := range []string{"", "&default_query_exec_mode=exec", "&default_query_exec_mode=simple_protocol", "&default_query_exec_mode=describe_exec"} {
		s, err := postgres.Open(address+mode, postgres.Options{Connections: 1, ConnectTimeout: time.Second})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Salt(t.Context(), feedback.Salt{Day: 20000, Tag: -5, Key: []byte{0, 255, '\''}}); err != nil {
			t.Error(mode, err)
		}
		sub := feedback.Submission{
			Answer:  feedback.Answer{ID: "0123456789abcdef" + fmt.Sprint(len(mode)), Page: "/xx/", Lang: "xx", Day: 20000, Comment: "it's \\ 😀"},
			Visitor: []byte{0, 1, '\'', 255, byte(len(mode))}, Sender: []byte("0123456789abcdef"), Salt: -5, Slot: 1, Limit: 10,
		}
		if r, err := s.Put(t.Context(), sub); err != nil || r.Result != feedback.Stored {
			t.Error(mode, r, err)
		}
		if err := s.Forget(t.Context(), 20000); err != nil {
			t.Error(mode, err)
		}
		s.Close()
	}
}
