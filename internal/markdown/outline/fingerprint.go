package outline

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
)

// Fingerprint is a 32-bit hash of a text: enough to detect edits, though not to withstand an
// attacker.
type Fingerprint uint32

// letters are the digits of a fingerprint. Hexadecimal digits could form a YAML number, such as
// 1e999999.
const letters = "klmnopqrstuvwxyz"

// printDigits is the number of letters of a fingerprint.
const printDigits = 8

// PrintPattern is a regular expression for the text form of a fingerprint.
const PrintPattern = "[k-z]{8}"

// String returns the fingerprint as eight letters from k to z.
func (p Fingerprint) String() string {
	var b [printDigits]byte
	for i := range b {
		b[i] = letters[p>>(4*(printDigits-1-i))&0xf]
	}
	return string(b[:])
}

// UnmarshalText parses the form that [Fingerprint.String] returns.
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

// Of returns the fingerprint of a text without markup, such as a title.
func Of(text string) Fingerprint {
	var w writer
	w.text([]byte(text))
	return w.fingerprint()
}

// OfLines returns the fingerprint of lines, byte for byte.
func OfLines(lines []string) Fingerprint {
	return sum([]byte(strings.Join(lines, "\n")))
}

func sum(b []byte) Fingerprint {
	hash := sha256.Sum256(b)
	return Fingerprint(binary.BigEndian.Uint32(hash[:]))
}
