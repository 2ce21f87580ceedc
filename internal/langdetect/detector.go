package langdetect

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// What it takes to call a text foreign. The figures come of the labelled texts in testdata.
const (
	// leastWords is how many words a text must have for anything to be said of it.
	leastWords = 8
	// leastForeign is how many words of the other language there must be.
	leastForeign = 3
	// perForeign is of how many words one must be the other language's.
	perForeign = 5
	// perOwn is how many words of the other language outweigh one of the page's.
	perOwn = 5
	// mostOften is how often one word counts.
	mostOften = 2
)

// own is the bit of the page's language in the sets of languages that a word belongs to; the
// others follow it.
const own = 1

// Detector tells which texts on the pages in one language are in another. It is safe for concurrent use.
type Detector struct {
	// languages are the codes, that of the page's language first.
	languages []string
	// words has, for each known word, the set of languages it belongs to, if that isn't all of them.
	words map[string]uint32
	// packed has the short ones among them, for a quick look.
	packed map[uint64]uint32
	// elisions are words that others are written to, with their apostrophe.
	elisions bool
	// longest is the length of the longest word.
	longest int
	// terms are the glossary's spellings that hold words of another language, in small letters.
	terms []string
}

// New returns what judges texts on pages in a language, on a site in the languages of codes. Terms
// are the glossary's; their words count for nothing. It is nil where nothing can be told: nothing is
// known of the page's language, or of any other. The error is a flaw of the package's own data.
func New(language string, codes []string, terms []markdown.Term) (*Detector, error) {
	d := &Detector{words: map[string]uint32{}, packed: map[uint64]uint32{}}
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
	d.pack()
	for _, t := range terms {
		for _, form := range t.Forms {
			if d.speaks(form) {
				d.terms = append(d.terms, strings.ToLower(form))
			}
		}
	}
	return d, nil
}

// speaks tells whether a term has a word that would count.
func (d *Detector) speaks(term string) bool {
	for _, w := range strings.Fields(term) {
		if d.words[strings.ToLower(w)] != 0 {
			return true
		}
	}
	return false
}

// Lint judges the blocks of a text. It is a [markdown.Linter].
func (d *Detector) Lint(w *markdown.PlainText, list *diag.List) {
	for _, b := range w.Blocks {
		if b.Kind == markdown.OtherBlock {
			continue
		}
		if lang := d.block(w, b.Passage); lang != "" {
			d.report(w.File, w.Pos(b.Start), w.Of(b.Passage), lang, "translate it, or mark it as [text]{lang="+lang+"}", list)
		}
	}
}

// Text judges a text without Markdown, which stands at a place of a file.
func (d *Detector) Text(file string, pos diag.Pos, text string, list *diag.List) {
	w := markdown.PlainText{Text: []byte(text)}
	if lang := d.block(&w, markdown.Passage{End: len(text)}); lang != "" {
		d.report(file, pos, w.Text, lang, "translate it", list)
	}
}

func (d *Detector) report(file string, pos diag.Pos, text []byte, lang, hint string, list *diag.List) {
	list.Add(file, pos, diag.TextLanguage, hint, "%q seems to be in %q, not in %q", beginning(text), lang, d.languages[0])
}

// beginning returns the first words of a text.
func beginning(text []byte) string {
	words := strings.Fields(strings.ReplaceAll(string(text), string(markdown.Omitted), "…"))
	if len(words) > 6 {
		return strings.Join(words[:6], " ") + " …"
	}
	return strings.Join(words, " ")
}

// block returns the language that a block is in, if that isn't the page's, or "".
func (d *Detector) block(w *markdown.PlainText, p markdown.Passage) string {
	if p.End-p.Start < leastWords*2 {
		return ""
	}
	// Nearly all texts have nothing of another language, and need no second look.
	if !d.doubtful(w.Of(p)) {
		return ""
	}
	t := tally{seen: map[string]int{}}
	d.count(w, p, d.others(w, p), &t)
	if i := t.verdict(len(d.languages)); i > 0 {
		return d.languages[i]
	}
	return ""
}

// tally is what the words of a text say.
type tally struct {
	words int
	// against and with are, by language, the words that speak for it and not for the page's own, and
	// those that do the reverse.
	against, with [32]int
	// seen counts the uses of each word.
	seen map[string]int
}

// verdict returns the number of the language that a text is in, if that isn't the page's, or -1.
func (t *tally) verdict(languages int) int {
	best := -1
	for i := 1; i < languages; i++ {
		n := t.against[i]
		if t.words >= leastWords && n >= leastForeign && n*perForeign >= t.words && n >= t.with[i]*perOwn && (best < 0 || n > t.against[best]) {
			best = i
		}
	}
	return best
}

// count counts the words of a passage, but for those within the passages of others, which are in
// the order of the text.
func (d *Detector) count(w *markdown.PlainText, p markdown.Passage, others []markdown.Passage, t *tally) {
	last := p.Start
	w.Words(p, func(word markdown.Passage) {
		starts := opens(w.Text[last:word.Start], last == p.Start)
		last = word.End
		for len(others) > 0 && others[0].End <= word.Start {
			others = others[1:]
		}
		if len(others) > 0 && others[0].Start < word.End {
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
		if t.seen[string(text)]++; t.seen[string(text)] > mostOften {
			return
		}
		for i := 1; i < len(d.languages); i++ {
			switch mine, theirs := in&own != 0, in>>i&1 != 0; {
			case theirs && !mine:
				t.against[i]++
			case mine && !theirs:
				t.with[i]++
			}
		}
	})
}

// opens tells whether a sentence opens behind what stands between two words.
func opens(between []byte, first bool) bool {
	return first || bytes.ContainsAny(between, ".?!:;")
}

// languagesOf returns the languages of a word. One with a capital is a name or a part of one, unless
// it opens a sentence; one in capitals is an abbreviation.
func (d *Detector) languagesOf(word []byte, starts bool) uint32 {
	var room [24]byte
	if len(word) > len(room) {
		return d.elision(word, starts)
	}
	small := room[:0]
	for i := 0; i < len(word); {
		c, size := rune(word[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(word[i:])
		}
		switch {
		case c == '’':
			small = append(small, '\'')
		case 'a' <= c && c <= 'z':
			small = append(small, byte(c))
		case unicode.IsUpper(c):
			if i > 0 || !starts {
				return 0
			}
			small = utf8.AppendRune(small, unicode.ToLower(c))
		default:
			small = utf8.AppendRune(small, c)
		}
		i += size
	}
	if in, ok := d.words[string(small)]; ok || !d.elisions {
		return in
	}
	return d.elision(small, true)
}

// elision returns the languages of the short word that a word is written to: that of l'homme is l'.
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
