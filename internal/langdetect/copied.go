package langdetect

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/plaintext"
)

// perCopied is the number of words of a copied text for which one of the other language is needed.
const perCopied = 4

// Copied reports a short text, such as a title, that is the same as its counterpart in another
// language and in that language, as its function words show. Names and terms are the same in
// several languages; the first word doesn't count, since names begin with articles, and a text that
// occurs in body, the text of its page, is a term there too. body is called for a text that would
// be reported.
func (d *Detector) Copied(file string, pos diag.Pos, what, text, lang string, body func() string, list *diag.List) {
	i := slices.IndexFunc(d.languages, func(code string) bool { return base(code) == base(lang) })
	if i <= 0 {
		return
	}
	var long diag.List
	if d.Text(file, pos, text, &long); long.Len() > 0 {
		return // It has been reported.
	}
	if d.isCopied(text, i) && !strings.Contains(strings.ToLower(body()), strings.ToLower(text)) {
		list.Add(file, pos, diag.TextLanguage, "translate it", "the %s is the same as in %q: %q", what, lang, beginning([]byte(text)))
	}
}

// isCopied reports whether a text is in the language with an index.
func (d *Detector) isCopied(text string, i int) bool {
	w := plaintext.Document{Text: []byte(text)}
	p := plaintext.Passage{End: len(text)}
	excluded := d.others(&w, p)
	words, of, own, names := 0, 0, 0, 0
	w.Words(p, func(word plaintext.Passage) {
		if words++; words > 1 && isName(w.Of(word)) {
			names++
		}
		for _, e := range excluded {
			if e.Start < word.End && word.Start < e.End {
				return
			}
		}
		switch in := d.languagesOf(w.Of(word), false); {
		case words == 1:
		case in>>i&1 != 0 && in&pageLanguage == 0:
			of++
		case in>>i&1 == 0 && in&pageLanguage != 0:
			own++
		}
	})
	return of > 0 && own == 0 && names < 2 && of*perCopied >= words
}

// isName reports whether a word has a capital and then a small letter: two of these are a name.
func isName(word []byte) bool {
	first, size := utf8.DecodeRune(word)
	second, _ := utf8.DecodeRune(word[size:])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}
