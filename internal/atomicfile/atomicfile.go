// Package atomicfile replaces a file atomically.
//
// It takes an [os.Root], so that symbolic links can't redirect a write out of a site; the libraries
// for this take a path.
package atomicfile

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
)

// Write atomically replaces or creates the named file below root. Readers see the old content or
// the new, never a part, even if the process is killed; a temporary file ".NAME.*.new" may be left
// beside it then. The file gets the permissions in mode regardless of the umask. When Write
// returns, data is synced to disk.
func Write(root *os.Root, name string, data []byte, mode fs.FileMode) (err error) {
	temporary := path.Join(path.Dir(name), "."+path.Base(name)+"."+rand.Text()[:8]+".new")
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, root.Remove(temporary))
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return root.Rename(temporary, name)
}
