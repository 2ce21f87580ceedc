// Package position converts offsets of a text to the lines and columns at which editors find them,
// and reports mistakes at them.
package position

import (
	"bytes"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// Report reports a mistake at an offset of a text.
type Report func(offset int, code diag.Code, hint, message string)

// Finder converts offsets of a text to positions in its file. It continues from the last offset,
// since most offsets are in the order of the text. For n offsets in any order it reads the text
// about twice, and at most n times 4096 bytes.
type Finder struct {
	src []byte
	// first is the number of the text's first line in the file.
	first int
	// lines is the number of line feeds before offset, columns the number of code points between
	// the last of them and offset.
	offset, lines, columns int
	// marks are checkpoints at every [stride] bytes; nil until an offset needs one.
	marks []mark
}

// mark is a checkpoint of a [Finder].
type mark struct{ offset, lines, columns int }

// stride is the distance of checkpoints in bytes.
const stride = 4096

// New returns a finder for a text whose first line has the number first in its file. The text must
// not change.
func New(src []byte, first int) Finder { return Finder{src: src, first: first} }

// At returns the position of an offset, which is at most the length of the text. Columns count code
// points from 1.
func (p *Finder) At(offset int) diag.Pos {
	if offset < p.offset || offset > p.offset+stride {
		p.jump(offset)
	}
	p.pass(offset)
	return diag.Pos{Line: p.first + p.lines, Column: p.columns + 1}
}

// jump moves to the last checkpoint before an offset. Footnotes, the ends of spans and findings at
// the end of a text make offsets alternate any number of times.
func (p *Finder) jump(offset int) {
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

// pass moves forward to an offset.
func (p *Finder) pass(offset int) {
	passed := p.src[p.offset:offset]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		p.lines += n
		p.columns = 0
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.columns += utf8.RuneCount(passed)
	p.offset = offset
}
