package outline

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
)

// Fingerprint is the fingerprint of a text. Two texts that differ have the same one once in four billion
// times, which is enough to see that somebody changed something.
type Fingerprint uint32

// letters are the digits of a print as it is written. A number would be one to YAML too, and with an
// e in it one that can't be read.
const letters = "klmnopqrstuvwxyz"

// printDigits is how many letters a print has.
const printDigits = 8

// PrintPattern matches a print as it is written.
const PrintPattern = "[k-z]{8}"

// String writes a print as eight letters from k to z.
func (p Fingerprint) String() string {
	var b [printDigits]byte
	for i := range b {
		b[i] = letters[p>>(4*(printDigits-1-i))&0xf]
	}
	return string(b[:])
}

// UnmarshalText reads what [Fingerprint.String] writes.
func (p *Fingerprint) UnmarshalText(text []byte) error {
	var out Fingerprint
	for _, c := range text {
		digit := strings.IndexByte(letters, c)
		if digit < 0 || len(text) != printDigits {
			return fmt.Errorf("%q isn't what baken translations accept writes: eight letters from k to z", text)
		}
		out = out<<4 | Fingerprint(digit)
	}
	if len(text) != printDigits {
		return fmt.Errorf("%q isn't what baken translations accept writes: eight letters from k to z", text)
	}
	*p = out
	return nil
}

// Of returns the print of a text without marks, such as a title.
func Of(text string) Fingerprint {
	var w writer
	w.text([]byte(text))
	return w.print()
}

// OfLines returns the print of lines that are written nowhere else.
func OfLines(lines []string) Fingerprint {
	return sum([]byte(strings.Join(lines, "\n")))
}

func sum(b []byte) Fingerprint {
	hash := sha256.Sum256(b)
	return Fingerprint(binary.BigEndian.Uint32(hash[:]))
}
