// Package atomicfile replaces a file in one step.
//
// It takes an [os.Root], so that symbolic links can't lead a write out of a site; the libraries that do the
// same take a path.
package atomicfile

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
)

// Write replaces the named file below root with data, or creates it. Whoever reads the file gets the old
// content or the new, never a part, also when the process is killed; then a file named like ".NAME.*.new"
// may be left beside it. The file gets the permissions in mode, whatever the process's mask. Data is on
// disk when Write returns.
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
