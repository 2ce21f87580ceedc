package atoz

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// alphabet knows the letters of a language under which entries stand. It isn't safe for concurrent
// use.
type alphabet struct {
	order  *collate.Collator
	buffer collate.Buffer
	// base and root compare letters without their marks, root by the order that holds for all
	// languages.
	base, root *collate.Collator
	// letters and keys are those that were asked for.
	letters map[rune]string
	keys    map[string][]byte
}

func newAlphabet(tag string) *alphabet {
	language := textlanguage.Make(tag)
	return &alphabet{
		order: collate.New(language, collate.IgnoreCase), base: collate.New(language, collate.Loose), root: collate.New(textlanguage.Und, collate.Loose),
		letters: map[rune]string{}, keys: map[string][]byte{},
	}
}

const (
	digits = "0–9"
	signs  = "#"
)

// letter returns the letter that a text is under. A letter with a mark is one of its own where the
// language has it in its alphabet, as Polish has Ś and Swedish Ö, and else the one without the
// mark.
func (a *alphabet) letter(text string) string {
	r, _ := utf8.DecodeRuneInString(norm.NFC.String(sorted(text)))
	switch {
	case unicode.IsDigit(r):
		return digits
	case !unicode.IsLetter(r):
		return signs
	}
	r = unicode.ToTitle(r)
	if r < utf8.RuneSelf {
		return string(r)
	}
	letter, found := a.letters[r]
	if !found {
		letter = a.unmarked(string(r))
		a.letters[r] = letter
	}
	return letter
}

// unmarked returns a letter without its marks, unless the language orders the two as different
// letters where others don't.
func (a *alphabet) unmarked(letter string) string {
	r, _ := utf8.DecodeRuneInString(norm.NFD.String(letter))
	base := string(r)
	if a.base.CompareString(letter, base) != 0 && a.root.CompareString(letter, base) == 0 {
		return letter
	}
	return base
}

// key returns a key by which letters are in order: signs, then digits, then the alphabet of the
// language.
func (a *alphabet) key(letter string) []byte {
	switch letter {
	case signs:
		return []byte{1}
	case digits:
		return []byte{2}
	}
	key, found := a.keys[letter]
	if !found {
		key = append([]byte{3}, a.order.KeyFromString(&a.buffer, letter)...)
		a.buffer.Reset()
		a.keys[letter] = key
	}
	return key
}
