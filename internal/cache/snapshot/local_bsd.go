//go:build darwin || freebsd

package snapshot

import "golang.org/x/sys/unix"

// isLocal reports whether a file system is on this machine, by its own flag.
func isLocal(about *unix.Statfs_t) bool { return about.Flags&unix.MNT_LOCAL != 0 }
