//go:build !linux

package output

// syncFileSystem does nothing: the system can't sync a single file system.
func syncFileSystem(string) error { return nil }

// isMountPoint returns false: whether dir is a mount point isn't known, and replacing one fails.
func isMountPoint(string) bool { return false }
