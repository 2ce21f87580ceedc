package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/diag"
)

// Record is the stored record of a build, of which each part is read when it is asked for. It is
// safe for concurrent use, and open until it is closed.
//
// A record is a heading, the checksum of the head and its length, the head, and the parts. The head
// has the facts, and the length and the checksum of each part: the pieces of the sources and of the
// output, the findings and the printed text.
type Record struct {
	Facts
	// Sources and Output are the entries of [Build].
	Sources, Output   Entries
	findings, printed part
	file              io.ReaderAt
	io.Closer
}

const (
	heading = "baken build 3\n"
	// preface is the length of the part before the head.
	preface = len(heading) + sha256.Size + 8
	// begin is the size in bytes of the beginning of a record, which is read at once. Few heads are
	// longer.
	begin = 32 << 10
)

// part is a part of a record.
type part struct {
	class snapshot.Class
	sum   snapshot.Sum
	at    int64
	size  int
}

// join returns the record of a build.
func join(f Facts, sources, output []snapshot.Piece, findings, printed []byte) []byte {
	var head encoder
	head.text(f.Inputs)
	head.text(f.Site)
	head.b = append(head.b, f.Manifest[:]...)
	head.number(uint64(f.Unchanged))
	head.kept(f.Kept)
	size := 0
	describe := func(p snapshot.Piece) {
		sum := snapshot.SumOf(p.Text)
		head.b = append(append(head.b, byte(p.Class)), sum[:]...)
		head.number(uint64(len(p.Text)))
		size += len(p.Text)
	}
	for _, pieces := range [][]snapshot.Piece{sources, output} {
		head.number(uint64(len(pieces)))
		for _, p := range pieces {
			describe(p)
		}
	}
	last := []snapshot.Piece{{Text: findings}, {Text: printed}}
	for _, p := range last {
		describe(p)
	}
	sum := sha256.Sum256(head.b)
	text := append(make([]byte, 0, preface+len(head.b)+size), heading...)
	text = append(text, sum[:]...)
	text = binary.LittleEndian.AppendUint64(text, uint64(len(head.b)))
	text = append(text, head.b...)
	for _, p := range slices.Concat(sources, output, last) {
		text = append(text, p.Text...)
	}
	return text
}

// Load returns the record of the build with an id, or nil.
func (d *Dir) Load(id string) *Record {
	f, size := d.open(id)
	if f == nil {
		return nil
	}
	r, err := open(f, size)
	if err != nil {
		_ = f.Close() // It was only read.
		return nil
	}
	r.Closer = f
	return r
}

// open reads the head of a record of a size.
func open(file io.ReaderAt, size int64) (*Record, error) {
	text := make([]byte, min(size, begin))
	if _, err := file.ReadAt(text, 0); err != nil {
		return nil, err
	}
	if len(text) < preface || !bytes.HasPrefix(text, []byte(heading)) {
		return nil, errDamaged
	}
	sum := [sha256.Size]byte(text[len(heading):])
	length := binary.LittleEndian.Uint64(text[preface-8:])
	if length > uint64(size-int64(preface)) {
		return nil, errDamaged
	}
	head := text[preface:]
	if length <= uint64(len(head)) {
		head = head[:length]
	} else {
		head = make([]byte, length)
		if _, err := file.ReadAt(head, int64(preface)); err != nil {
			return nil, err
		}
	}
	if sha256.Sum256(head) != sum {
		return nil, errDamaged
	}
	r := &Record{file: file}
	d := decoder{b: head}
	r.Inputs, r.Site = d.text(), d.text()
	copy(r.Manifest[:], d.bytes(len(r.Manifest)))
	r.Unchanged = int(d.number())
	r.Kept = d.kept()
	at := int64(preface) + int64(length)
	r.Sources = Entries{r, d.parts(&at, size)}
	r.Output = Entries{r, d.parts(&at, size)}
	r.findings, r.printed = d.part(&at, size), d.part(&at, size)
	if d.err != nil || len(d.b) > 0 || at != size {
		return nil, errDamaged
	}
	return r, nil
}

// parts decodes a list of parts. The first begins at a place in a record of a size, which becomes
// that of the part after them.
func (d *decoder) parts(at *int64, size int64) (list []part) {
	for range d.count() {
		list = append(list, d.part(at, size))
		if d.err != nil {
			return nil
		}
	}
	return list
}

// part decodes a part.
func (d *decoder) part(at *int64, size int64) (p part) {
	class := d.bytes(1)
	if d.err != nil {
		return p
	}
	p.class, p.at = snapshot.Class(class[0]), *at
	copy(p.sum[:], d.bytes(len(p.sum)))
	n := d.number()
	if n > uint64(size-*at) {
		d.fail()
		return p
	}
	p.size = int(n)
	*at += int64(n)
	return p
}

// read returns a part, in the memory of buf if that is large enough.
func (r *Record) read(p part, buf []byte) ([]byte, error) {
	text := slices.Grow(buf[:0], p.size)[:p.size]
	if _, err := r.file.ReadAt(text, p.at); err != nil {
		return text, err
	}
	if snapshot.SumOf(text) != p.sum {
		return text, errDamaged
	}
	return text, nil
}

// Findings returns the findings of a check, and reports whether it could read them.
func (r *Record) Findings() (list diag.List, ok bool) {
	text, err := r.read(r.findings, nil)
	if err != nil {
		return list, false
	}
	d := decoder{b: text}
	list = d.findings()
	return list, d.err == nil && len(d.b) == 0
}

// Printed returns the printed findings of a build, and reports whether they could be read.
func (r *Record) Printed() (text string, ok bool) {
	var b strings.Builder
	b.Grow(r.printed.size)
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(&b, sum), io.NewSectionReader(r.file, r.printed.at, int64(r.printed.size)))
	return b.String(), err == nil && n == int64(r.printed.size) && snapshot.Sum(sum.Sum(nil)[:len(snapshot.Sum{})]) == r.printed.sum
}

// renewed returns the text of the record with new stamps.
func (r *Record) renewed(sources, output []snapshot.Restamp) ([]byte, error) {
	var pieces [2][]snapshot.Piece
	for i, entries := range []Entries{r.Sources, r.Output} {
		stamps := [][]snapshot.Restamp{sources, output}[i]
		for n := range entries.Len() {
			text, err := entries.Read(n, nil)
			if err == nil {
				text, err = snapshot.Restamped(text, snapshot.OfPiece(stamps, n))
			}
			if err != nil {
				return nil, err
			}
			pieces[i] = append(pieces[i], snapshot.Piece{Class: entries.Class(n), Text: text})
		}
	}
	findings, err := r.read(r.findings, nil)
	if err != nil {
		return nil, err
	}
	printed, err := r.read(r.printed, nil)
	if err != nil {
		return nil, err
	}
	return join(r.Facts, pieces[0], pieces[1], findings, printed), nil
}

// Entries are the entries of a record, for [snapshot.Verify].
type Entries struct {
	record *Record
	parts  []part
}

// Len returns the number of pieces.
func (e Entries) Len() int { return len(e.parts) }

// Class returns the class of a piece.
func (e Entries) Class(i int) snapshot.Class { return e.parts[i].class }

// Read reads a piece; see [snapshot.Pieces].
func (e Entries) Read(i int, buf []byte) ([]byte, error) { return e.record.read(e.parts[i], buf) }
