package avif

import (
	"encoding/binary"
	"errors"
	"slices"
)

// box is a box of the ISO base media file format (ISO/IEC 14496-12, section 4.2): its kind, and the
// offsets of its start, its body and its end in the file.
type box struct {
	kind             string
	start, body, end int
}

// span is a range of bytes of a file.
type span struct{ from, to int }

// eachBox calls f for the boxes between two offsets.
func eachBox(b []byte, from, to int, f func(box) error) error {
	for from < to {
		if to-from < 8 {
			return ErrCutOff
		}
		size, header := uint64(binary.BigEndian.Uint32(b[from:])), 8
		switch size {
		case 0: // Up to the end.
			size = uint64(to - from)
		case 1:
			if header = 16; to-from < header {
				return ErrCutOff
			}
			size = binary.BigEndian.Uint64(b[from+8:])
		}
		if size < uint64(header) {
			return errors.New("it has a part without a size")
		}
		if size > uint64(to-from) {
			return ErrCutOff
		}
		end := from + int(size)
		if err := f(box{string(b[from+4 : from+8]), from, from + header, end}); err != nil {
			return err
		}
		from = end
	}
	return nil
}

// HasBrand reports whether content begins as a file of the ISO base media file format that has one
// of the brands: as its major one, or as one that it is compatible with.
func HasBrand(content []byte, brands ...string) bool {
	if len(content) < 12 || string(content[4:8]) != "ftyp" {
		return false
	}
	end := min(uint64(binary.BigEndian.Uint32(content)), uint64(len(content)), 1024)
	if slices.Contains(brands, string(content[8:12])) {
		return true
	}
	for i := uint64(16); i+4 <= end; i += 4 {
		if slices.Contains(brands, string(content[i:i+4])) {
			return true
		}
	}
	return false
}

// fields reads big-endian numbers in a box. Once they end, it reads zeros, and cut is true.
type fields struct {
	b   []byte
	cut bool
}

// number reads a number of as many bytes, at most 8.
func (f *fields) number(size int) uint64 {
	if len(f.b) < size {
		f.cut, f.b = true, nil
		return 0
	}
	var n uint64
	for _, c := range f.b[:size] {
		n = n<<8 | uint64(c)
	}
	f.b = f.b[size:]
	return n
}

// signed reads a number of four bytes, which may be negative.
func (f *fields) signed() int64 { return int64(int32(f.number(4))) }

// version reads the version and the flags of a full box.
func (f *fields) version() (version byte, flags uint32) {
	n := f.number(4)
	return byte(n >> 24), uint32(n & 0xffffff)
}

// text reads a text that ends with a zero byte.
func (f *fields) text() string {
	i := slices.Index(f.b, 0)
	if i < 0 {
		f.cut, f.b = true, nil
		return ""
	}
	s := string(f.b[:i])
	f.b = f.b[i+1:]
	return s
}

// merged returns spans sorted and without overlaps.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	out := spans[:0]
	for _, s := range spans {
		switch last := len(out) - 1; {
		case s.from >= s.to:
		case last >= 0 && s.from <= out[last].to:
			out[last].to = max(out[last].to, s.to)
		default:
			out = append(out, s)
		}
	}
	return out
}

// without returns the parts of spans that are in none of the others. Both are merged.
func without(spans, others []span) []span {
	var out []span
	i := 0
	for _, s := range spans {
		for ; i < len(others) && others[i].to <= s.from; i++ {
		}
		for j := i; j < len(others) && others[j].from < s.to; j++ {
			if others[j].from > s.from {
				out = append(out, span{s.from, others[j].from})
			}
			s.from = others[j].to
		}
		if s.from < s.to {
			out = append(out, s)
		}
	}
	return out
}
