package exchange

import "golang.org/x/sys/unix"

// IsMountPoint reports whether dir is known to be a mount point. Bind mounts are known from Linux
// 5.8.
func IsMountPoint(dir string) bool {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, dir, unix.AT_SYMLINK_NOFOLLOW, 0, &stat)
	return err == nil && stat.Attributes&stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0
}
