// Package spool keeps bytes that are needed again later in a temporary file, so that they take no
// memory meanwhile. What the file can't take, as on a full disk, stays in memory.
package spool

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/klauspost/compress/s2"
)

// chunkSize is the number of bytes that are written at a time.
const chunkSize = 256 << 10

// File is a temporary file, which has no name where the system allows that. Nil keeps everything in
// memory, compressed. It is safe for concurrent use.
type File struct {
	file *os.File
	// name is empty if the file has none.
	name string
	size atomic.Int64
	// opened reports whether an earlier process made the file, and keeps whether it stays when it
	// is closed.
	opened, keeps bool
	// all is the file as one chunk, of one that is opened.
	all chunk
}

// New makes a temporary file in a directory, or in the system's directory for such files if dir is
// empty.
func New(dir string) (*File, error) {
	f, err := os.CreateTemp(dir, "baken-*.tmp")
	if err != nil {
		return nil, err
	}
	s := &File{file: f, name: f.Name()}
	if runtime.GOOS != "windows" && os.Remove(s.name) == nil {
		s.name = ""
	}
	return s, nil
}

// Close closes and removes the file, with all that it holds.
func (s *File) Close() error {
	if s == nil {
		return nil
	}
	err := s.file.Close()
	if s.name != "" && !s.keeps {
		err = errors.Join(err, os.Remove(s.name))
	}
	return err
}

// Bytes are bytes in a file, or in memory. The zero value is empty.
type Bytes struct {
	chunk       *chunk
	start, size uint32
	// sum is the checksum of bytes in a file.
	sum uint32
}

// chunk is a part of a file that is written at once.
type chunk struct {
	file   *File
	offset int64
	// memory has the bytes until they are written. Without a file it has them for good, compressed.
	memory []byte
}

// Writer adds bytes to a file. It isn't safe for concurrent use; a file may have several writers.
type Writer struct {
	file *File
	open *chunk
	// buffer is for the next chunk, or for compressing.
	buffer []byte
}

// NewWriter returns a writer to s.
func (s *File) NewWriter() *Writer { return &Writer{file: s} }

// Add copies b to the file. It can be read from the next [Writer.Flush] on.
func (w *Writer) Add(b []byte) Bytes {
	if w.file == nil {
		w.buffer = s2.Encode(w.buffer[:cap(w.buffer)], b)
		return Bytes{chunk: &chunk{memory: slices.Clone(w.buffer)}, size: uint32(len(b))}
	}
	if w.open == nil || len(w.open.memory)+len(b) > cap(w.open.memory) {
		w.Flush()
		w.open = &chunk{file: w.file, memory: slices.Grow(w.buffer[:0], max(len(b), chunkSize))}
		w.buffer = nil
	}
	c := w.open
	start := len(c.memory)
	c.memory = append(c.memory, b...)
	return Bytes{c, uint32(start), uint32(len(b)), sumOf(b)}
}

// Flush writes what hasn't been written yet.
func (w *Writer) Flush() {
	c := w.open
	if w.open = nil; c == nil {
		return
	}
	c.offset = w.file.size.Add(int64(len(c.memory))) - int64(len(c.memory))
	if _, err := w.file.file.WriteAt(c.memory, c.offset); err == nil {
		w.buffer, c.memory = c.memory[:0], nil
	}
}

// Len returns the number of bytes.
func (b Bytes) Len() int { return int(b.size) }

// Equal reports whether both are the same bytes, which are read to be compared. It is false if they
// can't be read.
func (b Bytes) Equal(other Bytes) bool {
	if b.size != other.size || b == other {
		return b == other
	}
	x, err := b.Append(nil)
	if err != nil {
		return false
	}
	y, err := other.Append(nil)
	return err == nil && bytes.Equal(x, y)
}

// Append appends the bytes to dst. The error is that of reading the file.
func (b Bytes) Append(dst []byte) ([]byte, error) {
	before := len(dst)
	if c := b.chunk; c == nil || c.file != nil {
		dst, err := b.AppendRange(dst, 0, int(b.size))
		if err == nil && c != nil && c.file.opened && sumOf(dst[before:]) != b.sum {
			err = ErrDamaged
		}
		return dst, err
	}
	dst = slices.Grow(dst, int(b.size))
	if _, err := s2.Decode(dst[before:before+int(b.size)], b.chunk.memory); err != nil {
		return dst, err
	}
	return dst[:before+int(b.size)], nil
}

// AppendRange appends the bytes from one index up to another. The bytes must have been added to a
// file.
func (b Bytes) AppendRange(dst []byte, from, to int) ([]byte, error) {
	if from == to {
		return dst, nil
	}
	c, start := b.chunk, int(b.start)+from
	if c.memory != nil {
		return append(dst, c.memory[start:start+to-from]...), nil
	}
	before := len(dst)
	dst = slices.Grow(dst, to-from)
	if n, err := c.file.file.ReadAt(dst[before:before+to-from], c.offset+int64(start)); n < to-from {
		return dst, errors.Join(io.ErrUnexpectedEOF, err)
	}
	return dst[:before+to-from], nil
}
