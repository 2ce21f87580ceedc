package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// wordEnds tells whether a letter or a digit stands before an offset.
func wordEnds(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordBegins tells whether a letter or a digit stands at an offset.
func wordBegins(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordBefore is the letters directly before an offset, in lower case, and where they begin.
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

// glued are the words that people write against a number: "tel0612345678".
var glued = []string{
	"app", "bel", "bsn", "burgerservicenummer", "call", "cell", "contact", "direct", "fax", "gsm", "home", "kantoor", "m", "mob",
	"mobiel", "mobile", "nr", "nummer", "office", "phone", "privé", "prive", "sms", "sofi", "t", "tel", "telefoon",
	"telefoonnummer", "telnr", "thuis", "vast", "werk", "whatsapp", "work",
}

// begins tells whether a number may begin at an offset: not within a word or a longer number.
func begins(s string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	if unicode.IsLetter(r) {
		word, from := wordBefore(s, i)
		return slices.Contains(glued, word) && (from == 0 || !isDigit(s[from-1]))
	}
	return !unicode.IsDigit(r)
}

// ends tells whether a number may end at an offset. Letters may follow without a space, as in
// "0612345678en", but not what looks like the rest of a hash.
func ends(s string, i int) bool {
	if i == len(s) {
		return true
	}
	rest := s[i:]
	if n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }); n >= 0 {
		rest = rest[:n]
	}
	return rest == "" || !isDigit(rest[0]) && strings.Trim(rest, "0123456789abcdefABCDEF_") != "" && !strings.ContainsAny(rest, "0123456789")
}

// within tells whether a digit and a sign stand before an offset: "1." before the 2 of "1.2".
func within(s string, i int, signs string) bool {
	return i > 1 && strings.IndexByte(signs, s[i-1]) >= 0 && isDigit(s[i-2])
}

// goesOn tells whether a sign and a digit stand at an offset: ".3" behind the 2 of "1.2.3".
func goesOn(s string, i int, signs string) bool {
	return i+1 < len(s) && strings.IndexByte(signs, s[i]) >= 0 && isDigit(s[i+1])
}

// digits are the offsets of up to max digits from an offset on. Up to three of the separators may
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

// number is the digits at the offsets.
func number(s string, at []int) string {
	b := make([]byte, len(at))
	for i, p := range at {
		b[i] = s[p]
	}
	return string(b)
}

// shape is how many digits stand together each time, and what is first between two of them.
func shape(s string, at []int) (lengths []int, separator string) {
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
