package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// turned finds what changes the direction of a text without being seen, the first of each line: the embeddings,
// overrides and isolates of Unicode Standard Annex #9. With them a text reads otherwise than it stands in its file,
// for those who review it too (Trojan Source, CVE-2021-42574; Unicode Technical Standard #55). The marks, U+200E,
// U+200F and U+061C, move nothing but the signs next to them, and texts written from right to left need them.
func turned(name string, src []byte, list *diag.List) {
	for i := 0; ; {
		n := bytes.Index(src[i:], []byte("\xe2\x80"))
		if m := bytes.Index(src[i:], []byte("\xe2\x81")); n < 0 || m >= 0 && m < n {
			n = m
		}
		if n < 0 {
			return
		}
		i += n
		r, size := utf8.DecodeRune(src[i:])
		if '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' {
			list.Add(name, position(src, i), diag.TextBidi, fmt.Sprintf("take it out; in Markdown, where it has to be there, write &#x%X; for all to see", r),
				"%U can't be seen, and turns the direction of the text around it", r)
			if n = bytes.IndexByte(src[i:], '\n'); n < 0 {
				return
			}
			size = n
		}
		i += size
	}
}
