package scripttest

import (
	"math/rand/v2"
	"strings"
)

// writer writes random queries over an index.
type writer struct {
	*rand.Rand
	// forms are the words of the index, stop those that queries ignore, titles of pages.
	forms, stop, titles []string
	// endings and links are what words of the language end with, and what joins those of compounds.
	endings, links []string
}

// odd are pieces of text that evaluators may read differently: signs within words, characters that
// are folded into others, scripts without spaces, what controls the direction of text, signs of
// regular expressions and of HTML.
var odd = []string{
	"e-mail", "foto's", "foto’s", "l’aide", "i.v.m.", "U.S.", "a.b.cd", "x.y", "-", "'", "’s-Hertogenbosch", "rock-'n-roll", "o'", "a-b-c-d",
	"Straße", "ÆSIR", "œuvre", "Łódź", "smørrebrød", "İstanbul", "ISPARTA ı", "ΟΔΟΣ", "σίγμα ς", "ﬁets", "Ⅷ", "½", "…", "㎏", "２０２６", "e\u0301e\u0301n", "co\u00adöperatie", "zero\u200bwidth",
	"漢字", "かな", "カタカナ", "ภาษาไทย", "ລາວ", "ខ្មែរ", "မြန်မာ", "한국어", "ᄒ", "〇", "々", "ー",
	"русский", "ελληνικά", "עברית", "العربية", "\u202eomgekeerd\u202c", "\u2067שלום\u2069", "\u200f", "हिन्दी", "தமிழ்", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𐐀𐐨", "👩‍👩‍👧", "\U0001F600\ufe0f",
	"(a|b)*", "[^x]+?", "\\", "\\b\\d{3}", "$1", "^", "{", "}}", "<b>", "<script>alert(1)</script>", "&amp;", "\"", "%00", "\x00", "\x1b[31m", "\u0085", "\ufeff", "\ufffd", "\U000f0000",
	"constructor", "__proto__", "hasownproperty", "undefined", "null", "NaN", "0", "-1", "1e9", "42", "2026", "3.14",
}

func pick[T any](w *writer, list []T) T { return list[w.IntN(len(list))] }

// letter returns a letter that words of the index have, or rarely another one.
func (w *writer) letter() rune {
	if w.IntN(20) == 0 {
		return pick(w, []rune("éßłı漢ж1'-\u0301𐐨"))
	}
	return rune('a' + w.IntN(26))
}

// mistyped returns a word with typing errors.
func (w *writer) mistyped(word string, errors int) string {
	letters := []rune(word)
	for range errors {
		i := w.IntN(len(letters) + 1)
		switch {
		case i == len(letters) || w.IntN(4) == 0:
			letters = append(letters[:i:i], append([]rune{w.letter()}, letters[i:]...)...)
		case w.IntN(3) == 0:
			letters = append(letters[:i:i], letters[i+1:]...)
		case w.IntN(2) == 0 && i > 0:
			letters[i-1], letters[i] = letters[i], letters[i-1]
		default:
			letters[i] = w.letter()
		}
	}
	return string(letters)
}

// noise returns letters that make no word.
func (w *writer) noise(n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(w.letter())
	}
	return b.String()
}

// word returns something like a word of the index.
func (w *writer) word() string {
	form := pick(w, w.forms)
	letters := []rune(form)
	switch w.IntN(14) {
	case 0, 1, 2:
		return form
	case 3, 4:
		return w.mistyped(form, 1)
	case 5:
		return w.mistyped(form, 2+w.IntN(2))
	case 6:
		return string(letters[:1+w.IntN(len(letters))])
	case 7:
		return string(letters[w.IntN(len(letters)):])
	case 8:
		return form + pick(w, w.endings)
	case 9:
		return form + pick(w, w.links) + pick(w, w.forms)
	case 10:
		return pick(w, []string{"ge", "be", "ver", "on", "re", "un"}) + form
	case 11:
		return strings.ToUpper(form)
	case 12:
		return pick(w, odd)
	default:
		return w.noise(1 + w.IntN(12))
	}
}

// query returns a query, one in twenty of them such as nobody means.
func (w *writer) query() string {
	switch w.IntN(40) {
	case 0:
		return pick(w, []string{"", " ", "\n\t", "  . , - ' ", strings.Repeat("?", 300)})
	case 1:
		return strings.Repeat(w.noise(5), 2000)
	case 2:
		return strings.Repeat(pick(w, w.forms)+" ", 60)
	case 3, 4, 5:
		return pick(w, w.titles)
	case 6, 7:
		return pick(w, w.stop) + " " + pick(w, w.stop)
	}
	return w.text(1 + w.IntN(1+w.IntN(5)))
}

// text returns a text of some words.
func (w *writer) text(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteString(pick(w, []string{" ", " ", " ", " ", " ", ", ", " - ", "-", "'", ".", "\n", "\u00a0", "\u200b", "/", ""}))
		}
		switch w.IntN(6) {
		case 0:
			b.WriteString(pick(w, w.stop))
		default:
			b.WriteString(w.word())
		}
	}
	return b.String()
}
