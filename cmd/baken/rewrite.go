package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// rewrite is a file of the site that is to get another content.
type rewrite struct {
	name          string
	before, after []byte
	mode          fs.FileMode
}

// readForRewrite reads a file that may be written. The root keeps symbolic links from leading out of the site.
func readForRewrite(root *os.Root, name string) (rewrite, error) {
	r := rewrite{name: name}
	info, err := root.Lstat(name)
	if err != nil {
		return r, err
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return r, fmt.Errorf("%s is a symbolic link: nothing was written; name the file that it leads to", name)
	case !info.Mode().IsRegular():
		return r, fmt.Errorf("%s isn't an ordinary file: nothing was written", name)
	case info.Mode().Perm()&0o200 == 0:
		return r, fmt.Errorf("%s is read-only: nothing was written", name)
	}
	r.mode = info.Mode().Perm()
	r.before, err = root.ReadFile(name)
	return r, err
}

// write puts the new content in the place of the old one, in one step: whoever reads the file has the one
// or the other, also when the program is killed.
func (r rewrite) write(root *os.Root) (err error) {
	temporary := path.Join(path.Dir(r.name), "."+path.Base(r.name)+".new")
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, r.mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is left from a run that was broken off: remove it and try again", temporary)
	}
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, root.Remove(temporary))
		}
	}()
	_, err = f.Write(r.after)
	// The mode that a file is made with is subject to the mask of the process.
	err = errors.Join(err, f.Chmod(r.mode), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return root.Rename(temporary, r.name)
}
