package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/systemtest"
	"baken.example/baken/internal/thoroughtest"
)

var kills = flag.Int("kills", thoroughtest.Unless(4, 10), "how often TestKill kills the server")

// serveVariable is the environment variable that turns the test binary into a server of the
// database that it names.
const serveVariable = "BAKEN_TEST_SERVE"

func TestMain(m *testing.M) {
	if path := os.Getenv(serveVariable); path != "" {
		if err := serve(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	flag.Parse()
	os.Exit(m.Run())
}

func serve(path string) error {
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		return err
	}
	return systemtest.Serve(context.Background(), s, os.Stdout)
}

// TestKill kills the server with SIGKILL while 32 clients send answers: every acknowledged answer
// is stored once, and the database is intact.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	var url atomic.Pointer[string]
	var server *exec.Cmd
	start := func() {
		server = exec.Command(os.Args[0])
		server.Env = append(os.Environ(), serveVariable+"="+path)
		server.Stderr = os.Stderr
		out, err := server.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		line = strings.TrimSpace(line)
		url.Store(&line)
	}
	kill := func() {
		if err := server.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		server.Wait() // the error reports the kill
	}
	start()
	t.Cleanup(func() { server.Process.Kill() }) // if the test fails early
	acknowledged := systemtest.Crash(t, *kills, func() string { return *url.Load() }, func() {
		kill()
		start()
	})
	kill()
	checkIntegrity(t, path)
	s := open(t, path, sqlite.Options{})
	systemtest.Once(t, s, acknowledged)
}

func open(t testing.TB, path string, o sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// checkIntegrity runs SQLite's integrity check.
func checkIntegrity(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var result string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&result); err != nil || result != "ok" {
		t.Errorf("integrity check: %s, %v", result, err)
	}
}
