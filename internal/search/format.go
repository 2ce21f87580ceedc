package search

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// Format is the version of the format. An evaluator refuses a manifest of another one.
const Format = 3

// Limits of the format.
const (
	// MaxPostings is the number of postings of a class of words: the heaviest ones are kept.
	MaxPostings = 2000
	// MaxWeight is the largest weight of a posting; the smallest is 1.
	MaxWeight = 63
	// MaxWord is the number of characters of the longest word. Longer ones are cut.
	MaxWord = 64
	// ExactFactor is what a posting counts for the word that it is of, and StopFactor what one of a
	// stop word counts, of 16.
	ExactFactor, StopFactor = 16, 4
	// MaxQuery and MaxWords are the characters and the words of a query that count.
	MaxQuery, MaxWords = 200, 16
)

// Manifest is the file that leads to all others. It is at a path that doesn't change.
type Manifest struct {
	Format int `json:"format"`
	// Units is the number of units. A unit is a page, or a part of a long one.
	Units int `json:"units"`
	// Per is the number of units in a text file: unit u is in file u/Per.
	Per int `json:"per"`
	// Continued are the numbers of the units that belong to the same page as the unit before them.
	Continued Increasing `json:"continued"`
	Rules     Rules      `json:"rules"`
	// Stops are the term shards of the classes that have a stop word, which are few and which many
	// queries ask for; those that have other words too are among Terms as well.
	Stops []Shard `json:"-"`
	// Terms are the term shards, and Endings the lists of words by their last letters. The bounds
	// of Endings are reversed words.
	Terms   []Shard `json:"-"`
	Endings []Shard `json:"-"`
	// Shards is the hash of the group of all shards, in this order; see [GroupHash].
	Shards string `json:"shards"`
	// Texts are the hashes of groups of consecutive text files, of Group files each.
	Group int      `json:"group"`
	Texts []string `json:"texts"`
}

// Increasing are increasing numbers, from 0 on. In JSON each is the difference to the one before it,
// which takes half the bytes after compression.
type Increasing []int

// Shard is the name of a file that holds what sorts from Bound up to the bound of the next one.
type Shard struct{ Bound, Name string }

// Posting is the weight of a class of words in a section of a unit.
type Posting struct{ Unit, Section, Weight int }

// TextUnit is a unit in a text file.
type TextUnit struct {
	URL, Title, Description string
	Sections                []TextSection
}

// TextSection is a section in a text file.
type TextSection struct{ Anchor, Heading, Text string }

// Sum returns the SHA-256 checksum of a content, which may be in parts.
func Sum(content ...[]byte) (sum [sha256.Size]byte) {
	if len(content) == 1 {
		return sha256.Sum256(content[0])
	}
	h := sha256.New()
	for _, part := range content {
		h.Write(part) // It returns no error.
	}
	h.Sum(sum[:0])
	return sum
}

// GroupHash returns the hash of a group of files: the first eight characters, in base64url, of the
// checksum of their checksums. Files are called by their groups, so that the manifest, which each
// query takes first, needn't list a hash for each.
func GroupHash(sums [][sha256.Size]byte) string {
	h := sha256.New()
	for _, sum := range sums {
		h.Write(sum[:]) // It returns no error.
	}
	sum := h.Sum(nil)
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// FileName returns the name of file i of a group.
func FileName(group string, i int) string { return group + "-" + strconv.Itoa(i) }

// digits are those of numbers, in the order of their values: characters that follow each other, but
// for the one that JSON escapes.
const digits = "()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefgh"

// appendNumber appends a number as a variable-length quantity: five bits in each digit, the least
// significant ones first; a digit of 32 or more is followed by another.
func appendNumber(b []byte, n int) []byte {
	for ; n >= 32; n >>= 5 {
		b = append(b, digits[n&31|32])
	}
	return append(b, digits[n])
}

// AppendPostings appends postings, which are sorted by unit and section, in their encoding.
func AppendPostings(b []byte, postings []Posting) []byte {
	unit := 0
	for _, p := range postings {
		b = appendNumber(b, p.Unit-unit)
		b = appendNumber(b, p.Section)
		b = append(b, digits[p.Weight])
		unit = p.Unit
	}
	return b
}

// Postings decodes postings. It stops at the first that is broken and reports whether there was
// none.
func Postings(s string) (postings []Posting, ok bool) {
	unit := 0
	for s != "" {
		var p Posting
		delta, rest, ok := number(s)
		if !ok {
			return postings, false
		}
		if p.Section, rest, ok = number(rest); !ok || rest == "" {
			return postings, false
		}
		if p.Weight = strings.IndexByte(digits, rest[0]); p.Weight < 1 {
			return postings, false
		}
		unit += delta
		p.Unit, s = unit, rest[1:]
		postings = append(postings, p)
	}
	return postings, true
}

// number decodes the number at the start of s.
func number(s string) (n int, rest string, ok bool) {
	for i, shift := 0, 0; i < len(s) && shift < 30; i, shift = i+1, shift+5 {
		digit := strings.IndexByte(digits, s[i])
		if digit < 0 {
			return 0, "", false
		}
		n |= digit & 31 << shift
		if digit < 32 {
			return n, s[i+1:], true
		}
	}
	return 0, "", false
}
