package langdetect

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
)

// The thresholds from which a text counts as foreign. They were determined on the labelled texts in
// testdata.
const (
	// minWords is the least number of words of a text that is judged.
	minWords = 8
	// minForeign is the least number of words of the other language.
	minForeign = 3
	// perForeign is the number of words of the text for which one of the other language is needed.
	perForeign = 5
	// perOwn is the number of words of the other language that outweigh one of the page's.
	perOwn = 5
	// maxUses is how often the same word counts.
	maxUses = 2
)

// pageLanguage is the bit of the page's language in a set of languages. The bits of the other
// languages of the site follow it.
const pageLanguage = 1

// Detector finds texts in another language on the pages in one. It is safe for concurrent use.
type Detector struct {
	// languages are the codes, that of the page's language first.
	languages []string
	// words maps each word that doesn't belong to all languages to the set of its languages.
	words map[string]uint32
	// packed holds the short ones of words for the prefilter.
	packed packed
	// elisions reports whether words contains elided forms, such as l'.
	elisions bool
	// longest is the length of the longest word.
	longest int
	// terms are the glossary's spellings that contain words of another language, in lower case.
	terms []string
}

// New returns a detector for pages in a language, on a site in the languages of codes. The words of
// terms, the glossary's, don't count. New returns nil if the page's language isn't supported, or no
// other language of the site. The error is a flaw of the package's own data.
func New(language string, codes []string, terms []markdown.Term) (*Detector, error) {
	d := &Detector{words: map[string]uint32{}}
	taken := map[string]bool{}
	for _, code := range append([]string{language}, codes...) {
		if taken[base(code)] || len(d.languages) == 32 {
			continue
		}
		taken[base(code)] = true
		words, err := wordsOf(code)
		if err != nil {
			return nil, err
		}
		if words == nil && code == language {
			return nil, nil
		}
		if words == nil {
			continue
		}
		for _, w := range words {
			d.words[w] |= 1 << len(d.languages)
			d.longest = max(d.longest, len(w))
			d.elisions = d.elisions || strings.HasSuffix(w, "'")
		}
		d.languages = append(d.languages, code)
	}
	if len(d.languages) < 2 {
		return nil, nil
	}
	for w, in := range d.words {
		if bits.OnesCount32(in) == len(d.languages) {
			delete(d.words, w)
		}
	}
	d.packWords()
	for _, t := range terms {
		for _, form := range t.Forms {
			if d.hasWord(form) {
				d.terms = append(d.terms, strings.ToLower(form))
			}
		}
	}
	return d, nil
}

// hasWord reports whether a term contains one of the detector's words.
func (d *Detector) hasWord(term string) bool {
	for _, w := range strings.Fields(term) {
		if d.words[strings.ToLower(w)] != 0 {
			return true
		}
	}
	return false
}

// Lint reports the blocks of a text, and the sentences of a block, that are in another language. It
// is a [plaintext.Linter].
func (d *Detector) Lint(w *plaintext.Document, list *diag.List) {
	for _, b := range w.Blocks {
		if b.Kind == plaintext.OtherBlock {
			continue
		}
		remedy := func(lang string) string {
			if b.Kind == plaintext.CaptionBlock { // Nothing can be marked in it.
				return "translate it"
			}
			return "translate it, or mark it as [text]{lang=" + lang + "}"
		}
		lang, part := d.block(w, b.Passage)
		if lang != "" {
			d.report(w.File, w.Pos(b.Start), w.Of(b.Passage), lang, remedy(lang), list)
			continue
		}
		if part {
			d.sentences(w, b.Passage, remedy, list)
		}
	}
}

// sentences reports the sentences of a block that are in another language than the rest of it.
func (d *Detector) sentences(w *plaintext.Document, p plaintext.Passage, remedy func(lang string) string, list *diag.List) {
	start := p.Start
	for i := p.Start; i < p.End; i++ {
		last := i+1 == p.End
		if !last && (w.Text[i] != '.' && w.Text[i] != '!' && w.Text[i] != '?' || w.Text[i+1] != ' ') {
			continue
		}
		if last && start == p.Start {
			return // The block is one sentence.
		}
		s := plaintext.Passage{Start: start, End: i + 1}
		for s.Start < s.End && w.Text[s.Start] == ' ' {
			s.Start++
		}
		start = i + 1
		if lang, _ := d.block(w, s); lang != "" {
			d.report(w.File, w.Pos(s.Start), w.Of(s), lang, remedy(lang), list)
		}
	}
}

// Text reports a text without Markdown, at a position of a file, if it is in another language.
func (d *Detector) Text(file string, pos diag.Pos, text string, list *diag.List) {
	w := plaintext.Document{Text: []byte(text)}
	if lang, _ := d.block(&w, plaintext.Passage{End: len(text)}); lang != "" {
		d.report(file, pos, w.Text, lang, "translate it", list)
	}
}

func (d *Detector) report(file string, pos diag.Pos, text []byte, lang, hint string, list *diag.List) {
	list.Add(file, pos, diag.TextLanguage, hint, "%q seems to be in %q, not in %q", beginning(text), lang, d.languages[0])
}

// beginning returns the first words of a text.
func beginning(text []byte) string {
	words := strings.Fields(strings.ReplaceAll(string(text), string(plaintext.Omitted), "…"))
	if len(words) > 6 {
		return strings.Join(words[:6], " ") + " …"
	}
	return strings.Join(words, " ")
}

// block returns the language of a block if it isn't the page's, or "", and whether a sentence of it
// may be in another language.
func (d *Detector) block(w *plaintext.Document, p plaintext.Passage) (lang string, part bool) {
	if p.End-p.Start < minWords*2 {
		return "", false
	}
	whole, part := d.mayBeForeign(w.Of(p))
	if !whole {
		return "", part
	}
	t := tally{seen: map[string]int{}}
	d.count(w, p, d.others(w, p), &t)
	if i := t.verdict(len(d.languages)); i > 0 {
		return d.languages[i], true
	}
	return "", true
}

// tally counts the words of a text.
type tally struct {
	words int
	// against counts, by language, the words of that language that aren't of the page's, and with
	// the words of the page's language that aren't of that one.
	against, with [32]int
	// seen counts the uses of each word.
	seen map[string]int
}

// verdict returns the index of the language of a text if it isn't the page's, or -1.
func (t *tally) verdict(languages int) int {
	best := -1
	for i := 1; i < languages; i++ {
		n := t.against[i]
		if t.words >= minWords && n >= minForeign && n*perForeign >= t.words && n >= t.with[i]*perOwn && (best < 0 || n > t.against[best]) {
			best = i
		}
	}
	return best
}

// count counts the words of a passage, except in the excluded passages, which are in the order of
// the text.
func (d *Detector) count(w *plaintext.Document, p plaintext.Passage, excluded []plaintext.Passage, t *tally) {
	last := p.Start
	w.Words(p, func(word plaintext.Passage) {
		starts := startsSentence(w.Text[last:word.Start], last == p.Start)
		last = word.End
		for len(excluded) > 0 && excluded[0].End <= word.Start {
			excluded = excluded[1:]
		}
		if len(excluded) > 0 && excluded[0].Start < word.End {
			return
		}
		text := w.Of(word)
		if c, _ := utf8.DecodeRune(text); !unicode.IsLetter(c) {
			return // A number, or something omitted.
		}
		t.words++
		in := d.languagesOf(text, starts)
		if in == 0 {
			return
		}
		if t.seen[string(text)]++; t.seen[string(text)] > maxUses {
			return
		}
		for i := 1; i < len(d.languages); i++ {
			switch page, other := in&pageLanguage != 0, in>>i&1 != 0; {
			case other && !page:
				t.against[i]++
			case page && !other:
				t.with[i]++
			}
		}
	})
}

// startsSentence reports whether the text between two words ends a sentence. first reports whether
// there is no word before it.
func startsSentence(between []byte, first bool) bool {
	return first || bytes.ContainsAny(between, ".?!:;")
}

// languagesOf returns the set of languages of a word. A word with a capital that doesn't start a
// sentence is a name and belongs to none, nor does an abbreviation in capitals.
func (d *Detector) languagesOf(word []byte, starts bool) uint32 {
	var buf [24]byte
	if len(word) > len(buf) {
		return d.elision(word, starts)
	}
	lower := buf[:0]
	for i := 0; i < len(word); {
		c, size := rune(word[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(word[i:])
		}
		switch {
		case c == '’':
			lower = append(lower, '\'')
		case 'a' <= c && c <= 'z':
			lower = append(lower, byte(c))
		case unicode.IsUpper(c):
			if i > 0 || !starts {
				return 0
			}
			lower = utf8.AppendRune(lower, unicode.ToLower(c))
		default:
			lower = utf8.AppendRune(lower, c)
		}
		i += size
	}
	if in, ok := d.words[string(lower)]; ok || !d.elisions {
		return in
	}
	return d.elision(lower, true)
}

// elision returns the set of languages of the elided word at the start of a word, such as l' in
// l'homme.
func (d *Detector) elision(word []byte, starts bool) uint32 {
	if !d.elisions {
		return 0
	}
	i := bytes.IndexAny(word, "'’")
	if i <= 0 || i+1 > d.longest || !starts && bytes.ContainsFunc(word[:i], unicode.IsUpper) {
		return 0
	}
	return d.words[strings.ToLower(string(word[:i]))+"'"]
}
