//go:build !unix

package output

import (
	"io"
	"time"
)

// create writes a new file, or none, and returns its modification time. It fails if the file
// exists.
func create(name string, content []byte) (modified time.Time, err error) {
	return createFrom(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
