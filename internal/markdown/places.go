package markdown

import (
	"bytes"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// places tells where in the file an offset of the text is. Offsets mostly come in the order of
// the text, so that it goes on from the last one. However they come, the text is read about twice,
// and some [stride] bytes for each of them.
type places struct {
	src []byte
	// first is the number of the text's first line in the file.
	first int
	// Lines end before offset, the last of them lines after the first; columns are the code
	// points from there.
	offset, lines, columns int
	// marks are the places at every [stride] bytes, at the character there; nil until an offset
	// needs one.
	marks []mark
}

// mark is what [places] knows at an offset.
type mark struct{ offset, lines, columns int }

// stride is how many bytes are read again at most for an offset that isn't near the last one.
const stride = 4096

func (p *places) at(offset int) diag.Pos {
	if offset < p.offset || offset > p.offset+stride {
		p.jump(offset)
	}
	p.pass(offset)
	return diag.Pos{Line: p.first + p.lines, Column: p.columns + 1}
}

// jump goes to the last mark that isn't behind an offset. Links to footnotes, the ends of spans and
// what is found at the end of a text go back and forth in it, any number of times.
func (p *places) jump(offset int) {
	if p.marks == nil {
		p.offset, p.lines, p.columns = 0, 0, 0
		p.marks = make([]mark, 1, 1+len(p.src)/stride)
		for next := stride; next <= len(p.src); next += stride {
			start := next
			for start < len(p.src) && start > p.offset && !utf8.RuneStart(p.src[start]) {
				start--
			}
			p.pass(start)
			p.marks = append(p.marks, mark{p.offset, p.lines, p.columns})
		}
	}
	m := p.marks[offset/stride]
	p.offset, p.lines, p.columns = m.offset, m.lines, m.columns
}

// pass goes on to an offset, which isn't before the current one.
func (p *places) pass(offset int) {
	passed := p.src[p.offset:offset]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		p.lines += n
		p.columns = 0
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.columns += utf8.RuneCount(passed)
	p.offset = offset
}
