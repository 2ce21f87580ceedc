package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/feedback/storetest"
)

// TestLocked checks a database that another process locks.
func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s := open(t, path, sqlite.Options{BusyTimeout: 20 * time.Millisecond})
	storetest.Works(t, s, 1)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE; UPDATE probe SET id = id"); err != nil {
		t.Fatal(err)
	}
	storetest.Fails(t, s, 2)
	storetest.Has(t, s, 1) // readers aren't blocked
	if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	storetest.Works(t, s, 2)
	storetest.Has(t, s, 2)
}

// TestUnmounted checks that the store recovers when its directory disappears and returns.
func TestUnmounted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "disk")
	s := open(t, filepath.Join(dir, "feedback.db"), sqlite.Options{})
	storetest.Fails(t, s, 1) // missing at first
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	storetest.Works(t, s, 1)
	if err := os.Rename(dir, dir+".away"); err != nil {
		t.Fatal(err)
	}
	storetest.Fails(t, s, 2)
	// No database is created in an empty directory in its place.
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	storetest.Fails(t, s, 2)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	storetest.Works(t, s, 3)
}

// TestReplaced replaces the database in use, as restoring a backup does.
func TestReplaced(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "feedback.db"), filepath.Join(dir, "other.db")
	s, o := open(t, path, sqlite.Options{}), open(t, other, sqlite.Options{})
	storetest.Works(t, s, 1)
	storetest.Works(t, s, 2)
	storetest.Works(t, o, 3)
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Add(t.Context(), t, s, 4); err == nil {
		t.Error("an answer was acknowledged that went into a file that is gone")
	}
	storetest.Works(t, s, 4)
	storetest.Has(t, s, 2)
}

// TestForeignFile opens files that aren't databases of this program.
func TestForeignFile(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"text": func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600)
		},
		"other": func(path string) error { return do(path, "CREATE TABLE mine (x)") },
		"newer": func(path string) error {
			return do(path, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 99", 0x42616b6e))
		},
	} {
		path := filepath.Join(t.TempDir(), "feedback.db")
		if err := make(path); err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := open(t, path, sqlite.Options{})
		storetest.Fails(t, s, 1)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		after, err := os.ReadFile(path)
		if err != nil || name != "newer" && string(before) != string(after) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	if _, err := sqlite.Open(t.TempDir(), sqlite.Options{}); err == nil {
		t.Error("a directory was taken for a database")
	}
}

func do(path, statements string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(statements)
	return err
}

// TestPrivate checks that only the owner can read the files.
func TestPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s := open(t, path, sqlite.Options{})
	storetest.Works(t, s, 1)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if info, err := os.Stat(path + suffix); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", suffix, info.Mode(), err)
		}
	}
}

// TestReadOnly checks a database on a read-only disk.
func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "feedback.db")
	lock := func() {
		if err := os.Chmod(path, 0o400); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
	}
	unlock := func() {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if os.Getuid() == 0 {
		// Permissions don't restrict root; a read-only file system does.
		mount(t, dir, "size=8m")
		lock = func() { remount(t, dir, "ro") }
		unlock = func() { remount(t, dir, "rw") }
	}
	before, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Works(t, before, 1)
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	lock()
	s := open(t, path, sqlite.Options{})
	storetest.Fails(t, s, 2)
	unlock()
	storetest.Works(t, s, 2)
	storetest.Has(t, s, 2)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestFull fills a small disk, and frees space again.
func TestFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a small disk; TestFullDatabase fills a database")
	}
	dir := t.TempDir()
	mount(t, dir, "size=1m")
	path := filepath.Join(dir, "feedback.db")
	s := open(t, path, sqlite.Options{})
	stored := 0
	for storetest.Add(t.Context(), t, s, stored) == nil {
		if stored++; stored > 100000 {
			t.Fatal("the disk doesn't fill")
		}
	}
	storetest.Fails(t, s, stored)
	storetest.Has(t, s, stored)
	remount(t, dir, "size=8m")
	for range 10 {
		storetest.Works(t, s, stored)
		stored++
	}
	storetest.Has(t, s, stored)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	checkIntegrity(t, path)
}

// TestNearlyFull fills a small disk with large answers: the store isn't ready if a large answer
// doesn't fit, even if a small one would.
func TestNearlyFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a small disk")
	}
	dir := t.TempDir()
	mount(t, dir, "size=2m")
	s := open(t, filepath.Join(dir, "feedback.db"), sqlite.Options{})
	large := func(n int) error {
		_, err := s.Put(t.Context(), feedback.Submission{Answer: feedback.Answer{
			ID: fmt.Sprintf("answer-%010d", n), Page: "/xx/", Lang: "xx", Day: 20000, Comment: strings.Repeat("x", 8000),
		}})
		return err
	}
	failed := 0
	for n := 0; failed < 20; n++ {
		if n > 10000 {
			t.Fatal("the disk doesn't fill")
		}
		if large(n) == nil {
			continue
		}
		failed++
		if s.Ready(t.Context()) == nil && large(n) != nil {
			t.Fatalf("answer %d can't be stored, and the store says that it is ready", n)
		}
	}
}

// mount mounts a small disk at a directory, or skips the test if that isn't permitted.
func mount(t *testing.T, dir, options string) {
	t.Helper()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("mount: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "--lazy", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
}

func remount(t *testing.T, dir, options string) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "remount,"+options, dir).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v %s", err, out)
	}
}

// TestStoppedReader keeps a snapshot of the database open while salts are destroyed.
func TestStoppedReader(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s := open(t, path, sqlite.Options{})
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: 20000, Key: []byte("k")}); err != nil {
		t.Fatal(err)
	}
	for n := range 10 {
		storetest.Works(t, s, n)
	}
	for range s.Answers(t.Context(), 0, 40000) {
		storetest.Works(t, s, 100)
		if err := s.Forget(t.Context(), 20001); err != nil {
			t.Error(err)
		}
		break
	}
	storetest.Works(t, s, 101)
	storetest.Has(t, s, 12)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() > 64<<10 {
		t.Errorf("%v, %v", info, err)
	}
}

// TestCancelledCallers cancels calls while the writer is blocked, and checks that it continues.
func TestCancelledCallers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	s := open(t, path, sqlite.Options{BusyTimeout: 50 * time.Millisecond})
	storetest.Works(t, s, 1)
	lock, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	lock.SetMaxOpenConns(1)
	if _, err := lock.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := s.Put(ctx, feedback.Submission{Answer: feedback.Answer{ID: "0123456789abcdef"}}); err == nil {
		t.Error("an answer was acknowledged")
	}
	if _, err := lock.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	storetest.Works(t, s, 2)
}
