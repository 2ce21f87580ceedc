package cache

import (
	"encoding/binary"
	"errors"

	"baken.example/baken/internal/diag"
)

// errDamaged is returned for what isn't a record, or not a whole one.
var errDamaged = errors.New("the record is damaged")

// encoder appends values.
type encoder struct{ b []byte }

func (e *encoder) number(n uint64) { e.b = binary.AppendUvarint(e.b, n) }

func (e *encoder) text(s string) {
	e.number(uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *encoder) kept(k Kept) {
	e.text(k.Pages)
	e.b = append(e.b, k.Sum[:]...)
	e.number(uint64(len(k.Texts)))
	for _, name := range k.Texts {
		e.text(name)
	}
}

func (e *encoder) findings(list *diag.List) {
	all := list.All()
	e.number(uint64(len(all)))
	for _, f := range all {
		e.text(f.File)
		e.number(uint64(f.Line))
		e.number(uint64(f.Column))
		e.number(uint64(f.Severity))
		e.text(string(f.Code))
		e.text(f.Message)
		e.text(f.Hint)
		e.text(f.Other)
	}
}

// decoder takes values from the front of b. After the first that isn't there, err is set, and all
// further values are zero.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail() {
	d.b, d.err = nil, errDamaged
}

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

// count returns the number of values that follow, of which each takes at least one byte.
func (d *decoder) count() int {
	n := d.number()
	if n > uint64(len(d.b)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) bytes(n int) []byte {
	if n > len(d.b) {
		d.fail()
		return nil
	}
	out := d.b[:n]
	d.b = d.b[n:]
	return out
}

func (d *decoder) text() string { return string(d.bytes(d.count())) }

func (d *decoder) kept() (k Kept) {
	k.Pages = d.text()
	copy(k.Sum[:], d.bytes(len(k.Sum)))
	for range d.count() {
		k.Texts = append(k.Texts, d.text())
	}
	return k
}

func (d *decoder) findings() diag.List {
	var all []diag.Finding
	for range d.count() {
		if d.err != nil {
			break
		}
		f := diag.Finding{File: d.text()}
		f.Line, f.Column = int(d.number()), int(d.number())
		f.Severity = diag.Severity(d.number())
		f.Code = diag.Code(d.text())
		f.Message, f.Hint, f.Other = d.text(), d.text(), d.text()
		all = append(all, f)
	}
	return diag.ListOf(all)
}
