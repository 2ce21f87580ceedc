package strictyaml

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// PosIn returns the position in the file of a byte offset in a text: a plain, quoted, folded (>) or
// literal (|) scalar of one or more lines. src is the whole file that t was parsed from, by [Parse]
// with a first line of 1. An offset of len(t.V) is the position behind the end.
//
// The position of a visible character is exact. The position of white space is within the white
// space that YAML folded into it. If the text isn't at its position in src, PosIn returns t.Pos.
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

// character is a character of a scalar, unescaped, with the position where it is written.
type character struct {
	c rune
	diag.Pos
}

// scalar iterates over the characters of a scalar and then on to the end of the file.
type scalar struct {
	rest []byte
	diag.Pos
	// quote is the quotation mark around the scalar, or 0.
	quote byte
}

// scalarAt returns the scalar at a position, at its first character.
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
	// end is returned after the last character of a file.
	end rune = -1 - iota
	// unreadable is an escape whose meaning only the parser knows: half of a UTF-16 surrogate pair,
	// or an invalid number.
	unreadable
)

// advance consumes one character of the file and returns it.
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

// skipLine moves to the start of the next line.
func (s *scalar) skipLine() {
	i := bytes.IndexByte(s.rest, '\n')
	if i < 0 {
		i = len(s.rest) - 1
	}
	s.rest = s.rest[i+1:]
	s.Pos = diag.Pos{Line: s.Line + 1, Column: 1}
}

// escapes maps the characters of single-character escapes to their values (YAML 1.2.2, section
// 5.7).
var escapes = map[rune]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': 0x1b,
	'N': 0x85, '_': 0xa0, 'L': 0x2028, 'P': 0x2029,
}

// digits maps the character of a numeric escape to its number of hexadecimal digits.
var digits = map[rune]int{'x': 2, 'u': 4, 'U': 8}

// next returns the next unescaped character. A \ at the end of a line, which continues the line, is
// returned as white space, which callers skip.
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

// code consumes the digits of a numeric escape and returns its character.
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
