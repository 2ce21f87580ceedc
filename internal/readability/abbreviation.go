package readability

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// abbreviation returns the abbreviation that a word is, without the end of a plural or genitive, or
// "": two to six capitals. Longer ones are words that somebody shouts; numbers aren't abbreviations,
// Roman ones neither.
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

// abbreviations reports the first use of each abbreviation that nothing explains: the language
// knows it, the glossary has it, or the page writes it out, before or behind parentheses.
func (j *judge) abbreviations(w *markdown.PlainText, list *diag.List) {
	type use struct {
		name string
		at   int
	}
	var uses []use
	explained := map[string]bool{}
	for _, b := range w.Blocks {
		var last markdown.Passage
		shouted := false
		w.Words(b.Passage, func(word markdown.Passage) {
			name := abbreviation(string(w.Of(word)))
			next := false
			switch {
			case name == "" || j.language.known[name] || j.explained[name]:
				next = shouted && capitals(w.Of(word))
			case b.Kind == markdown.TermBlock || writtenOut(w.Text, b.Passage, word):
				explained[name] = true
			case b.Quoted:
			case (len(uses) > 0 && uses[len(uses)-1].at == last.Start || shouted) && len(bytes.TrimSpace(w.Text[last.End:word.Start])) == 0:
				// Words in capitals next to each other are shouted, and none of them is an abbreviation.
				if n := len(uses); n > 0 && uses[n-1].at == last.Start {
					uses = uses[:n-1]
				}
				next = true
			default:
				uses = append(uses, use{name, word.Start})
			}
			shouted, last = next, word
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

// explanation is within how many bytes of an abbreviation the parentheses are that explain it. Without it
// the whole paragraph would be read for each abbreviation in it.
const explanation = 1000

// writtenOut tells whether an abbreviation stands in parentheses behind the words it stands for, by
// itself or behind a word or two, or is followed by such words in parentheses.
func writtenOut(text []byte, block, word markdown.Passage) bool {
	before := bytes.TrimRight(text[max(block.Start, word.Start-explanation):word.Start], " \"'“”‘’„«»")
	after := text[word.End:min(block.End, word.End+explanation)]
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
