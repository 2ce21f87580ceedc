// Package address reads the addresses that links lead to, and compares those of two languages.
package address

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// Kind is the kind of an address.
type Kind uint8

// The kinds of addresses.
const (
	// Mail is a mail address, Phone a telephone number, and URL the address of a page.
	Mail Kind = iota + 1
	Phone
	URL
)

// Address is an address as written, without the scheme of one that has no host.
type Address struct {
	Kind Kind
	Text string
	// Key is the same for two spellings of an address. That of a telephone number is its digits.
	Key string
}

// Parse parses the target of a link. It is ok unless that is a path or of another scheme.
func Parse(target string) (a Address, ok bool) {
	a.Text = target
	lower := strings.ToLower(target)
	switch {
	case strings.HasPrefix(lower, "mailto:"):
		a.Kind, a.Text = Mail, target[len("mailto:"):]
		a.Text, _, _ = strings.Cut(a.Text, "?")
		a.Key = strings.ToLower(a.Text)
	case strings.HasPrefix(lower, "tel:"):
		a.Kind, a.Text = Phone, target[len("tel:"):]
		a.Key = strings.Map(func(c rune) rune {
			if c < '0' || c > '9' {
				return -1
			}
			return c
		}, a.Text)
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		a.Kind = URL
		_, rest, _ := strings.Cut(target, "://")
		rest, _, _ = strings.Cut(rest, "#")
		host, path, _ := strings.Cut(rest, "/")
		a.Key = strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + strings.TrimRight(path, "/")
	default:
		return a, false
	}
	return a, true
}

// PhoneTail returns the digits of a telephone number that are the same with and without the code of
// its country.
func PhoneTail(digits string) string { return digits[max(0, len(digits)-8):] }

// Contradict reports whether two addresses that differ are likely to be meant as one, by their
// keys. Addresses of other languages differ by right: in a language's code, in translated words, in
// the host of a country. So they must be alike but for a number, or a letter or two of the host.
func Contradict(kind Kind, a, b string) bool {
	x, localX := tokens(a)
	y, localY := tokens(b)
	if kind != URL {
		return !slices.Equal(x, y)
	}
	hostX, pathX, _ := strings.Cut(a, "/")
	hostY, pathY, _ := strings.Cut(b, "/")
	if pathX == pathY && len(hostX) > 8 && hostX != hostY && near(hostX, hostY) && strings.Count(hostX, ".") == strings.Count(hostY, ".") &&
		hostX[strings.LastIndexByte(hostX, '.'):] == hostY[strings.LastIndexByte(hostY, '.'):] {
		return true
	}
	if hostX != hostY || len(x) != len(y) {
		return false
	}
	differ := 0
	for i := range x {
		switch {
		case x[i] == y[i]:
		case skeleton(x[i]) != skeleton(y[i]):
			return false
		case (localX || localY) && !strings.EqualFold(x[i], y[i]) && len(x[i]) < 8:
			return false // Versions in two languages have numbers of their own.
		default:
			differ++
		}
	}
	return differ > 0
}

// tokens returns the parts of an address, without those that name a language, and whether there
// are such.
func tokens(key string) (out []string, localized bool) {
	for _, t := range strings.FieldsFunc(key, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if isLanguage(t) {
			localized = true
			continue
		}
		out = append(out, t)
	}
	return out, localized
}

// isLanguage reports whether a part of an address is the code of a language, such as in /en/ or
// ?locale=nl, or its name in English or in itself.
func isLanguage(token string) bool {
	if len(token) != 2 && len(token) != 3 {
		return false
	}
	base, err := language.ParseBase(strings.ToLower(token))
	if err != nil {
		return false
	}
	// ParseBase knows every code there is; only common languages have a region that isn't a guess.
	_, confidence := language.Make(base.String()).Region()
	return confidence >= language.Low && base.String() != "id"
}

// near reports whether two hosts of a length differ in one letter, or one has a letter more.
func near(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return a[i+1:] == b[i:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// skeleton returns a token with its digits replaced, or the token itself if it has none.
func skeleton(token string) string {
	return strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' {
			return '0'
		}
		return unicode.ToLower(c)
	}, token)
}
