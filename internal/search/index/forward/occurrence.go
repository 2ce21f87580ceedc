package forward

import (
	"encoding/binary"
	"math"
)

// Occurrence is the weighted frequency of a word in a section.
type Occurrence struct {
	// Word is the index of the word in its block.
	Word      int32
	Frequency float32
}

// occurrenceSize is the number of bytes of an occurrence in a spool.
const occurrenceSize = 8

// appendOccurrences appends occurrences as they are spooled.
func appendOccurrences(b []byte, all []Occurrence) []byte {
	for _, o := range all {
		b = binary.LittleEndian.AppendUint32(b, uint32(o.Word))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(o.Frequency))
	}
	return b
}

// Occurrences reads the occurrences of one block after the other, as a build does three times.
type Occurrences struct {
	encoded []byte
	all     []Occurrence
}

// Of returns the occurrences of a block, which are valid until the next call. The error is that of
// the spool.
func (r *Occurrences) Of(b *Block) ([]Occurrence, error) {
	if b.occurrences != nil {
		return b.occurrences, nil
	}
	var err error
	if r.encoded, err = b.spooled.Append(r.encoded[:0]); err != nil {
		return nil, err
	}
	r.all = r.all[:0]
	for b := r.encoded; len(b) > 0; b = b[occurrenceSize:] {
		r.all = append(r.all, Occurrence{int32(binary.LittleEndian.Uint32(b)), math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))})
	}
	return r.all, nil
}
