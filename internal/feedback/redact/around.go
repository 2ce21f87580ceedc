package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// letterBefore reports whether a letter or a digit precedes an offset.
func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// letterAt reports whether a letter or a digit stands at an offset.
func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordBefore returns the letters directly before an offset, in lower case, and where they begin.
func wordBefore(s string, i int) (string, int) {
	from := i
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= size
	}
	return strings.ToLower(s[from:i]), from
}

// labelWords are the words that may precede a number without a space: "tel0612345678".
var labelWords = []string{
	"app", "bel", "bsn", "burgerservicenummer", "call", "cell", "contact", "direct", "fax", "gsm", "home", "kantoor", "m", "mob",
	"mobiel", "mobile", "nr", "nummer", "office", "phone", "privé", "prive", "sms", "sofi", "t", "tel", "telefoon",
	"telefoonnummer", "telnr", "thuis", "vast", "werk", "whatsapp", "work",
}

// canBegin reports whether a number may begin at an offset: not inside a word or a longer number.
func canBegin(s string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	if unicode.IsLetter(r) {
		word, from := wordBefore(s, i)
		return slices.Contains(labelWords, word) && (from == 0 || !isDigit(s[from-1]))
	}
	return !unicode.IsDigit(r)
}

// canEnd reports whether a number may end at an offset. Letters may follow without a space, as in
// "0612345678en", but not hexadecimal digits, which make it a hash.
func canEnd(s string, i int) bool {
	if i == len(s) {
		return true
	}
	rest := s[i:]
	if n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }); n >= 0 {
		rest = rest[:n]
	}
	return rest == "" || !isDigit(rest[0]) && strings.Trim(rest, "0123456789abcdefABCDEF_") != "" && !strings.ContainsAny(rest, "0123456789")
}

// followsNumber reports whether a digit and a sign precede an offset: "1." before the 2 of "1.2".
func followsNumber(s string, i int, signs string) bool {
	return i > 1 && strings.IndexByte(signs, s[i-1]) >= 0 && isDigit(s[i-2])
}

// continues reports whether a sign and a digit stand at an offset: ".3" after the 2 of "1.2.3".
func continues(s string, i int, signs string) bool {
	return i+1 < len(s) && strings.IndexByte(signs, s[i]) >= 0 && isDigit(s[i+1])
}

// digits returns the offsets of up to most digits from an offset on. Up to three separators may
// stand between two of them.
func digits(s string, i, most int, separators string) []int {
	var out []int
	for gap := 0; i < len(s) && len(out) < most; i++ {
		switch {
		case isDigit(s[i]):
			out = append(out, i)
			gap = 0
		case len(out) == 0 || gap == 3 || strings.IndexByte(separators, s[i]) < 0:
			return out
		default:
			gap++
		}
	}
	return out
}

// number returns the digits at the offsets.
func number(s string, at []int) string {
	b := make([]byte, len(at))
	for i, p := range at {
		b[i] = s[p]
	}
	return string(b)
}

// groups returns the lengths of the groups of adjacent digits, and the first separator of two
// groups.
func groups(s string, at []int) (lengths []int, separator string) {
	start := 0
	for i := 1; i <= len(at); i++ {
		if i < len(at) && at[i] == at[i-1]+1 {
			continue
		}
		lengths = append(lengths, i-start)
		if start = i; i < len(at) && separator == "" {
			separator = s[at[i-1]+1 : at[i]]
		}
	}
	return lengths, separator
}
