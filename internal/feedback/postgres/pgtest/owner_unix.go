//go:build unix

package pgtest

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
	"testing"
)

// unprivileged returns the attributes to run a process as another user if the test runs as root.
func unprivileged(t testing.TB) *syscall.SysProcAttr {
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if errUID == nil && errGID == nil {
			return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		}
	}
	t.Fatal("PostgreSQL doesn't run as root, and there is no other user")
	return nil
}

// give makes the user of processes with the attributes the owner of a directory.
func give(dir string, to *syscall.SysProcAttr) error {
	return os.Chown(dir, int(to.Credential.Uid), int(to.Credential.Gid))
}
