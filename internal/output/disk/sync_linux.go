package disk

import (
	"os"

	"golang.org/x/sys/unix"
)

// SyncFileSystem flushes the file system of dir to disk.
func SyncFileSystem(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return os.NewSyscallError("syncfs", unix.Syncfs(int(f.Fd())))
}
