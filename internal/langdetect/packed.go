package langdetect

import "math/bits"

// packed maps packed words, which are never 0, to their languages. A text is looked up word by
// word, so that this table, with a quarter of its slots in use and one multiplication for a hash,
// takes a third of the time of a map.
type packed struct {
	slots []packedSlot
	shift int
	// used has a bit for each slot in use. It fits the first cache of a processor, unlike slots.
	used []uint64
}

type packedSlot struct {
	key uint64
	in  uint32
}

// newPacked returns a table of the words of a map.
func newPacked(words map[uint64]uint32) packed {
	size := bits.Len(uint(4*len(words) + 1))
	p := packed{make([]packedSlot, 1<<size), 64 - size, make([]uint64, 1<<size/64+1)}
	for key, in := range words {
		i := p.first(key)
		for p.slots[i].key != 0 {
			i = (i + 1) & (len(p.slots) - 1)
		}
		p.slots[i] = packedSlot{key, in}
		p.used[i/64] |= 1 << (i % 64)
	}
	return p
}

// first returns the first slot of a key: its bits times the golden ratio (Knuth, volume 3, 6.4).
func (p *packed) first(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> p.shift) }

// languages returns the languages of a word, or 0.
func (p *packed) languages(key uint64) uint32 {
	i := p.first(key)
	if p.used[i/64]>>(i%64)&1 == 0 {
		return 0
	}
	for ; ; i = (i + 1) & (len(p.slots) - 1) {
		switch s := p.slots[i]; s.key {
		case key:
			return s.in
		case 0:
			return 0
		}
	}
}
