//go:build !unix

package output

import "io"

// create writes a new file, or none. It fails if the file exists.
func create(name string, content []byte) error {
	return createFrom(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
