package measure

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// FileSystem returns the name of the file system of a directory, such as tmpfs.
func FileSystem(dir string) string {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return "unknown"
	}
	names := map[int64]string{
		unix.TMPFS_MAGIC: "tmpfs", unix.EXT4_SUPER_MAGIC: "ext4", unix.BTRFS_SUPER_MAGIC: "btrfs", unix.XFS_SUPER_MAGIC: "xfs",
		unix.OVERLAYFS_SUPER_MAGIC: "overlayfs", unix.F2FS_SUPER_MAGIC: "f2fs", unix.NFS_SUPER_MAGIC: "nfs",
	}
	if name, ok := names[int64(s.Type)]; ok {
		return name
	}
	return fmt.Sprintf("type %#x", s.Type)
}

// Memory returns a directory on tmpfs, if there is one.
func Memory() (dir string, ok bool) {
	const shm = "/dev/shm"
	return shm, FileSystem(shm) == "tmpfs" && unix.Access(shm, unix.W_OK) == nil
}
