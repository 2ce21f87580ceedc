package langdetect

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/word"
)

// others returns the passages of a block that aren't the writer's own words in the language of the
// page, in the order of the text: what is quoted or stressed, as titles are, and terms of the glossary.
func (d *Detector) others(w *markdown.PlainText, p markdown.Passage) []markdown.Passage {
	out := quoted(w.Text, p)
	// They are in the order of their ends.
	first, _ := slices.BinarySearchFunc(w.Emphasised, p.Start, func(e markdown.Passage, start int) int {
		return cmp.Compare(e.End, start)
	})
	for _, e := range w.Emphasised[first:] {
		if e.End > p.End {
			break
		}
		if p.Start <= e.Start {
			out = append(out, e)
		}
	}
	if len(d.terms) > 0 {
		small := bytes.ToLower(w.Of(p))
		if len(small) != p.End-p.Start {
			small = w.Of(p) // Offsets would shift, in scripts that lose bytes with their capitals.
		}
		for _, term := range d.terms {
			for from := 0; ; {
				i := bytes.Index(small[from:], []byte(term))
				if i < 0 {
					break
				}
				from += i
				out = append(out, markdown.Passage{Start: p.Start + from, End: p.Start + from + len(term)})
				from += len(term)
			}
		}
	}
	slices.SortFunc(out, func(a, b markdown.Passage) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// closing are the quotation marks that close what others open, in the ways of different countries.
var closing = map[rune]string{'"': `"`, '“': "”", '„': "“”", '«': "»", '»': "«", '‘': "’", '‚': "‘’", '\'': "'", '‹': "›"}

// quoted returns the passages of a block that stand in quotation marks. A mark that nothing closes
// is an apostrophe or a slip, and quotes nothing.
func quoted(text []byte, p markdown.Passage) []markdown.Passage {
	var out []markdown.Passage
	// open are the marks for which nothing closes a quotation from here on, so that the text isn't
	// searched to its end for each apostrophe.
	open := map[string]bool{}
	before := ' '
	for i := p.Start; i < p.End; {
		c, size := utf8.DecodeRune(text[i:p.End])
		marks, opens := closing[c]
		if opens && !word.IsChar(before) && !open[marks] {
			if n := closed(text[i+size:p.End], marks); n > 0 {
				out = append(out, markdown.Passage{Start: i, End: i + size + n})
				i += size + n
				before = '"'
				continue
			}
			open[marks] = true
		}
		before = c
		i += size
	}
	return out
}

// closed returns how far it is to the mark that closes a quotation, or 0. It has something before
// it, and no letter behind it, which would make it an apostrophe.
func closed(text []byte, marks string) int {
	before := ' '
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if i > 0 && bytes.ContainsRune([]byte(marks), c) && !unicode.IsSpace(before) {
			if next, _ := utf8.DecodeRune(text[i+size:]); i+size == len(text) || !word.IsChar(next) {
				return i + size
			}
		}
		before = c
		i += size
	}
	return 0
}
