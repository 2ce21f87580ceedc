package facts

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
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

// address returns the fact for the target of a link, or false if it is none.
func address(target string) (Fact, bool) {
	f := Fact{Text: target}
	lower := strings.ToLower(target)
	switch {
	case strings.HasPrefix(lower, "mailto:"):
		f.Kind, f.Text = Mail, target[len("mailto:"):]
		f.Text, _, _ = strings.Cut(f.Text, "?")
		f.key = strings.ToLower(f.Text)
	case strings.HasPrefix(lower, "tel:"):
		f.Kind, f.Text = Phone, target[len("tel:"):]
		f.key = strings.Map(func(c rune) rune {
			if c < '0' || c > '9' {
				return -1
			}
			return c
		}, f.Text)
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		f.Kind = URL
		_, rest, _ := strings.Cut(target, "://")
		rest, _, _ = strings.Cut(rest, "#")
		host, path, _ := strings.Cut(rest, "/")
		f.key = strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + strings.TrimRight(path, "/")
	default:
		return f, false
	}
	return f, true
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

// contradict reports whether two addresses that differ are likely to be meant as one. Addresses of
// other languages differ by right: in a language's code, in translated words, in the host of a
// country. So they must be alike but for a number, or a letter or two of the host.
func contradict(a, b *Fact) bool {
	if a.Kind != URL {
		x, _ := tokens(a.key)
		y, _ := tokens(b.key)
		return !slices.Equal(x, y)
	}
	x, localX := tokens(a.key)
	y, localY := tokens(b.key)
	hostX, pathX, _ := strings.Cut(a.key, "/")
	hostY, pathY, _ := strings.Cut(b.key, "/")
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
