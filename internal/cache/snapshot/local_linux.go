package snapshot

import "golang.org/x/sys/unix"

// isLocal reports whether a file system is one of those that are known to be on this machine.
func isLocal(about *unix.Statfs_t) bool {
	const zfs = 0x2fc12fc1
	switch int64(about.Type) {
	case unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.F2FS_SUPER_MAGIC, unix.BCACHEFS_SUPER_MAGIC,
		unix.TMPFS_MAGIC, unix.RAMFS_MAGIC, unix.OVERLAYFS_SUPER_MAGIC, zfs:
		return true
	}
	return false
}
