//go:build !linux

package output

// syncFileSystem does nothing where a single file system can't be synced.
func syncFileSystem(string) error { return nil }

// isMountPoint reports whether dir is known to be one; where it isn't known, replacing it fails.
func isMountPoint(string) bool { return false }
