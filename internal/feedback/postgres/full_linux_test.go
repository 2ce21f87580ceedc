package postgres_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/storetest"
)

// TestFull fills the disk of the tables.
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
	for storetest.Add(t.Context(), t, s, stored) == nil {
		if stored++; stored > 10000 {
			t.Fatal("the disk doesn't fill")
		}
	}
	if err := storetest.Add(t.Context(), t, s, stored); err == nil {
		t.Error("an answer was acknowledged")
	}
	storetest.Has(t, s, stored)
	if out, err := exec.Command("mount", "-o", "remount,size=8m", disk).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v %s", err, out)
	}
	for range 10 {
		storetest.Works(t, s, stored)
		stored++
	}
	storetest.Has(t, s, stored)
}

// owner returns the owner of a file as an option of mount.
func owner(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	return fmt.Sprintf("uid=%d,gid=%d", stat.Uid, stat.Gid)
}
