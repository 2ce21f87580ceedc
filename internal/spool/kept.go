package spool

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
)

// ErrDamaged is returned for bytes of an opened file that differ from the added ones.
var ErrDamaged = errors.New("the kept texts are damaged")

// castagnoli is the polynomial for which processors have an instruction.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// Create creates a file in a directory, which other processes can open once it is kept. Until then
// [File.Close] removes it. Its name begins with prefix and ends with suffix.
func Create(dir, prefix, suffix string) (*File, error) {
	f, err := os.CreateTemp(dir, prefix+"*"+suffix)
	if err != nil {
		return nil, err
	}
	return &File{file: f, name: f.Name()}, nil
}

// Open opens a kept file for reading.
func Open(name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: errors.New("not a regular file")}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s := &File{file: f, name: name, opened: true, keeps: true}
	s.size.Store(info.Size())
	s.all.file = s
	return s, nil
}

// Keep lets the file stay when it is closed. It returns an error if the file hasn't a name.
func (s *File) Keep() error {
	if s == nil || s.name == "" {
		return errors.New("the file of the spool has no name")
	}
	s.keeps = true
	return nil
}

// Name returns the file's name, or "".
func (s *File) Name() string { return s.name }

// Size returns the number of bytes in the file.
func (s *File) Size() int64 { return s.size.Load() }

// Place is where bytes are in one of several files.
type Place struct {
	// File is the index of the file, from 1 on; 0 for no bytes.
	File         int
	Offset, Size uint32
	Sum          uint32
}

// PlaceIn returns the place of the bytes in files. The error is that they are in none of them.
func (b Bytes) PlaceIn(files []*File) (Place, error) {
	if b.size == 0 {
		return Place{}, nil
	}
	for i, f := range files {
		if c := b.chunk; c.file == f {
			at := c.offset + int64(b.start)
			if c.memory != nil || at > math.MaxUint32 {
				break
			}
			return Place{i + 1, uint32(at), b.size, b.sum}, nil
		}
	}
	return Place{}, errors.New("the bytes aren't in a file that is kept")
}

// At returns the bytes at a place in open files. Reading them fails with [ErrDamaged] if they
// differ from the added ones.
func (p Place) At(files []*File) (Bytes, error) {
	switch {
	case p.Size == 0:
		return Bytes{}, nil
	case p.File < 1 || p.File > len(files) || int64(p.Offset)+int64(p.Size) > files[p.File-1].Size():
		return Bytes{}, fmt.Errorf("%w: %w", ErrDamaged, io.ErrUnexpectedEOF)
	}
	return Bytes{&files[p.File-1].all, p.Offset, p.Size, p.Sum}, nil
}
