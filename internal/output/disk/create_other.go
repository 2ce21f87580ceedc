//go:build !unix

package disk

import (
	"io"
	"time"
)

// Create writes a new file, or none, and returns its modification time. It fails if the file
// exists.
func Create(name string, content []byte) (modified time.Time, err error) {
	return CreateFrom(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
