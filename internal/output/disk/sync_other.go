//go:build !linux

package disk

// SyncFileSystem does nothing: the system can't sync a single file system.
func SyncFileSystem(string) error { return nil }
