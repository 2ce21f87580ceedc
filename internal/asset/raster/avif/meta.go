package avif

import (
	"errors"
	"slices"
)

// meta is what a box "meta" says of items (ISO/IEC 14496-12, section 8.11).
type meta struct {
	b       []byte
	primary uint32
	items   map[uint32]*item
	// properties are the boxes that items refer to by their numbers, from 1.
	properties []box
	// auxiliary are the items that belong to the primary one.
	auxiliary []uint32
	// data is the body of its box "idat".
	data       span
	references []reference
	locations  []location
}

// item is a part of a file: a picture, a tile of one, its alpha plane, metadata.
type item struct {
	kind       string
	name       span
	properties []int
	spans      []span
}

// pictorial reports whether an item is needed to show the picture: coded, or made from such ones
// (HEIF, section 6.6.2). Every other one is metadata.
func (it *item) pictorial() bool {
	return slices.Contains([]string{"av01", "grid", "iovl", "iden", "tmap"}, it.kind)
}

type reference struct {
	kind string
	from uint32
	to   []uint32
}

// location is an extent of an item, in the file or in the body of "idat".
type location struct {
	item           uint32
	method         byte
	offset, length uint64
}

// readMeta reads a box "meta".
func (f *file) readMeta(x box) (*meta, error) {
	m := &meta{b: f.b, items: map[uint32]*item{}}
	if x.end-x.body < 4 {
		return nil, ErrCutOff
	}
	var associations []box
	err := eachBox(f.b, x.body+4, x.end, func(x box) error {
		in := fields{b: f.b[x.body:x.end]}
		switch x.kind {
		case "pitm":
			version, _ := in.version()
			m.primary = uint32(in.number(idSize(version)))
		case "iinf":
			version, _ := in.version()
			size := 2
			if version > 0 {
				size = 4
			}
			in.number(size)
			if in.cut {
				return ErrCutOff
			}
			return eachBox(f.b, x.end-len(in.b), x.end, m.readItem)
		case "iloc":
			return m.readLocations(&in)
		case "iref":
			version, _ := in.version()
			if in.cut {
				return ErrCutOff
			}
			return eachBox(f.b, x.end-len(in.b), x.end, func(x box) error { return m.readReference(x, idSize(version)) })
		case "iprp":
			return eachBox(f.b, x.body, x.end, func(x box) error {
				switch x.kind {
				case "ipco":
					return eachBox(f.b, x.body, x.end, func(x box) error {
						if isFree(x.kind) {
							f.drop(x)
						}
						m.properties = append(m.properties, x)
						return nil
					})
				case "ipma":
					associations = append(associations, x)
				}
				return nil
			})
		case "idat":
			m.data = span{x.body, x.end}
		default:
			if isFree(x.kind) {
				f.drop(x)
			}
		}
		if in.cut {
			return ErrCutOff
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, x := range associations {
		if err := m.associate(x); err != nil {
			return nil, err
		}
	}
	if err := m.locate(); err != nil {
		return nil, err
	}
	for _, r := range m.references {
		if r.kind == "auxl" && slices.Contains(r.to, m.primary) {
			m.auxiliary = append(m.auxiliary, r.from)
		}
	}
	slices.Sort(m.auxiliary)
	m.auxiliary = slices.Compact(m.auxiliary)
	f.metas = append(f.metas, m)
	return m, nil
}

// idSize returns the size of the number of an item, by the version of a box.
func idSize(version byte) int {
	if version == 0 {
		return 2
	}
	return 4
}

// readItem reads a box "infe".
func (m *meta) readItem(x box) error {
	if x.kind != "infe" {
		return nil
	}
	in := fields{b: m.b[x.body:x.end]}
	version, _ := in.version()
	if version < 2 {
		return nil // It has no kind, and HEIF excludes it.
	}
	id := uint32(in.number(idSize(version - 2)))
	in.number(2)
	if len(in.b) < 4 {
		return ErrCutOff
	}
	it := &item{kind: string(in.b[:4])}
	in.b = in.b[4:]
	start := x.end - len(in.b)
	// Programs name items by their roles; other names are metadata.
	switch name := in.text(); name {
	case "Color", "Alpha", "Exif", "XMP":
	default:
		it.name = span{start, start + len(name)}
	}
	m.items[id] = it
	return nil
}

// readReference reads a box in "iref".
func (m *meta) readReference(x box, size int) error {
	in := fields{b: m.b[x.body:x.end]}
	r := reference{kind: x.kind, from: uint32(in.number(size))}
	for n := in.number(2); n > 0 && !in.cut; n-- {
		r.to = append(r.to, uint32(in.number(size)))
	}
	if in.cut {
		return ErrCutOff
	}
	m.references = append(m.references, r)
	return nil
}

// readLocations reads a box "iloc".
func (m *meta) readLocations(in *fields) error {
	version, _ := in.version()
	sizes := in.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	if version == 0 {
		indexSize = 0
	}
	if version > 2 || max(offsetSize, lengthSize, baseSize, indexSize) > 8 {
		return errors.New("its list of parts is damaged")
	}
	id, count := 2, 2
	if version == 2 {
		id, count = 4, 4
	}
	for n := in.number(count); n > 0 && !in.cut; n-- {
		l := location{item: uint32(in.number(id))}
		if version > 0 {
			l.method = byte(in.number(2) & 15)
		}
		in.number(2) // An index of external files, which browsers don't load.
		base := in.number(baseSize)
		extents := in.number(2)
		if extents > 1 && offsetSize+lengthSize == 0 {
			return errors.New("its list of parts is damaged")
		}
		for ; extents > 0 && !in.cut; extents-- {
			in.number(indexSize)
			l.offset, l.length = base+in.number(offsetSize), in.number(lengthSize)
			m.locations = append(m.locations, l)
		}
	}
	if in.cut {
		return ErrCutOff
	}
	return nil
}

// mostProperties is the number of properties that a box "ipma" can give to an item.
const mostProperties = 255

// associate reads a box "ipma".
func (m *meta) associate(x box) error {
	in := fields{b: m.b[x.body:x.end]}
	version, flags := in.version()
	size, mask := 1, uint64(0x7f)
	if flags&1 != 0 {
		size, mask = 2, 0x7fff
	}
	for n := in.number(4); n > 0 && !in.cut; n-- {
		it := m.items[uint32(in.number(idSize(version)))]
		for k := in.number(1); k > 0 && !in.cut; k-- {
			if index := int(in.number(size) & mask); it != nil && len(it.properties) < mostProperties {
				it.properties = append(it.properties, index)
			}
		}
	}
	if in.cut {
		return ErrCutOff
	}
	return nil
}

// locate gives items their spans of the file.
func (m *meta) locate() error {
	for _, l := range m.locations {
		it := m.items[l.item]
		if it == nil {
			continue
		}
		within := span{0, len(m.b)}
		switch l.method {
		case 0:
		case 1:
			within = m.data
		default:
			return errors.New("it has parts in other parts, which browsers don't read")
		}
		size := uint64(within.to - within.from)
		if l.offset > size || l.length > size-l.offset {
			return ErrCutOff
		}
		s := span{within.from + int(l.offset), within.from + int(l.offset+l.length)}
		if l.length == 0 { // Everything up to the end.
			s.to = within.to
		}
		it.spans = append(it.spans, s)
	}
	return nil
}
