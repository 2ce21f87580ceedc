package langdetect

import "baken.example/baken/internal/markdown/plaintext"

// minKeyword is the least number of words of another language in a keyword: loan words have one,
// such as the "the" in "man in the middle".
const minKeyword = 2

// Keyword returns the language of a keyword, such as "what to do", if it is another one of the site
// than the page's, or "". At least half of its words have to be function words of that language,
// and none of the page's: a word or a term alone shows no language, and readers may well look for a
// foreign one.
func (d *Detector) Keyword(text string) string {
	w := plaintext.Document{Text: []byte(text)}
	p := plaintext.Passage{End: len(text)}
	excluded := d.others(&w, p)
	t := tally{seen: map[string]int{}}
	d.count(&w, p, excluded, &t)
	for i := 1; i < len(d.languages); i++ {
		if n := t.against[i]; n >= minKeyword && 2*n >= t.words && t.with[i] == 0 {
			return d.languages[i]
		}
	}
	return ""
}
