package asset

import "bytes"

// Concat returns the content of files one after the other, each with a newline at its end: one file
// saves requests. All names must be in the set.
func (s *Set) Concat(names ...string) (b []byte, err error) {
	for _, name := range names {
		if b, err = s.Get(name).Append(b); err != nil {
			return nil, err
		}
		if !bytes.HasSuffix(b, []byte("\n")) {
			b = append(b, '\n')
		}
	}
	return b, nil
}
