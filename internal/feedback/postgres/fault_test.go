package postgres_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/postgres/pgtest"
)

// put stores one answer more, and returns its error.
func put(ctx context.Context, t *testing.T, s feedback.Store, n int) error {
	t.Helper()
	r, err := s.Put(ctx, feedback.Submission{
		Answer: feedback.Answer{ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: 20000, Comment: strings.Repeat("x", 1500)}, Named: true,
	})
	if err == nil && r.Result != feedback.Stored {
		t.Fatalf("%d: %v", n, r.Result)
	}
	return err
}

func works(t *testing.T, s feedback.Store, n int) {
	t.Helper()
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if err := put(t.Context(), t, s, n); err != nil {
		t.Fatal(err)
	}
}

func fails(t *testing.T, s feedback.Store, n int) {
	t.Helper()
	for range 2 {
		if err := s.Ready(t.Context()); err == nil {
			t.Error("the store says that it is ready")
		}
		if err := put(t.Context(), t, s, n); err == nil {
			t.Fatal("an answer was acknowledged")
		}
	}
}

func count(t *testing.T, s feedback.Store) (n int) {
	t.Helper()
	for _, err := range s.Answers(t.Context(), 0, 40000) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// TestFaults has PostgreSQL be away, read-only, locked and emptied.
func TestFaults(t *testing.T) {
	server := pgtest.Start(t)
	address := server.Empty(t)
	server.Stop(t)
	s := open(t, address)
	defer s.Close()

	fails(t, s, 1) // from the beginning
	server.Begin(t)
	works(t, s, 1)
	server.Stop(t)
	fails(t, s, 2)
	server.Begin(t)
	works(t, s, 2)

	server.Do(t, address, "ALTER SYSTEM SET default_transaction_read_only = on")
	server.Do(t, address, "SELECT pg_reload_conf()")
	eventually(t, func() bool { return s.Ready(t.Context()) != nil })
	fails(t, s, 3)
	server.Do(t, address, "ALTER SYSTEM RESET default_transaction_read_only")
	server.Do(t, address, "SELECT pg_reload_conf()")
	eventually(t, func() bool { return s.Ready(t.Context()) == nil })
	works(t, s, 3)

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
	if err := put(ctx, t, s, 4); err == nil {
		t.Error("an answer was acknowledged")
	}
	if _, err := conn.Exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	works(t, s, 5)

	server.Do(t, address, `DROP TABLE feedback_answer, feedback_salt, feedback_rate, feedback_migration;
		DROP FUNCTION feedback_put, feedback_lease, feedback_forget`)
	works(t, s, 6)
	if got := count(t, s); got != 1 {
		t.Errorf("%d answers", got)
	}
}

// eventually waits for what another process is to do.
func eventually(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); {
		if time.Now().After(deadline) {
			t.Fatal("it doesn't happen")
		}
		time.Sleep(time.Millisecond)
	}
}

// TestFull has the disk of the tables be full.
func TestFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a small disk")
	}
	server := pgtest.Start(t)
	disk := filepath.Join(server.Dir(), "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m,mode=700,"+owner(t, server.Data()), "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("mount: %v %s", err, out)
	}
	t.Cleanup(func() {
		server.Kill(t)
		if out, err := exec.Command("umount", "--lazy", disk).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	server.Do(t, "", "CREATE TABLESPACE small LOCATION '"+disk+"'")
	s := open(t, server.Empty(t)+"&default_tablespace=small")
	defer s.Close()
	stored := 0
	for put(t.Context(), t, s, stored) == nil {
		if stored++; stored > 10000 {
			t.Fatal("the disk doesn't fill")
		}
	}
	if err := put(t.Context(), t, s, stored); err == nil {
		t.Error("an answer was acknowledged")
	}
	if got := count(t, s); got != stored {
		t.Errorf("%d answers, %d acknowledged", got, stored)
	}
	if out, err := exec.Command("mount", "-o", "remount,size=8m", disk).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v %s", err, out)
	}
	for range 10 {
		works(t, s, stored)
		stored++
	}
	if got := count(t, s); got != stored {
		t.Errorf("%d answers, %d acknowledged", got, stored)
	}
}

// owner is whose a file is, as an option of mount.
func owner(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	return fmt.Sprintf("uid=%d,gid=%d", stat.Uid, stat.Gid)
}

// TestDurable checks that an answer is on the disk also where the server would rather not wait.
func TestDurable(t *testing.T) {
	server := pgtest.Start(t, "synchronous_commit=off", "wal_writer_delay=10s")
	s := open(t, server.Empty(t))
	defer s.Close()
	for n := range 20 {
		works(t, s, n)
		if n%5 == 4 {
			server.Kill(t)
			server.Begin(t)
			if got := count(t, s); got != n+1 {
				t.Fatalf("%d answers of %d", got, n+1)
			}
		}
	}
}

// TestOptions checks what an address may say, and who has the last word.
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
