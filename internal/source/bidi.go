package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// turned finds what changes the direction of a text without being seen, the first of each line: the
// embeddings, overrides and isolates of Unicode Standard Annex #9. With them a text reads otherwise
// than it stands in its file, for those who review it too (Trojan Source, CVE-2021-42574; Unicode
// Technical Standard #55). The marks, U+200E, U+200F and U+061C, move nothing but the signs next to
// them, and texts written from right to left need them.
//
// Its time is linear: it passes over every byte once, however many dashes, quotation marks and
// joined emoji, which begin with the same bytes, a text has, and counts lines as it goes.
func turned(name string, src []byte, list *diag.List) {
	// line is the number of the line that starts at from, to which lines are counted.
	line, from := 1, 0
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], 0xe2)
		if n < 0 {
			return
		}
		i += n
		r, size := utf8.DecodeRune(src[i:])
		if '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' {
			line += bytes.Count(src[from:i], []byte("\n"))
			from += bytes.LastIndexByte(src[from:i], '\n') + 1
			list.Add(name, diag.Pos{Line: line, Column: 1 + utf8.RuneCount(src[from:i])}, diag.TextBidi,
				fmt.Sprintf("take it out; in Markdown, where it has to be there, write &#x%X; for all to see", r),
				"%U can't be seen, and turns the direction of the text around it", r)
			if n = bytes.IndexByte(src[i:], '\n'); n < 0 {
				return
			}
			size = n
		}
		i += size
	}
}
