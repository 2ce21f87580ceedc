package forward

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
)

// stretches is a hash table of stretches of text with their words. A page has hundreds of words,
// and a map of strings takes several times as long.
type stretches struct {
	seed maphash.Seed
	// random makes the hashes of short stretches differ from one table to another.
	random uint64
	// slots are a power of two, of which used aren't empty. A stretch is in the first slot from
	// that of its hash on that was empty when it was added.
	slots []stretch
	used  int
	// text has the stretches that are longer than head, and words the words of all that haven't
	// one.
	text  []byte
	words []int32
}

// stretch is a stretch of text. The length of an empty slot is 0.
type stretch struct {
	// head has the first bytes, and text is the place of all in the text of the table if there are
	// more.
	head uint64
	hash uint32
	text uint32
	// word is the only word, or the place of the first in the words of the table.
	word, count int32
	length      int32
}

const (
	// maxStretch is the number of bytes of the longest stretch that the table takes, and headSize
	// the number of those that a slot has.
	maxStretch, headSize = 64, 8
	minSlots             = 1 << 12
)

func newStretches() stretches {
	seed := maphash.MakeSeed()
	return stretches{seed: seed, random: maphash.Bytes(seed, nil), slots: make([]stretch, minSlots)}
}

// sum returns the head of a text and its hash.
func (s *stretches) sum(text []byte) (head uint64, hash uint32) {
	if len(text) > headSize {
		return binary.LittleEndian.Uint64(text), uint32(maphash.Bytes(s.seed, text))
	}
	if cap(text) >= headSize {
		head = binary.LittleEndian.Uint64(text[:headSize]) & (1<<(8*len(text)) - 1)
	} else {
		for i, c := range text {
			head |= uint64(c) << (8 * i)
		}
	}
	high, low := bits.Mul64(head^s.random, 0x9E3779B97F4A7C15)
	return head, uint32(high ^ low ^ uint64(len(text)))
}

// find returns the slot of a stretch, which is an empty one if it is new.
func (s *stretches) find(text []byte) *stretch {
	head, hash := s.sum(text)
	for i := hash; ; i++ {
		of := &s.slots[i&uint32(len(s.slots)-1)]
		if of.length == 0 {
			return of
		}
		if of.head == head && of.hash == hash && of.length == int32(len(text)) &&
			(len(text) <= headSize || string(s.text[of.text:of.text+uint32(of.length)]) == string(text)) {
			return of
		}
	}
}

// add adds a new stretch with its words.
func (s *stretches) add(text []byte, words []int32) *stretch {
	if s.used++; s.used > len(s.slots)/2 {
		s.grow()
	}
	of := s.find(text)
	of.head, of.hash = s.sum(text)
	of.length, of.count = int32(len(text)), int32(len(words))
	if len(text) > headSize {
		of.text = uint32(len(s.text))
		s.text = append(s.text, text...)
	}
	if len(words) == 1 {
		of.word = words[0]
	} else {
		of.word = int32(len(s.words))
		s.words = append(s.words, words...)
	}
	return of
}

// grow doubles the number of slots.
func (s *stretches) grow() {
	old := s.slots
	s.slots = make([]stretch, 2*len(old))
	for _, of := range old {
		if of.length == 0 {
			continue
		}
		i := of.hash
		for s.slots[i&uint32(len(s.slots)-1)].length > 0 {
			i++
		}
		s.slots[i&uint32(len(s.slots)-1)] = of
	}
}
