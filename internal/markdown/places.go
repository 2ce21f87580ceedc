package markdown

import (
	"bytes"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// places tells where in the file an offset of the text is. Offsets mostly come in the order of
// the text, so that it goes on from the last one and reads the text about once.
type places struct {
	src []byte
	// first is the number of the text's first line in the file.
	first int
	// Lines end before offset, the last of them lines after the first; columns are the code
	// points from there.
	offset, lines, columns int
}

func (p *places) at(offset int) diag.Pos {
	if offset < p.offset {
		p.offset, p.lines, p.columns = 0, 0, 0
	}
	passed := p.src[p.offset:offset]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		p.lines += n
		p.columns = 0
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.columns += utf8.RuneCount(passed)
	p.offset = offset
	return diag.Pos{Line: p.first + p.lines, Column: p.columns + 1}
}
