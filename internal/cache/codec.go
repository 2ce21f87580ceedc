package cache

import (
	"encoding/binary"
	"errors"
	"strings"

	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/diag"
)

// errDamaged is returned for what isn't a record, or not a whole one.
var errDamaged = errors.New("the record is damaged")

// encoder appends values.
type encoder struct {
	b []byte
	// previous is the name of the entry before, with which names have their beginning in common.
	previous string
}

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

// The bits beside the kind of an entry.
const (
	kindBits   = 0x0f
	summedBit  = 0x10
	settledBit = 0x20
)

func (e *encoder) entries(list []snapshot.Entry) {
	names := 0
	for i := range list {
		names += len(list[i].Name)
	}
	e.number(uint64(len(list)))
	e.number(uint64(names))
	e.previous = ""
	for i := range list {
		e.entry(&list[i])
	}
}

func (e *encoder) entry(x *snapshot.Entry) {
	shared := 0
	for shared < min(len(x.Name), len(e.previous)) && x.Name[shared] == e.previous[shared] {
		shared++
	}
	e.number(uint64(shared))
	e.text(x.Name[shared:])
	e.previous = x.Name
	bits := byte(x.Kind)
	if x.Summed {
		bits |= summedBit
	}
	if x.Settled {
		bits |= settledBit
	}
	e.b = append(e.b, bits)
	if x.Kind < snapshot.Listing {
		return
	}
	e.number(uint64(x.Stamp.Size))
	if x.Kind == snapshot.Sized {
		return
	}
	if x.Summed {
		e.b = append(e.b, x.Sum[:]...)
	}
	for _, n := range [...]uint64{x.Stamp.Device, x.Stamp.Inode, uint64(x.Stamp.Modified), uint64(x.Stamp.Changed)} {
		e.b = binary.LittleEndian.AppendUint64(e.b, n)
	}
}

// decoder takes values from the front of b. After the first that isn't there, err is set, and all
// further values are zero.
type decoder struct {
	b []byte
	// names has the names of entries, which share its memory, and previous is the last of them.
	names    strings.Builder
	previous string
	err      error
}

// maxNames is the length that the names of entries may have for each byte that they are stored in.
const maxNames = 64

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

func (d *decoder) entries() []snapshot.Entry {
	n := d.count()
	names := d.number()
	if names > maxNames*uint64(len(d.b)) {
		d.fail()
		return nil
	}
	list := make([]snapshot.Entry, 0, n)
	d.names, d.previous = strings.Builder{}, ""
	d.names.Grow(int(names))
	for range n {
		x := d.entry()
		if d.err != nil {
			return nil
		}
		list = append(list, x)
	}
	return list
}

func (d *decoder) entry() (x snapshot.Entry) {
	shared := d.number()
	if shared > uint64(len(d.previous)) {
		d.fail()
		return x
	}
	rest := d.bytes(d.count())
	start := d.names.Len()
	if start+int(shared)+len(rest) > d.names.Cap() {
		d.fail()
		return x
	}
	d.names.WriteString(d.previous[:shared])
	d.names.Write(rest)
	x.Name = d.names.String()[start:]
	d.previous = x.Name
	bits := d.bytes(1)
	if d.err != nil {
		return x
	}
	x.Kind, x.Summed, x.Settled = snapshot.Kind(bits[0]&kindBits), bits[0]&summedBit != 0, bits[0]&settledBit != 0
	if x.Kind < snapshot.Listing {
		return x
	}
	x.Stamp.Size = int64(d.number())
	if x.Kind == snapshot.Sized {
		return x
	}
	if x.Summed {
		copy(x.Sum[:], d.bytes(len(x.Sum)))
	}
	stamp := d.bytes(4 * 8)
	if d.err != nil {
		return x
	}
	at := func(i int) uint64 { return binary.LittleEndian.Uint64(stamp[8*i:]) }
	x.Stamp.Device, x.Stamp.Inode = at(0), at(1)
	x.Stamp.Modified, x.Stamp.Changed = int64(at(2)), int64(at(3))
	return x
}
