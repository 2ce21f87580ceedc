package redact

import (
	"regexp"
	"strings"

	"baken.example/baken/internal/lazyregexp"
)

// Patterns of identifiers of things. Their digits are never personal data.
var (
	uuid = lazyregexp.New(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)
	// advisory matches CVE-2021-44228 and the like: letters, a year, a number.
	advisory = lazyregexp.New(`\b[A-Z]{2,10}[-:](?:19|20)\d\d[-:]\d{3,7}\b`)
	isbn     = lazyregexp.New(`(?i)\bISBN(?:[- ]?1[03])?[: ]{0,2}\d(?:[ -]?\d){8}(?:(?:[ -]?\d){3})?[ -]?[\dX]\b`)
	isbn13   = lazyregexp.New(`\b97[89](?:[ -]?\d){10}\b`)
	isbn10   = lazyregexp.New(`(?i)\b\d{1,5}-\d{1,7}-\d{1,6}-[\dX]\b`)
	// isbnLabel matches the label of an ISBN, whose digits aren't part of the number.
	isbnLabel = lazyregexp.New(`(?i)ISBN(?:[- ]?1[03]\b)?`)
)

// identifiers returns the parts of a text whose digits belong to a thing, not to a person. A
// pattern runs only on a text that contains the characters that it requires, since patterns
// dominate the cost of Text.
func identifiers(s string) []span {
	hyphens := strings.Count(s, "-")
	var out []span
	for _, p := range []struct {
		pattern    func() *regexp.Regexp
		mayContain bool
	}{{uuid, hyphens >= 4}, {advisory, hyphens > 0 || strings.Contains(s, ":")}} {
		if p.mayContain {
			for _, m := range p.pattern().FindAllStringIndex(s, -1) {
				out = append(out, span{m[0], m[1]})
			}
		}
	}
	for _, p := range []struct {
		pattern    func() *regexp.Regexp
		mayContain bool
	}{
		{isbn, strings.Contains(strings.ToLower(s), "isbn")},
		{isbn13, strings.Contains(s, "978") || strings.Contains(s, "979")},
		{isbn10, hyphens >= 3},
	} {
		if !p.mayContain {
			continue
		}
		for _, m := range p.pattern().FindAllStringIndex(s, -1) {
			if validISBN(isbnLabel().ReplaceAllString(s[m[0]:m[1]], "")) {
				out = append(out, span{m[0], m[1]})
			}
		}
	}
	return out
}

// validISBN reports whether the check digit of an ISBN is right (ISO 2108): that of an EAN in the
// long form, modulo eleven in the short form.
func validISBN(s string) bool {
	var d []int
	for _, c := range []byte(s) {
		switch {
		case isDigit(c):
			d = append(d, int(c-'0'))
		case c == 'X' || c == 'x':
			d = append(d, 10)
		}
	}
	sum := 0
	switch len(d) {
	case 10:
		for i, v := range d {
			sum += v * (10 - i)
		}
		return sum%11 == 0
	case 13:
		for i, v := range d {
			sum += v * (1 + i%2*2)
		}
		return sum%10 == 0
	}
	return false
}
