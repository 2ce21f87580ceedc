// Package disk writes new files, whole or not at all, and syncs them to disk.
package disk

import (
	"errors"
	"io"
	"os"
	"time"
)

// CreateFrom writes a new file by a function, or none, and returns its modification time. It fails
// if the file exists.
func CreateFrom(name string, write func(io.Writer) error) (modified time.Time, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return modified, err
	}
	err = write(f)
	info, statErr := f.Stat()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil && statErr == nil {
		// Half a file has a sum that nobody knows, so that no build would remove it.
		if named, lstatErr := os.Lstat(name); lstatErr == nil && os.SameFile(info, named) {
			return modified, errors.Join(err, os.Remove(name))
		}
	}
	if statErr == nil {
		modified = info.ModTime()
	}
	return modified, err
}

// SyncFile flushes a file to disk.
func SyncFile(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
