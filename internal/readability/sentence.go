package readability

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/markdown/plaintext"
)

// sentences calls f with each sentence of a block. A sentence ends at a terminator followed by
// white space, unless a lower-case letter follows or the terminator is the full stop of an
// abbreviation. Closing quotation marks and brackets belong to the sentence.
func sentences(text []byte, block plaintext.Passage, abbreviations map[string]bool, f func(plaintext.Passage)) {
	start := block.Start
	for i := block.Start; i < block.End; {
		c, size := utf8.DecodeRune(text[i:block.End])
		i += size
		if !ends(c) {
			continue
		}
		mark := i - size
		for i < block.End {
			next, size := utf8.DecodeRune(text[i:block.End])
			if !ends(next) && !closes(next) {
				break
			}
			i += size
		}
		if !wide(c) && !begins(text[i:block.End]) || c == '.' && abbreviated(text[start:mark], abbreviations) {
			continue
		}
		f(plaintext.Passage{Start: start, End: i})
		for i < block.End {
			next, size := utf8.DecodeRune(text[i:block.End])
			if !unicode.IsSpace(next) {
				break
			}
			i += size
		}
		start = i
	}
	if start < block.End {
		f(plaintext.Passage{Start: start, End: block.End})
	}
}

// ends reports whether a character is a sentence terminator.
func ends(c rune) bool { return c == '.' || c == '!' || c == '?' || c == '…' || wide(c) }

// wide reports whether a character is a sentence terminator of a script without spaces after it.
func wide(c rune) bool { return c == '。' || c == '！' || c == '？' }

func closes(c rune) bool {
	return c == '"' || c == '\'' || unicode.In(c, unicode.Pe, unicode.Pf, unicode.Pi)
}

// begins reports whether the text after a terminator begins a sentence.
func begins(rest []byte) bool {
	first, _ := utf8.DecodeRune(rest)
	if len(rest) > 0 && !unicode.IsSpace(first) {
		return false
	}
	for len(rest) > 0 {
		c, size := utf8.DecodeRune(rest)
		if !unicode.IsSpace(c) && c != '"' && c != '\'' && !unicode.In(c, unicode.Ps, unicode.Pi, unicode.Pf) {
			return !unicode.IsLower(c)
		}
		rest = rest[size:]
	}
	return true
}

// abbreviated reports whether a full stop after before belongs to an abbreviation: one of the
// language's, an initial, or letters separated by full stops. It copies only the last word, since a
// sentence may consist of initials.
func abbreviated(before []byte, abbreviations map[string]bool) bool {
	last := before
	if i := bytes.LastIndexFunc(before, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRune(before[i:])
		last = before[i+size:]
	}
	word := strings.TrimLeftFunc(string(last), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
	if abbreviations[word+"."] || abbreviations[strings.ToLower(word)+"."] {
		return true
	}
	if i := strings.LastIndexAny(word, "'’"); i >= 0 {
		// An elided word stands before it: l’art. 5.
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
		if abbreviations[strings.ToLower(word)+"."] {
			return true
		}
	}
	letter := word[strings.LastIndexByte(word, '.')+1:]
	return utf8.RuneCountInString(letter) == 1 && strings.ToUpper(letter) == letter && strings.ToLower(letter) != letter
}
