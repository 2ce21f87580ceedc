// Package pgtest starts PostgreSQL servers for tests: each is a cluster of its own in a temporary
// directory, reachable by the test only.
package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a PostgreSQL server.
type Server struct {
	bin, dir string
	owner    *syscall.SysProcAttr
	settings []string
	process  *os.Process
	// ended is closed after process and its children have ended.
	ended   chan struct{}
	schemas atomic.Int64
}

// Start starts a server for the duration of the test, with settings such as "fsync=on" in addition
// to the defaults. If PostgreSQL isn't installed, the test is skipped, or fails if CI=true.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	bin := find()
	if bin == "" {
		const missing = "MISSING: PostgreSQL (initdb and postgres): its store isn't tested"
		if os.Getenv("CI") == "true" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	// The parents of t.TempDir are inaccessible to other users, and PostgreSQL doesn't run as root.
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{bin: bin, dir: dir, owner: unprivileged(t), settings: settings}
	t.Cleanup(func() {
		s.Kill(t)
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if s.owner != nil {
		if err := give(dir, s.owner); err != nil {
			t.Fatal(err)
		}
	}
	initdb := s.command("initdb", "-D", s.Data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Begin(t)
	return s
}

// find returns the directory of the programs of the newest PostgreSQL, or "".
func find() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		// The other programs are next to the program itself, not to a link to it.
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path)
		}
	}
	installed, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(installed) == 0 {
		return ""
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
		return n
	}
	return filepath.Dir(slices.MaxFunc(installed, func(a, b string) int { return version(a) - version(b) }))
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir = s.dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	c.SysProcAttr = s.owner
	return c
}

// Dir returns the server's own directory.
func (s *Server) Dir() string { return s.dir }

// Data returns the directory of the cluster.
func (s *Server) Data() string { return filepath.Join(s.dir, "data") }

// Log returns the server's log.
func (s *Server) Log(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Begin starts the server, and waits until it accepts connections.
func (s *Server) Begin(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		if s.process == nil {
			s.start(t)
		}
		conn, err := pgx.Connect(ctx, s.address(""))
		if err == nil {
			conn.Close(ctx)
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("PostgreSQL doesn't start: %v\n%s", err, s.Log(t))
		case <-s.ended:
			s.process = nil
		case <-time.After(10 * time.Millisecond): // PostgreSQL sends no notification
		}
	}
}

func (s *Server) start(t testing.TB) {
	t.Helper()
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	// Shared memory is in the server's directory, since a server that is killed leaves it behind.
	args := []string{"-D", s.Data(), "-k", s.dir, "-c", "listen_addresses=", "-c", "max_connections=64", "-c", "shared_buffers=64MB", "-c", "dynamic_shared_memory_type=mmap"}
	for _, setting := range s.settings {
		args = append(args, "-c", setting)
	}
	c := s.command("postgres", args...)
	c.Stdout, c.Stderr = log, log
	// Every child inherits the write end of a pipe, which is closed when the last of them ends.
	// Until then they may write to the directory, and no other server can start in it.
	living, end, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c.ExtraFiles = []*os.File{end}
	err = c.Start()
	end.Close()
	if err != nil {
		living.Close()
		t.Fatal(err)
	}
	ended := make(chan struct{})
	s.process, s.ended = c.Process, ended
	go func() {
		c.Wait() // the error reports the kill
		io.Copy(io.Discard, living)
		living.Close()
		close(ended)
	}()
}

// Stop shuts the server down cleanly.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.process.Signal(os.Interrupt); err != nil { // "fast shutdown"
		t.Fatal(err)
	}
	<-s.ended
	s.process = nil
}

// Kill kills the server with SIGKILL, and waits for its children, which end when they notice.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	if s.process == nil {
		return
	}
	if err := s.process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	<-s.ended
	s.process = nil
}

func (s *Server) address(schema string) string {
	q := url.Values{"host": {s.dir}, "user": {"postgres"}, "sslmode": {"disable"}}
	if schema != "" {
		q.Set("search_path", schema)
	}
	return (&url.URL{Scheme: "postgres", Path: "/postgres", RawQuery: q.Encode()}).String()
}

// Empty returns the address of a new, empty schema in the server.
func (s *Server) Empty(t testing.TB) string {
	t.Helper()
	schema := fmt.Sprintf("s%d", s.schemas.Add(1))
	s.Do(t, "", "CREATE SCHEMA "+schema)
	return s.address(schema)
}

// Do executes statements in the schema of an address, which may be "".
func (s *Server) Do(t testing.TB, address, statements string) {
	t.Helper()
	if address == "" {
		address = s.address("")
	}
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.PgConn().Exec(t.Context(), statements).ReadAll(); err != nil {
		t.Fatal(err)
	}
}

// Check verifies every table and index, with pg_amcheck if that is installed.
func (s *Server) Check(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(s.bin, "pg_amcheck")); err != nil {
		t.Log("pg_amcheck isn't installed")
		return
	}
	check := s.command("pg_amcheck", "-h", s.dir, "-U", "postgres", "--install-missing", "--heapallindexed", "postgres")
	if out, err := check.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		if strings.Contains(string(out), "not available") {
			t.Logf("not checked: %s", out)
			return
		}
		t.Errorf("pg_amcheck: %v\n%s", err, out)
	}
}
