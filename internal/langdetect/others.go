package langdetect

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/markdown/word"
)

// others returns the passages of a block whose words don't count, in the order of the text:
// quotations, emphasis, in which titles stand, and terms of the glossary that have words of
// another language.
func (d *Detector) others(w *plaintext.Document, p plaintext.Passage) []plaintext.Passage {
	out := quoted(w.Text, p)
	// Emphasised is in the order of the ends.
	first, _ := slices.BinarySearchFunc(w.Emphasised, p.Start, func(e plaintext.Passage, start int) int {
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
				out = append(out, plaintext.Passage{Start: p.Start + from, End: p.Start + from + len(term)})
				from += len(term)
			}
		}
	}
	slices.SortFunc(out, func(a, b plaintext.Passage) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// closing maps an opening quotation mark to the marks that close it in any language's convention.
var closing = map[rune]string{'"': `"`, '“': "”", '„': "“”", '«': "»", '»': "«", '‘': "’", '‚': "‘’", '\'': "'", '‹': "›"}

// quoted returns the passages of a block in quotation marks. A mark without a closing one is an
// apostrophe or a slip, and opens no quotation.
func quoted(text []byte, p plaintext.Passage) []plaintext.Passage {
	var out []plaintext.Passage
	// unclosed holds the closing marks that don't occur in the rest of the block, so that it isn't
	// searched to its end for each apostrophe.
	unclosed := map[string]bool{}
	before := ' '
	for i := p.Start; i < p.End; {
		c, size := utf8.DecodeRune(text[i:p.End])
		marks, opens := closing[c]
		if opens && !word.IsChar(before) && !unclosed[marks] {
			if n := closed(text[i+size:p.End], marks); n > 0 {
				out = append(out, plaintext.Passage{Start: i, End: i + size + n})
				i += size + n
				before = '"'
				continue
			}
			unclosed[marks] = true
		}
		before = c
		i += size
	}
	return out
}

// closed returns the length of a quotation with its closing mark, or 0 if it isn't closed. A
// closing mark follows a character that isn't a space, and isn't followed by a letter, which would
// make it an apostrophe.
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
