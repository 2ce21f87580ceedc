package strictyaml

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// PosIn returns the place in a file of what stands at a byte offset of a text: in a plain, quoted,
// folded (>) or literal (|) scalar of one line or several. src is the whole file that t was read
// from, by [Parse] with a first line of 1. The offset of t's length is the place behind its end.
//
// The place of a character that is to be seen is exact. White space has a place within the white
// space that YAML made it of. A text that isn't in the file has its own place throughout.
func PosIn(src []byte, t Text, offset int) diag.Pos {
	s, ok := scalarAt(src, t.Pos)
	if !ok {
		return t.Pos
	}
	written := s.next()
	for i, c := range t.V {
		if !unicode.IsSpace(c) {
			for unicode.IsSpace(written.c) {
				written = s.next()
			}
			if written.c != c && written.c != unreadable {
				return t.Pos
			}
		}
		if i >= offset {
			break
		}
		if unicode.IsSpace(c) && !unicode.IsSpace(written.c) && written.c != unreadable {
			continue
		}
		written = s.next()
	}
	return written.Pos
}

// character is one of a scalar, as it is meant, at the place where it is written.
type character struct {
	c rune
	diag.Pos
}

// scalar goes through the characters of a scalar, and on to the end of the file.
type scalar struct {
	rest []byte
	diag.Pos
	// quote is what the scalar is between, or 0.
	quote byte
}

// scalarAt goes to the first character of the scalar at a place.
func scalarAt(src []byte, at diag.Pos) (s scalar, ok bool) {
	if at.Line < 1 || at.Column < 1 {
		return s, false
	}
	s = scalar{rest: src, Pos: diag.Pos{Line: 1, Column: 1}}
	for s.Line < at.Line && len(s.rest) > 0 {
		s.skipLine()
	}
	for s.Column < at.Column && len(s.rest) > 0 {
		s.advance()
	}
	if s.Pos != at || len(s.rest) == 0 {
		return s, false
	}
	switch s.rest[0] {
	case '"', '\'':
		s.quote = s.rest[0]
		s.advance()
	case '|', '>':
		s.skipLine()
	}
	return s, true
}

const (
	// end is what stands behind the last character of a file.
	end rune = -1 - iota
	// unreadable is an escape that means what only the parser knows: half of a character of UTF-16,
	// or what isn't a number.
	unreadable
)

// advance passes over one character of the file and returns it.
func (s *scalar) advance() rune {
	if len(s.rest) == 0 {
		return end
	}
	c, size := utf8.DecodeRune(s.rest)
	s.rest = s.rest[size:]
	s.Column++
	if c == '\n' {
		s.Pos = diag.Pos{Line: s.Line + 1, Column: 1}
	}
	return c
}

// skipLine goes to the next line.
func (s *scalar) skipLine() {
	i := bytes.IndexByte(s.rest, '\n')
	if i < 0 {
		i = len(s.rest) - 1
	}
	s.rest = s.rest[i+1:]
	s.Pos = diag.Pos{Line: s.Line + 1, Column: 1}
}

// escapes are those of one character that mean another (YAML 1.2.2, section 5.7).
var escapes = map[rune]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': 0x1b,
	'N': 0x85, '_': 0xa0, 'L': 0x2028, 'P': 0x2029,
}

// digits are how many hexadecimal ones follow an escape.
var digits = map[rune]int{'x': 2, 'u': 4, 'U': 8}

// next returns the next character that is meant. A line that goes on in the next one, by a \ at
// its end, has white space there, which is right for whoever passes over that.
func (s *scalar) next() character {
	at := s.Pos
	c := s.advance()
	switch {
	case c == '\'' && s.quote == '\'' && bytes.HasPrefix(s.rest, []byte("'")):
		s.advance()
	case c == '\\' && s.quote == '"':
		c = s.advance()
		if n := digits[c]; n > 0 {
			c = s.code(n)
		} else if meant, ok := escapes[c]; ok {
			c = meant
		}
	}
	return character{c, at}
}

// code passes over the digits of an escape and returns the character with that number.
func (s *scalar) code(digits int) rune {
	var number []byte
	for range digits {
		number = utf8.AppendRune(number, s.advance())
	}
	code, err := strconv.ParseUint(string(number), 16, 32)
	if err == nil && utf16.IsSurrogate(rune(code)) && bytes.HasPrefix(s.rest, []byte(`\u`)) {
		for range len(`\u0000`) {
			s.advance()
		}
	}
	if err != nil || !utf8.ValidRune(rune(code)) {
		return unreadable
	}
	return rune(code)
}
