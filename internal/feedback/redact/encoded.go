package redact

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/lazyregexp"
)

// code is an encoded character.
type code struct {
	span
	r rune
}

var (
	// percent matches a percent-encoded byte (RFC 3986, section 2.1), encoded any number of times.
	percent = lazyregexp.New(`%(?:25)*([0-9A-Fa-f]{2})`)
	// entity matches a character reference of HTML, encoded any number of times. Browsers take a
	// numeric one without its semicolon and with any zeros before it.
	entity = lazyregexp.New(`&(?:amp;)*(?:#0*([1-9]\d{1,6});?|#[xX]0*([1-9A-Fa-f][0-9A-Fa-f]{1,5});?|(commat|period|plus|lowbar|hyphen|colon|nbsp);)`)
)

// encoded returns the encoded characters of a text in order, without control characters.
func encoded(text string) []code {
	var out []code
	if strings.Contains(text, "%") {
		out = percents(text)
	}
	if strings.Contains(text, "&") {
		out = merge(out, entities(text))
	}
	return out
}

func percents(text string) []code {
	var out []code
	matches := percent().FindAllStringSubmatchIndex(text, -1)
	for i := 0; i < len(matches); {
		// One character may take several bytes.
		var b []byte
		n := 0
		for ; n < utf8.UTFMax && i+n < len(matches) && (n == 0 || matches[i+n][0] == matches[i+n-1][1]); n++ {
			value, _ := strconv.ParseUint(text[matches[i+n][2]:matches[i+n][3]], 16, 8)
			if b = append(b, byte(value)); utf8.FullRune(b) {
				n++
				break
			}
		}
		r, size := utf8.DecodeRune(b)
		if size != len(b) || r == utf8.RuneError || r < ' ' || r == 0x7f {
			i++
			continue
		}
		out = append(out, code{span{matches[i][0], matches[i+n-1][1]}, r})
		i += n
	}
	return out
}

func entities(text string) []code {
	var out []code
	names := map[string]rune{"commat": '@', "period": '.', "plus": '+', "lowbar": '_', "hyphen": '-', "colon": ':', "nbsp": ' '}
	for _, m := range entity().FindAllStringSubmatchIndex(text, -1) {
		var r rune
		switch {
		case m[2] >= 0:
			n, _ := strconv.ParseInt(text[m[2]:m[3]], 10, 32)
			r = rune(n)
		case m[4] >= 0:
			n, _ := strconv.ParseInt(text[m[4]:m[5]], 16, 32)
			r = rune(n)
		default:
			r = names[text[m[6]:m[7]]]
		}
		if utf8.ValidRune(r) && r >= ' ' {
			out = append(out, code{span{m[0], m[1]}, r})
		}
	}
	return out
}

// merge merges two sorted lists. Their codes don't overlap: one kind begins with %, the other with
// &, and neither contains the sign of the other.
func merge(a, b []code) []code {
	var out []code
	for len(a) > 0 && len(b) > 0 {
		if a[0].from < b[0].from {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}
