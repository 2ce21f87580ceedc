package source

import (
	"io/fs"
	"os"
)

// Root returns the files below root. Opening one never waits: a pipe that nobody writes to, which would otherwise
// hold up its reader for good, opens at once, and [Bytes] and [Text] find that it isn't an ordinary file.
func Root(root *os.Root) fs.FS {
	return rootFS{root.FS().(everything), root}
}

// everything is implemented by the file system of an [os.Root], as its documentation promises.
type everything interface {
	fs.StatFS
	fs.ReadDirFS
	fs.ReadLinkFS
}

type rootFS struct {
	everything
	root *os.Root
}

// Open opens a file for reading, without waiting for a writer.
func (r rootFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := r.root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	return f, nil
}
