package facts

import (
	"bytes"
	"unicode/utf8"

	"baken.example/baken/internal/facts/address"
)

// phoneOr reads a telephone number that begins with a plus sign, or skips the sign.
func (s *scan) phoneOr(i int) int {
	if end := s.phone(i); end > 0 {
		return end
	}
	return i + 1
}

// phone reads a telephone number, and returns its end, or 0 if the digits are none: they are 9 to
// 15, or from 8 on behind a zero. A zero in parentheses, for callers within the country, doesn't
// count.
func (s *scan) phone(i int) int {
	var digits []byte
	end, spaces := i, 0
	for at := i; at < len(s.text) && at-i < 40; {
		c, size := utf8.DecodeRune(s.text[at:])
		switch {
		case '0' <= c && c <= '9':
			digits = append(digits, byte(c))
			end, spaces = at+size, 0
		case bytes.HasPrefix(s.text[at:], []byte("(0)")):
			size = 3
		case c == '+' && at == i, c == '(' || c == ')':
		case (c == '-' || c == '.' || c == '/' || c == '–' || isSpace(c)) && spaces < 2:
			spaces++
		default:
			at = len(s.text)
		}
		at += size
	}
	n := len(digits)
	if s.text[i] == '0' && (n < 8 || n > 11 && !bytes.HasPrefix(digits, []byte("00")) || s.run(i)-i > 11 || n < 2) || s.text[i] == '+' && n < 9 || n > 15 {
		return 0
	}
	s.add(found{Fact: Fact{Kind: Phone, key: string(digits)}, start: i, end: end})
	return end
}

// linked returns the fact for the target of a link, or false if it is none.
func linked(target string) (Fact, bool) {
	a, ok := address.Parse(target)
	return Fact{Kind: addresses[a.Kind], Text: a.Text, key: a.Key}, ok
}

// addresses are the kinds of facts that addresses are.
var addresses = map[address.Kind]Kind{address.Mail: Mail, address.Phone: Phone, address.URL: URL}
