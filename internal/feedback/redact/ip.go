package redact

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/lazyregexp"
)

var (
	quad = lazyregexp.New(`^\d{1,3}(?:(?:\.| {1,2}\. {1,2})\d{1,3}){3}`)
	// hextets matches a candidate for an IPv6 address (RFC 4291, section 2.2) with its zone.
	hextets = lazyregexp.New(`^(?:[0-9A-Fa-f]{0,4}:){2,8}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4})?(?:%[0-9A-Za-z_.-]+)?`)
	spaced  = lazyregexp.New(`^(?:[0-9A-Fa-f]{0,4} ?: ?){2,8}(?:[0-9A-Fa-f]{1,4})?`)
)

// maxAddress exceeds the length of any address in bytes, with a space around every sign.
const maxAddress = 128

// ip matches an IP address at an offset.
func ip(s string, i int) (span, bool) {
	// Searching for the sign first is much faster than the patterns.
	to, sign := 0, strings.IndexFunc(s[i:min(len(s), i+6)], func(r rune) bool { return r == '.' || r == ':' })
	if sign < 0 {
		return span{}, false
	}
	if isDigit(s[i]) {
		to = ipv4(s, i)
	}
	if to == 0 && (isHex(s[i]) || s[i] == ':') {
		to = ipv6(s, i)
	}
	return span{i, to}, to > 0
}

// ipv4 returns the end of the IPv4 address at an offset, or 0.
func ipv4(s string, i int) int {
	m := quad().FindString(s[i:min(len(s), i+maxAddress)])
	to := i + len(m)
	if m == "" || i > 0 && isDigit(s[i-1]) || followsNumber(s, i, ".") || to < len(s) && isDigit(s[to]) || continues(s, to, ".") {
		return 0
	}
	large := false
	for part := range strings.SplitSeq(m, ".") {
		part = strings.TrimSpace(part)
		if len(part) == 3 && part > "255" {
			return 0
		}
		large = large || len(part) == 3
	}
	if !large && isNumbering(s, i) {
		return 0
	}
	return to
}

// numberingWords are words that precede the number of a version or a section, in the languages that
// comments are likely to be in. A wrong word here leaves an address of small numbers in a text.
var numberingWords = []string{
	"annex", "art", "artikel", "artikelen", "article", "articles", "beheersmaatregel", "bijlage", "bio", "build", "chapter", "clause",
	"clauses", "control", "controls", "criteria", "criterion", "criterium", "driver", "eis", "eisen", "figure", "figuur", "firmware",
	"hoofdstuk", "lid", "maatregel", "maatregelen", "norm", "normen", "onderdeel", "onderdelen", "overheidsmaatregel", "par",
	"paragraaf", "paragrafen", "paragraph", "paragraphs", "point", "points", "punt", "punten", "release", "requirement",
	"requirements", "rev", "sectie", "section", "sections", "see", "stap", "stappen", "step", "tabel", "table", "v", "ver", "versie",
	"version", "zie",
}

// isNumbering reports whether a numbering word or sign precedes an offset.
func isNumbering(s string, i int) bool {
	before := strings.TrimRight(s[:i], " :.")
	if strings.HasSuffix(before, "§") {
		return true
	}
	word, _ := wordBefore(before, len(before))
	return slices.Contains(numberingWords, word)
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// isLabelled reports whether a word and a colon precede an offset, as in "IPv6:2001:db8::1". A word
// of hexadecimal digits could be part of the address and doesn't count.
func isLabelled(s string, i int) bool {
	label := s[:i-1]
	label = label[strings.LastIndexFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })+1:]
	return strings.ContainsFunc(label, func(r rune) bool { return r >= utf8.RuneSelf || !isHex(byte(r)) })
}

// ipv6 returns the end of the IPv6 address at an offset, or 0.
func ipv6(s string, i int) int {
	if letterBefore(s, i) || i > 0 && s[i-1] == ':' && !isLabelled(s, i) {
		return 0
	}
	for _, pattern := range []func() *regexp.Regexp{hextets, spaced} {
		m := strings.TrimRight(pattern().FindString(s[i:min(len(s), i+maxAddress)]), " .-")
		if to := i + len(m); letterAt(s, to) {
			continue
		}
		// A final colon belongs to the sentence, except in "fe80::".
		if strings.HasSuffix(m, ":") && !strings.HasSuffix(m, "::") {
			m = m[:len(m)-1]
		}
		plain, _, _ := strings.Cut(strings.ReplaceAll(m, " ", ""), "%")
		if a, err := netip.ParseAddr(plain); err != nil || !a.Is6() {
			continue
		}
		// "::" and "a::b" are more likely source code.
		if strings.ContainsAny(plain, "0123456789") || strings.Count(plain, ":") > 3 {
			return i + len(m)
		}
	}
	return 0
}
