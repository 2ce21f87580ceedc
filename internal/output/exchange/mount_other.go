//go:build !linux

package exchange

// IsMountPoint returns false: whether dir is a mount point isn't known, and replacing one fails.
func IsMountPoint(string) bool { return false }
