package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width estimates the width of text in pixels, in a sans serif font of a size in pixels. The
// reader's font is unknown: the estimate exceeds the width in most common ones.
func width(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		w += em(r)
	}
	return w * size
}

// em returns the estimated width of a character, in ems.
func em(r rune) float64 {
	switch {
	case strings.ContainsRune("ijlI.,:;'’‘|!()[]", r):
		return .3
	case strings.ContainsRune("ftr-/“”\" ", r):
		return .4
	case strings.ContainsRune("mwMW%@—", r):
		return .92
	case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return 1
	case unicode.Is(unicode.Mn, r):
		return 0
	case unicode.IsUpper(r):
		return .74
	default:
		return .6
	}
}

// wrap breaks text into lines of at most a width, between words if possible.
func wrap(text string, size, most float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if width(joined, size) <= most {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; width(line, size) > most && utf8.RuneCountInString(line) > 1; {
			n := prefix(line, size, most)
			lines = append(lines, line[:n])
			line = line[n:]
		}
	}
	return append(lines, line)
}

// prefix returns the number of bytes of a word that fit on a line; at least one character.
func prefix(word string, size, most float64) int {
	_, n := utf8.DecodeRuneInString(word)
	for i := range word {
		if i > 0 && width(word[:i], size) <= most {
			n = i
		}
	}
	return n
}

// widest returns the width of the widest line.
func widest(lines []string, size float64) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, width(l, size))
	}
	return w
}
