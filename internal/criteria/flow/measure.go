package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width estimates how wide text is in a sans serif of a size in pixels. Which font a reader has isn't
// known; the estimate is on the wide side of common ones.
func width(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		w += em(r)
	}
	return w * size
}

// em is the width of a character, in ems.
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

// wrap breaks text into lines that are at most so wide, between words where it can.
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
			n := fitting(line, size, most)
			lines = append(lines, line[:n])
			line = line[n:]
		}
	}
	return append(lines, line)
}

// fitting is how many bytes of a word go on a line; at least those of its first character.
func fitting(word string, size, most float64) int {
	_, n := utf8.DecodeRuneInString(word)
	for i := range word {
		if i > 0 && width(word[:i], size) <= most {
			n = i
		}
	}
	return n
}

// widest is the width of the widest line.
func widest(lines []string, size float64) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, width(l, size))
	}
	return w
}
