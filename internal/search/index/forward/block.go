// Package forward makes the forward index of the pages of a language: for each section the words in
// it, with how often each occurs, weighted by the fields that they stand in.
//
// Pages are read into blocks, each of which has numbers of its own for its words, so that blocks
// can be read at the same time, in any order, and kept for as long as their pages are the same.
package forward

import "baken.example/baken/internal/spool"

// BlockSize is the number of pages of a block, as a rule.
const BlockSize = 64

// Block is the forward index of consecutive pages, with their texts. It is immutable once it has
// been read.
type Block struct {
	// Words is the vocabulary of the block, in the order of their first occurrences.
	Words []string
	Units []Unit
	Text  *Texts
	// Sections are those of all units.
	Sections []Section
	// occurrences are in the order of the sections. They are nil if they are spooled: a large site
	// has more of them than of anything else.
	occurrences []Occurrence
	spooled     spool.Bytes
	// Ends are the indexes at which the occurrences of a section end; see [Occurrences.Of].
	Ends []int
	// Pages are those of the block, with the anchors of its sections, and Links are theirs.
	Pages   []Page
	Anchors []string
	Links   []Link
}

// Texts are the units of a block as they stand in text files, with a comma behind each. They
// outlive the block.
type Texts struct {
	size int
	// memory is nil if they are spooled.
	memory  []byte
	spooled spool.Bytes
}

// Len returns the number of bytes.
func (t *Texts) Len() int { return t.size }

// AppendRange appends the text from one offset up to another. The error is that of the spool.
func (t *Texts) AppendRange(b []byte, start, end int) ([]byte, error) {
	if t.memory != nil {
		return append(b, t.memory[start:end]...), nil
	}
	return t.spooled.AppendRange(b, start, end)
}

// Page holds the sections of a page in a block, from First up to End, by the key of the page.
type Page struct {
	Key        string
	First, End int
}

// Unit is a page, or a part of one.
type Unit struct {
	// Continued reports whether the unit continues the page of the one before it.
	Continued bool
	// End is the end of the unit in the text of the block, behind its comma.
	End int
}

// Section is a section of a unit of a block.
type Section struct{ Unit, Number int }
