//go:build !unix

package source

// regular returns false: these systems have no files by the handles of their directories.
func (r *Reader) regular([]byte, string, int) ([]byte, bool) { return nil, false }
