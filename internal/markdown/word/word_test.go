package word_test

import (
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/markdown/word"
)

func TestIsChar(t *testing.T) {
	for _, c := range "azAZ09_éßΩЖ語א\u0301५Ⅷ²" {
		if !word.IsChar(c) {
			t.Errorf("%q isn't part of a word", c)
		}
	}
	for _, c := range " -'’\"@[`{/:.,\n\u00a0\u00ad\u2010€\ufffc😀" + string(utf8.RuneError) {
		if word.IsChar(c) {
			t.Errorf("%q is part of a word", c)
		}
	}
}
