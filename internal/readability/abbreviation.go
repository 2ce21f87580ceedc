package readability

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/plaintext"
)

// abbreviation returns a word that is an abbreviation, without the ending of a plural or genitive,
// or "". An abbreviation is two to six capitals and not a Roman numeral. Longer words in capitals
// are emphasis.
func abbreviation(word string) string {
	for _, end := range []string{"'s", "’s", "s"} {
		if bare, cut := strings.CutSuffix(word, end); cut && bare != "" {
			word = bare
			break
		}
	}
	n := utf8.RuneCountInString(word)
	if n < 2 || n > 6 || strings.Trim(word, "IVXLCDM") == "" {
		return ""
	}
	same := true
	first, _ := utf8.DecodeRuneInString(word)
	for _, c := range word {
		if !unicode.IsUpper(c) {
			return ""
		}
		same = same && c == first
	}
	if same { // Such as YYYY.
		return ""
	}
	return word
}

// use is the first place where an abbreviation is used.
type use struct {
	name string
	at   int
}

// checkAbbreviations reports the first use of each abbreviation that isn't explained. It is
// explained if it is commonly known in the language, in the glossary, or written out anywhere on
// the page. Words in capitals for emphasis, and names, aren't abbreviations.
func (l *linter) checkAbbreviations(w *plaintext.Document, list *diag.List) {
	uses, explained := l.uses(w)
	if len(uses) == 0 {
		return
	}
	var open []use
	for _, u := range uses {
		if !explained[u.name] {
			explained[u.name] = true
			open = append(open, u)
		}
	}
	page := newPageWords(w, open)
	for _, u := range open {
		if page.spelled[u.name] || page.emphasised[u.name] {
			continue
		}
		list.Add(w.File, w.Pos(u.at), diag.AbbreviationUndefined,
			"write it out once, with the abbreviation in parentheses, or put it in the glossary",
			"nothing says what %q stands for", u.name)
	}
}

// uses returns the uses of abbreviations that ask for an explanation, and the abbreviations that
// are explained where they stand.
func (l *linter) uses(w *plaintext.Document) (uses []use, explained map[string]bool) {
	explained = map[string]bool{}
	links := w.Links
	for i, b := range w.Blocks {
		var last plaintext.Passage
		capitalized := false
		shouted := shouts(w, b)
		w.Words(b.Passage, func(word plaintext.Passage) {
			text := w.Of(word)
			if len(text) > 24 || text[0] >= 'a' && text[0] <= 'z' {
				capitalized, last = false, word
				return
			}
			name := abbreviation(string(text))
			for len(links) > 0 && links[0].End <= word.Start {
				links = links[1:]
			}
			next := false
			switch {
			case name == "" || l.language.known[name] || l.explained[name] || l.language.emphasis[strings.ToLower(name)]:
				next = capitalized && capitals(text) || len(text) > 1 && l.language.emphasis[strings.ToLower(string(text))] && capitals(text)
			case b.Kind == plaintext.TermBlock || writtenOut(w.Text, b.Passage, word) || l.introduced(w.Text, b.Passage, word) ||
				leads(w, b, word) || cellMeaning(w, i, word, name):
				explained[name] = true
			case len(links) > 0 && links[0].Start <= word.Start && len(bytes.Fields(w.Of(links[0]))) <= 6:
				// The page that the link leads to explains it.
				explained[name] = true
			case b.Quoted, shouted, l.named(w.Text, b.Passage, word):
			case (len(uses) > 0 && uses[len(uses)-1].at == last.Start || capitalized) && len(bytes.TrimSpace(w.Text[last.End:word.Start])) == 0:
				// Adjacent words in capitals are emphasis, and none of them is an
				// abbreviation.
				if n := len(uses); n > 0 && uses[n-1].at == last.Start {
					uses = uses[:n-1]
				}
				next = true
			default:
				uses = append(uses, use{name, word.Start})
			}
			capitalized, last = next, word
		})
	}
	return uses, explained
}

func capitals(word []byte) bool { return bytes.Equal(word, bytes.ToUpper(word)) }

// shouts reports whether a block is in capitals only, such as a heading in capitals or a cell with
// a code, or is a paragraph in which most letters are capitals, as licences have it.
func shouts(w *plaintext.Document, b plaintext.Block) bool {
	if b.Kind == plaintext.ParagraphBlock {
		upper, lower := 0, 0
		for _, c := range w.Of(b.Passage) {
			switch {
			case 'A' <= c && c <= 'Z':
				upper++
			case 'a' <= c && c <= 'z':
				lower++
			}
		}
		return upper >= 40 && upper > 2*lower
	}
	if b.Kind != plaintext.HeadingBlock && b.Kind != plaintext.CellBlock || b.End-b.Start > 200 {
		return false
	}
	text := w.Of(b.Passage)
	return capitals(text) && bytes.ContainsFunc(text, unicode.IsUpper)
}
