package source

import (
	"io/fs"
	"os"

	"baken.example/baken/internal/diag"
)

// Reader reads text files of a file system, one after the other. Below a [Root] it keeps the
// directory of the last file open: the next file of it takes no way through the directories above,
// and of the system calls of package os only those that read. It isn't safe for concurrent use, and
// it has to be closed.
type Reader struct {
	fsys fs.FS
	// name is that of the directory that is open, and dir is nil if none is.
	name string
	dir  *os.File
}

// Observed is a file system that records what is read of another one, of which a [Reader] tells it.
type Observed interface {
	// Underlying returns the other file system.
	Underlying() fs.FS
	// Opened is called with the descriptor of a regular file before that is read, and the function
	// that it returns with the whole content.
	Opened(name string, descriptor uintptr) (read func(content []byte))
}

// NewReader returns a reader of files in fsys.
func NewReader(fsys fs.FS) *Reader { return &Reader{fsys: fsys} }

// Raw returns the same as [RawInto].
func (r *Reader) Raw(buf []byte, name string) ([]byte, diag.List, error) {
	if b, ok := r.regular(buf, name, maxText); ok {
		return b, diag.List{}, nil
	}
	return RawInto(buf, r.fsys, name)
}

// Close closes what the reader holds open.
func (r *Reader) Close() {
	if r.dir != nil {
		r.dir.Close()
		r.dir = nil
	}
}
