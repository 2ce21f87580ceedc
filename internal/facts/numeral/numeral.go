// Package numeral reads numbers in digits, with the separators that languages put between them.
package numeral

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numeral is a number in digits.
type Numeral struct {
	// Value is its value, and Other that of a second reading, or the same: 1.234 is a thousand or
	// one.
	Value, Other float64
	// Parts are the separated groups of digits; plain integers have one.
	Parts []string
	// Key is set where the digits are no number but a version, a law or the like.
	Key string
	// End is the offset in the text behind the digits.
	End int
}

// group is a separator and the digits after it.
type group struct{ mark, digits string }

// Read reads the digits at i of a text in a language with a separator of decimals. Digits are
// grouped by full stops, commas, apostrophes or spaces.
func Read(text []byte, i int, decimal string) Numeral {
	first := digits(text, i)
	var groups []group
	for at := first; ; {
		c, size := utf8.DecodeRune(text[at:])
		if at >= len(text) || !strings.ContainsRune(".,'’ \u00a0\u202f\u2009/", c) || digits(text, at+size) == at+size {
			break
		}
		next := digits(text, at+size)
		space := unicode.IsSpace(c)
		if c == '\'' || c == '’' || space {
			// Such a separator is between thousands only.
			if next-at-size != 3 || first-i > 3 || len(groups) > 0 && groups[0].mark != string(c) || text[i] == '0' || letterAt(text, next) {
				break
			}
		}
		if len(groups) > 0 && (c == '/') != (groups[0].mark == "/") {
			break
		}
		groups = append(groups, group{string(c), string(text[at+size : next])})
		at = next
		if len(groups) == 8 {
			break
		}
	}
	l := Numeral{End: first, Parts: []string{string(text[i:first])}}
	for _, g := range groups {
		l.Parts = append(l.Parts, g.digits)
		l.End += len(g.mark) + len(g.digits)
	}
	l.interpret(groups, decimal)
	return l
}

// interpret sets the values of a numeral.
func (l *Numeral) interpret(groups []group, decimal string) {
	whole, fraction := strings.Join(l.Parts, ""), ""
	n := len(groups)
	thousands := len(l.Parts[0]) <= 3 && !strings.HasPrefix(l.Parts[0], "0") &&
		!slices.ContainsFunc(groups, func(g group) bool { return len(g.digits) != 3 })
	switch {
	case n == 0:
	case groups[0].mark == "/":
		l.Key = strings.Join(l.Parts, "/")
		return
	case n == 1 && thousands && (groups[0].mark == "." || groups[0].mark == ","):
		// One thousand, or one with three decimals.
		with := Parse(l.Parts[0], l.Parts[1])
		l.Value, l.Other = Parse(whole, ""), with
		if groups[0].mark == decimal {
			l.Value, l.Other = l.Other, l.Value
		}
		return
	case thousands && alike(groups):
	case n == 1:
		whole, fraction = l.Parts[0], l.Parts[1]
	case alike(groups[:n-1]) && groups[n-1].mark != groups[0].mark && !slices.ContainsFunc(groups[:n-1], func(g group) bool { return len(g.digits) != 3 }):
		whole, fraction = strings.Join(l.Parts[:n], ""), l.Parts[n]
	default:
		l.Key = strings.Join(l.Parts, ".")
		return
	}
	l.Value = Parse(whole, fraction)
	l.Other = l.Value
}

// alike reports whether all separators are the same.
func alike(groups []group) bool {
	return !slices.ContainsFunc(groups, func(g group) bool { return g.mark != groups[0].mark })
}

// Parse returns the value of the digits of a number before and behind its decimal separator.
func Parse(whole, fraction string) float64 {
	if fraction == "" && len(whole) <= 15 { // A float64 has these exactly.
		n := 0
		for _, c := range []byte(whole) {
			n = n*10 + int(c-'0')
		}
		return float64(n)
	}
	f, err := strconv.ParseFloat(whole+"."+fraction+"0", 64)
	if err != nil {
		return 0
	}
	return f
}

// digits returns the end of the digits at i.
func digits(text []byte, i int) int {
	for i < len(text) && '0' <= text[i] && text[i] <= '9' {
		i++
	}
	return i
}

// letterAt reports whether there is a letter, or the mark of one, at i.
func letterAt(text []byte, i int) bool {
	c, _ := utf8.DecodeRune(text[i:])
	return unicode.IsLetter(c) || unicode.IsMark(c)
}
