package snapshot

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// Class is the kind of entries that a piece has.
type Class uint8

// Classes of pieces, in the order in which they are verified. Those of the last are needed only
// where the stamp of one of the first doesn't prove them.
const (
	// Parents are entries of the kind Parent.
	Parents Class = iota
	// Others are the rest.
	Others
	// Children are directories, of the kind Directory, in one that is a Parent.
	Children
)

// Piece is some of the entries of a snapshot as they are stored. It can be read without the others.
type Piece struct {
	Class Class
	Text  []byte
}

// Pieces are a snapshot whose pieces are read one by one. It is safe for concurrent use.
type Pieces interface {
	Len() int
	Class(i int) Class
	// Read returns the text of a piece, in the memory of buf if that is large enough. It is used
	// until the next call with the same memory.
	Read(i int, buf []byte) ([]byte, error)
}

// Restamp is a new stamp, which proves the same as the entry that has it.
type Restamp struct {
	// Piece is the number of the piece, Entry that of the entry in it.
	Piece, Entry int
	Stamp        Stamp
}

// errDamaged is returned for a text that isn't a whole piece.
var errDamaged = errors.New("the piece is damaged")

// pieceSize is the length from which on a piece isn't continued. It takes a worker less than a
// millisecond, and the parts of the next one wait in the processor's cache.
const pieceSize = 16 << 10

// Encoded are pieces in memory.
type Encoded []Piece

// Len returns the number of pieces.
func (e Encoded) Len() int { return len(e) }

// Class returns the class of a piece.
func (e Encoded) Class(i int) Class { return e[i].Class }

// Read returns a piece.
func (e Encoded) Read(i int, _ []byte) ([]byte, error) { return e[i].Text, nil }

// Encode returns entries, sorted as [Complete] does, as they are stored.
func Encode(entries []Entry) Encoded {
	parents := map[string]bool{}
	for i := range entries {
		if entries[i].Kind == Parent {
			parents[entries[i].Name] = true
		}
	}
	var pieces Encoded
	for _, class := range []Class{Parents, Others, Children} {
		w := writer{class: class}
		for i := range entries {
			if classOf(&entries[i], parents) == class {
				w.add(&entries[i])
			}
		}
		pieces = append(pieces, w.end()...)
	}
	return pieces
}

func classOf(e *Entry, parents map[string]bool) Class {
	switch {
	case e.Kind == Parent:
		return Parents
	case e.Kind == Directory && parents[parent(e.Name)]:
		return Children
	}
	return Others
}

// Restamped returns the text of a piece in which entries have new stamps.
func Restamped(text []byte, stamps []Restamp) ([]byte, error) {
	entries, err := Decode(text)
	if err != nil {
		return nil, err
	}
	for _, s := range stamps {
		if s.Entry >= len(entries) {
			return nil, errDamaged
		}
		entries[s.Entry].Stamp, entries[s.Entry].Settled = s.Stamp, true
	}
	w := writer{text: make([]byte, 0, len(text))}
	for i := range entries {
		w.append(&entries[i])
	}
	return w.text, nil
}

// OfPiece returns the new stamps of one piece, of stamps that are sorted by [SortRestamps].
func OfPiece(stamps []Restamp, piece int) []Restamp {
	by := func(s Restamp, n int) int { return cmp.Compare(s.Piece, n) }
	from, _ := slices.BinarySearchFunc(stamps, piece, by)
	to, _ := slices.BinarySearchFunc(stamps, piece+1, by)
	return stamps[from:to]
}

// SortRestamps sorts new stamps by piece.
func SortRestamps(stamps []Restamp) {
	slices.SortFunc(stamps, func(a, b Restamp) int { return cmp.Compare(a.Piece, b.Piece) })
}

// Decode returns the entries of a piece.
func Decode(text []byte) ([]Entry, error) {
	var entries []Entry
	var r reader
	for r.open(text); r.next(); {
		e := r.Entry
		e.Name = r.text()
		entries = append(entries, e)
	}
	return entries, r.err
}

// The bits beside the kind of an entry. A device is stored where it isn't that of the entry before.
const (
	kindBits   = 0x0f
	summedBit  = 0x10
	settledBit = 0x20
	deviceBit  = 0x40
)

// writer encodes the entries of a class.
type writer struct {
	class  Class
	pieces []Piece
	text   []byte // of the piece that isn't complete
	// previous is the name of the entry before, with which names have their beginning in common,
	// and device its device.
	previous string
	device   uint64
}

func (w *writer) add(e *Entry) {
	w.append(e)
	if len(w.text) >= pieceSize {
		w.complete()
	}
}

func (w *writer) complete() {
	w.pieces = append(w.pieces, Piece{w.class, w.text})
	w.text, w.previous, w.device = nil, "", 0
}

func (w *writer) end() []Piece {
	if len(w.text) > 0 {
		w.complete()
	}
	return w.pieces
}

func (w *writer) append(e *Entry) {
	shared := 0
	for shared < min(len(e.Name), len(w.previous)) && e.Name[shared] == w.previous[shared] {
		shared++
	}
	w.text = binary.AppendUvarint(w.text, uint64(shared))
	w.text = binary.AppendUvarint(w.text, uint64(len(e.Name)-shared))
	w.text = append(w.text, e.Name[shared:]...)
	w.previous = e.Name
	bits := byte(e.Kind)
	if e.Summed {
		bits |= summedBit
	}
	if e.Settled {
		bits |= settledBit
	}
	if e.Kind >= Listing && e.Kind != Sized && e.Stamp.Device != w.device {
		bits |= deviceBit
	}
	w.text = append(w.text, bits)
	if e.Kind < Listing {
		return
	}
	w.text = binary.AppendUvarint(w.text, uint64(e.Stamp.Size))
	if e.Kind == Sized {
		return
	}
	if e.Summed {
		w.text = append(w.text, e.Sum[:]...)
	}
	if bits&deviceBit != 0 {
		w.device = e.Stamp.Device
		w.text = binary.LittleEndian.AppendUint64(w.text, w.device)
	}
	for _, n := range [...]uint64{e.Stamp.Inode, uint64(e.Stamp.Modified), uint64(e.Stamp.Changed)} {
		w.text = binary.LittleEndian.AppendUint64(w.text, n)
	}
}

// reader takes entries from the front of a piece.
type reader struct {
	b []byte
	// name is that of the entry, with a zero byte after it; Entry has the rest.
	name []byte
	Entry
	device uint64 // of the last entry that has one
	err    error
}

// open begins to read a piece.
func (r *reader) open(text []byte) {
	*r = reader{b: text, name: append(r.name[:0], 0)}
}

// next reads an entry, and reports whether there was one.
func (r *reader) next() bool {
	if len(r.b) == 0 {
		return false
	}
	shared, rest := r.number(), r.bytes(r.number())
	if shared >= uint64(len(r.name)) || bytes.IndexByte(rest, 0) >= 0 {
		r.fail()
	}
	bits := r.bytes(1)
	if r.err != nil {
		return false
	}
	r.name = append(append(r.name[:shared], rest...), 0)
	r.Entry = Entry{Kind: Kind(bits[0] & kindBits), Summed: bits[0]&summedBit != 0, Settled: bits[0]&settledBit != 0}
	e := &r.Entry
	if e.Kind < Listing {
		return true
	}
	e.Stamp.Size = int64(r.number())
	if e.Kind == Sized {
		return r.err == nil
	}
	if e.Summed {
		copy(e.Sum[:], r.bytes(uint64(len(e.Sum))))
	}
	if bits[0]&deviceBit != 0 {
		if b := r.bytes(8); b != nil {
			r.device = binary.LittleEndian.Uint64(b)
		}
	}
	stamp := r.bytes(3 * 8)
	if r.err != nil {
		return false
	}
	e.Stamp.Device, e.Stamp.Inode = r.device, binary.LittleEndian.Uint64(stamp)
	e.Stamp.Modified, e.Stamp.Changed = int64(binary.LittleEndian.Uint64(stamp[8:])), int64(binary.LittleEndian.Uint64(stamp[16:]))
	return true
}

// text returns the name of the entry.
func (r *reader) text() string { return string(r.name[:len(r.name)-1]) }

func (r *reader) fail() { r.b, r.err = nil, errDamaged }

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[size:]
	return n
}

// bytes returns the next n bytes, or nil.
func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.fail()
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}
