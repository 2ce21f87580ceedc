package readability

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
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
	for _, c := range word {
		if !unicode.IsUpper(c) {
			return ""
		}
	}
	return word
}

// checkAbbreviations reports the first use of each abbreviation that isn't explained. It is
// explained if it is commonly known in the language, in the glossary, or written out on the page,
// before or within parentheses.
func (l *linter) checkAbbreviations(w *markdown.PlainText, list *diag.List) {
	type use struct {
		name string
		at   int
	}
	var uses []use
	explained := map[string]bool{}
	for _, b := range w.Blocks {
		var last markdown.Passage
		capitalized := false
		w.Words(b.Passage, func(word markdown.Passage) {
			name := abbreviation(string(w.Of(word)))
			next := false
			switch {
			case name == "" || l.language.known[name] || l.explained[name]:
				next = capitalized && capitals(w.Of(word))
			case b.Kind == markdown.TermBlock || writtenOut(w.Text, b.Passage, word):
				explained[name] = true
			case b.Quoted:
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
	for _, u := range uses {
		if explained[u.name] {
			continue
		}
		explained[u.name] = true
		list.Add(w.File, w.Pos(u.at), diag.AbbreviationUndefined,
			"write it out once, with the abbreviation in parentheses, or put it in the glossary",
			"nothing says what %q stands for", u.name)
	}
}

func capitals(word []byte) bool { return bytes.Equal(word, bytes.ToUpper(word)) }

// explanationWindow is the number of bytes around an abbreviation in which it may be written out.
// It bounds the time for a paragraph of abbreviations.
const explanationWindow = 1000

// writtenOut reports whether an abbreviation is written out: it is in parentheses after its words,
// alone or after a word or two, or it is followed by its words in parentheses.
func writtenOut(text []byte, block, word markdown.Passage) bool {
	before := bytes.TrimRight(text[max(block.Start, word.Start-explanationWindow):word.Start], " \"'“”‘’„«»")
	after := text[word.End:min(block.End, word.End+explanationWindow)]
	if open := bytes.LastIndexByte(before, '('); open > 0 && !bytes.ContainsRune(before[open:], ')') {
		inside := bytes.TrimLeft(after, " \"'“”‘’„«»")
		return len(bytes.Fields(before[open+1:])) <= 3 && len(inside) > 0 && (inside[0] == ')' || inside[0] == ',') &&
			len(bytes.Fields(before[:open])) > 0
	}
	if rest, ok := bytes.CutPrefix(bytes.TrimLeft(after, " \"'“”‘’„«»"), []byte{'('}); ok {
		if inside, _, closed := bytes.Cut(rest, []byte{')'}); closed {
			return len(bytes.Fields(inside)) >= 2
		}
	}
	return false
}
