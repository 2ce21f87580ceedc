package readability

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"

	"baken.example/baken/internal/markdown/plaintext"
)

// explanationWindow is the number of bytes around an abbreviation in which it may be written out.
// It bounds the time for a paragraph of abbreviations.
const explanationWindow = 1000

// quotes are trimmed around an abbreviation.
const quotes = " \"'“”‘’„«»"

// writtenOut reports whether an abbreviation is written out: it is in parentheses after its words,
// alone or after a word or two, or it is followed by its words in parentheses.
func writtenOut(text []byte, block, word plaintext.Passage) bool {
	before := bytes.TrimRight(text[max(block.Start, word.Start-explanationWindow):word.Start], quotes)
	after := text[word.End:min(block.End, word.End+explanationWindow)]
	if open := bytes.LastIndexByte(before, '('); open > 0 && !bytes.ContainsRune(before[open:], ')') {
		inside := bytes.TrimLeft(after, quotes)
		return len(bytes.Fields(before[open+1:])) <= 3 && len(inside) > 0 && (inside[0] == ')' || inside[0] == ',' || inside[0] == ';') &&
			len(bytes.Fields(before[:open])) > 0
	}
	if rest, ok := bytes.CutPrefix(bytes.TrimLeft(after, quotes), []byte{'('}); ok {
		if inside, _, closed := bytes.Cut(rest, []byte{')'}); closed {
			return len(bytes.Fields(inside)) >= 2 || spells(text[word.Start:word.End], inside)
		}
	}
	return false
}

// leads reports whether an abbreviation begins a block, such as an item of a list, and a colon or
// a dash and its words follow.
func leads(w *plaintext.Document, b plaintext.Block, word plaintext.Passage) bool {
	if b.Kind == plaintext.HeadingBlock && len(w.Of(b.Passage)) > 200 || word.Start != b.Start+len(w.Of(b.Passage))-len(bytes.TrimLeft(w.Of(b.Passage), quotes)) {
		return false
	}
	rest := bytes.TrimLeft(w.Text[word.End:min(b.End, word.End+explanationWindow)], quotes)
	for _, mark := range []string{":", "–", "—", "-", "="} {
		if meaning, ok := bytes.CutPrefix(rest, []byte(mark)); ok {
			return mark == ":" && bytes.ContainsFunc(meaning, unicode.IsLetter) || len(bytes.Fields(meaning)) >= 2 || spells(w.Of(word), meaning)
		}
	}
	return false
}

// cellMeaning reports whether an abbreviation is a cell of a table, and the cell beside it has its
// words.
func cellMeaning(w *plaintext.Document, block int, word plaintext.Passage, name string) bool {
	b := w.Blocks[block]
	if b.Row == 0 || len(bytes.TrimSpace(w.Of(b.Passage))) != word.End-word.Start {
		return false
	}
	for _, beside := range []int{block + 1, block - 1} {
		if beside < 0 || beside >= len(w.Blocks) || w.Blocks[beside].Row != b.Row {
			continue
		}
		text := w.Of(w.Blocks[beside].Passage)
		if spells([]byte(name), text[:min(len(text), explanationWindow)]) {
			return true
		}
	}
	return false
}

// spells reports whether a phrase has the letters of an abbreviation in their order, the first one
// at the start of a word, as the words that it stands for have.
func spells(name, phrase []byte) bool {
	phrase = bytes.TrimSpace(phrase)
	if len(phrase) < 2*len(name) {
		return false
	}
	lower, letters := strings.ToLower(string(phrase)), []rune(strings.ToLower(string(name)))
	before := ' '
	for i, c := range lower {
		if c == letters[0] && !unicode.IsLetter(before) {
			rest := lower[i+utf8.RuneLen(c):]
			for _, letter := range letters[1:] {
				at := strings.IndexRune(rest, letter)
				if at < 0 {
					return false
				}
				rest = rest[at+utf8.RuneLen(letter):]
			}
			return true
		}
		before = c
	}
	return false
}

// introduced reports whether the words around an abbreviation say that it stands for words: "also
// called ABC", "ABC, short for".
func (l *linter) introduced(text []byte, block, word plaintext.Passage) bool {
	before := strings.TrimRight(strings.ToLower(string(text[max(block.Start, word.Start-40):word.Start])), quotes+",:")
	for _, phrase := range l.language.Introductions {
		if rest, ok := strings.CutSuffix(before, phrase); ok && (rest == "" || !unicode.IsLetter(last(rest))) {
			return true
		}
	}
	after := strings.TrimLeft(strings.ToLower(string(text[word.End:min(block.End, word.End+40)])), quotes+",:")
	for _, phrase := range l.language.Meanings {
		if rest, ok := strings.CutPrefix(after, phrase); ok && (rest == "" || !unicode.IsLetter(first(rest))) {
			return true
		}
	}
	return false
}

func first(s string) rune { c, _ := utf8.DecodeRuneInString(s); return c }
func last(s string) rune  { c, _ := utf8.DecodeLastRuneInString(s); return c }

// named reports whether an abbreviation is part of a name: of a standard, with its number, of a
// currency, with an amount, or of a company, with its legal form.
func (l *linter) named(text []byte, block, word plaintext.Passage) bool {
	after := text[word.End:min(block.End, word.End+12)]
	if isCode(text[max(block.Start, word.Start-2):word.Start], text[word.Start:word.End], after) || word.End-word.Start == 2 && hasSurname(after) ||
		isSurname(text[block.Start:word.Start], text[word.End:min(block.End, word.End+40)]) {
		return true
	}
	if slices.Contains(l.language.LegalForms, string(text[word.Start:word.End])) && followsName(text[max(block.Start, word.Start-40):word.Start]) {
		return true
	}
	trimmed := bytes.TrimLeft(after, "  -–:")
	if len(trimmed) < len(after) && len(trimmed) > 0 && '0' <= trimmed[0] && trimmed[0] <= '9' {
		return true
	}
	before := bytes.TrimRight(text[max(block.Start, word.Start-4):word.Start], "  ")
	if n := len(before); n > 0 && '0' <= before[n-1] && before[n-1] <= '9' && word.End-word.Start == 3 && isCurrency(string(text[word.Start:word.End])) {
		return true
	}
	for _, form := range l.language.LegalForms {
		if rest, ok := bytes.CutPrefix(after, []byte(" "+form)); ok && (len(rest) == 0 || !unicode.IsLetter(first(string(rest)))) {
			return true
		}
	}
	return false
}

// isCode reports whether capitals are the digits of a number (#ABCDEF, U+FFFD) or a place to fill
// in ([NAME]).
func isCode(before, word, after []byte) bool {
	switch {
	case bytes.HasSuffix(before, []byte("#")) || bytes.HasSuffix(before, []byte("U+")):
		return len(bytes.Trim(word, "ABCDEF")) == 0
	case bytes.HasSuffix(before, []byte("[")):
		return bytes.HasPrefix(after, []byte("]"))
	case bytes.HasPrefix(after, []byte(";")): // TL;DR
		return len(after) > 1 && 'A' <= after[1] && after[1] <= 'Z'
	case bytes.HasSuffix(before, []byte(";")):
		return true
	}
	return false
}

// hasSurname reports whether a name follows two capitals, so that they are initials or part of a
// longer name.
func hasSurname(after []byte) bool {
	if len(after) < 4 || after[0] != ' ' {
		return false
	}
	c, size := utf8.DecodeRune(after[1:])
	next, more := utf8.DecodeRune(after[1+size:])
	third, _ := utf8.DecodeRune(after[1+size+more:])
	return unicode.IsUpper(c) && (unicode.IsLower(next) || unicode.IsUpper(next) && unicode.IsLower(third))
}

// isSurname reports whether capitals are the surname of a person in parentheses, before a first
// name: (TANAKA Yuki).
func isSurname(before, after []byte) bool {
	inside, _, closed := bytes.Cut(after, []byte{')'})
	return closed && bytes.HasSuffix(before, []byte("(")) && len(bytes.Fields(inside)) == 1 && hasSurname(after)
}

// followsName reports whether a word that begins with a capital precedes a legal form.
func followsName(before []byte) bool {
	words := bytes.Fields(before)
	if len(words) < 2 || before[len(before)-1] != ' ' {
		return false
	}
	return unicode.IsUpper(first(string(words[len(words)-1])))
}

// isCurrency reports whether a code is a currency's (ISO 4217).
func isCurrency(code string) bool {
	_, err := currency.ParseISO(code)
	return err == nil
}

// maxSpelled is the number of abbreviations above which a page isn't searched for their words.
const maxSpelled = 64

// pageWords has what the words of a page say about the abbreviations on it.
type pageWords struct {
	// spelled are written out somewhere: the initials of words that follow each other spell them.
	spelled map[string]bool
	// emphasised are words that the page has in small letters as well.
	emphasised map[string]bool
}

// newPageWords searches a page, and its title, for abbreviations that nothing explains where they
// stand.
func newPageWords(w *plaintext.Document, uses []use) *pageWords {
	p := &pageWords{map[string]bool{}, map[string]bool{}}
	if len(uses) == 0 || len(uses) > maxSpelled {
		return p
	}
	names := map[string]string{}
	var targets [][]rune
	for _, u := range uses {
		names[strings.ToLower(u.name)] = u.name
		targets = append(targets, []rune(strings.ToLower(u.name)))
	}
	s := speller{targets: targets, found: func(i int) { p.spelled[uses[i].name] = true }}
	s.words(w.Title)
	for _, b := range w.Blocks {
		s.reset()
		w.Words(b.Passage, func(word plaintext.Passage) {
			text := w.Of(word)
			if n := len(text); n > 2 && n <= 24 && !capitals(text) {
				if name, ok := names[strings.ToLower(string(text))]; ok {
					p.emphasised[name] = true
				}
			}
			s.word(text)
		})
	}
	return p
}

// speller finds abbreviations in the initials of words that follow each other. Short words between
// them may be left out.
type speller struct {
	targets [][]rune
	found   func(target int)
	// matched are, for each target, the numbers of its letters that the last words may have
	// spelled, as bits.
	matched []uint16
}

func (s *speller) reset() { s.matched = make([]uint16, len(s.targets)) }

// words is word for a text outside of the page's.
func (s *speller) words(text string) {
	s.reset()
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) }) {
		s.word([]byte(word))
	}
}

// word takes the next word. A long one may be a compound, and have several letters of an
// abbreviation.
func (s *speller) word(word []byte) {
	if abbreviation(string(word[:min(len(word), 25)])) != "" {
		s.reset()
		return
	}
	lower := []rune(strings.ToLower(string(word)))
	short := len(lower) <= 4 && lower[0] == first(string(word))
	for i, target := range s.targets {
		before := s.matched[i]
		var now uint16
		for n := range target {
			if n > 0 && before>>(n-1)&1 == 0 || target[n] != lower[0] {
				continue
			}
			now |= 1 << n
			// Further letters in the rest of a compound, at least three letters apart.
			at := 0
			for m := n + 1; m < len(target) && len(lower) >= 8; m++ {
				next := -1
				for k := at + 3; k < len(lower)-2; k++ {
					if lower[k] == target[m] {
						next = k
						break
					}
				}
				if next < 0 {
					break
				}
				at = next
				now |= 1 << m
			}
		}
		if short {
			now |= before
		}
		s.matched[i] = now
		if len(target) > 2 && now>>(len(target)-1)&1 != 0 {
			s.found(i)
		}
	}
}
