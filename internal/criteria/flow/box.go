package flow

import (
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria"
)

// Sizes in pixels.
const (
	questionSize = 14
	answerSize   = 13
	lineHeight   = 1.3
	padding      = 10
	// A cell is as wide as its text, within these bounds.
	minCellWidth, maxCellWidth = 76, 138
	// maxWordWidth bounds the width that a cell gets for a word that is wider than maxCellWidth,
	// and wordRoom is how much wider it is than that word, for readers who space out letters (WCAG
	// 1.4.12).
	maxWordWidth, wordRoom = 200, 1.2
	// minBoxWidth keeps the lines of a question few.
	minBoxWidth = 220
	// bold is the ratio of the widths of bold and regular text.
	bold = 1.14
	// sign is the size of the sign of a kind, and the distance to its name.
	sign, signGap = 11, 6
)

// box is the drawing of a step: the question, and below it a cell for each way, in as many rows as
// their widths need.
type box struct {
	width, height float64
	question      []string
	// head is the height of the question's part.
	head  float64
	cells []cellBox
	// rows are the heights of the rows of cells.
	rows []float64
}

// cellBox is the drawing of a way: the answers and, below it, the outcome in a frame or the number
// of a step to which no line leads.
type cellBox struct {
	// left and width are its position in the box, middle the start of a line; row is its row.
	left, width, middle float64
	row                 int
	answers             []string
	// shape is the kind of the outcome, kind the word for it, which may be empty.
	shape   criteria.Verdict
	kind    string
	outcome []string
	step    string
}

// newBox lays out a step. linked says for each way whether a line leads on from it; it is nil as
// long as that isn't known. The width doesn't depend on that.
func newBox(p *Part, step int, linked []bool) box {
	s := &p.Steps[step]
	b := box{cells: make([]cellBox, len(s.Ways))}
	left, row := 0.0, 0
	for i, w := range s.Ways {
		c := &b.cells[i]
		c.answers = wrap(w.Answers, answerSize, textWidth(w.Answers, 2*padding))
		c.width = cellWidth(c.answers) + 2*padding
		if w.To < 0 {
			c.shape, c.kind = w.Kind, w.Name
			c.outcome = wrap(w.Title, answerSize, textWidth(w.Title, 3*padding))
			c.width = max(c.width, cellWidth(c.outcome)+3*padding)
			if c.kind != "" {
				c.width = max(c.width, width(c.kind, answerSize*bold)+sign+signGap+4*padding)
			}
		} else if linked == nil || !linked[i] {
			c.step = p.label(w.To)
		}
		c.width = max(c.width, minCellWidth)
		if left > 0 && left+c.width > sheetWidth-2*margin {
			left, row = 0, row+1
		}
		c.left, c.row = left, row
		left += c.width
		b.width = max(b.width, left)
	}
	b.width = max(b.width, minBoxWidth)
	b.fill()
	b.rows = make([]float64, row+1)
	for i := range b.cells {
		c := &b.cells[i]
		c.middle = c.left + c.width/2
		b.rows[c.row] = max(b.rows[c.row], c.height())
	}
	b.question = wrap(strconv.Itoa(s.Number)+". "+s.Question, questionSize*bold, b.width-2*padding)
	b.head = linesHeight(len(b.question), questionSize) + 2*padding
	b.height = b.head
	for _, h := range b.rows {
		b.height += h
	}
	return b
}

// fill widens the cells of each row so that they fill it.
func (b *box) fill() {
	for from := 0; from < len(b.cells); {
		to := from + 1
		for to < len(b.cells) && b.cells[to].row == b.cells[from].row {
			to++
		}
		last := &b.cells[to-1]
		more := (b.width - last.left - last.width) / float64(to-from)
		for i := from; i < to; i++ {
			b.cells[i].left += float64(i-from) * more
			b.cells[i].width += more
		}
		from = to
	}
}

// textWidth returns the maximum width of the lines of a cell, without its padding.
func textWidth(text string, padding float64) float64 {
	return max(maxCellWidth-padding, min(maxWordWidth, widest(strings.Fields(text), answerSize)))
}

// cellWidth returns the width that lines need, without padding.
func cellWidth(lines []string) float64 {
	w := widest(lines, answerSize)
	if w > maxCellWidth {
		w *= wordRoom
	}
	return w
}

// linesHeight returns the height of n lines of text.
func linesHeight(n int, size float64) float64 { return float64(n) * size * lineHeight }

func (c *cellBox) height() float64 {
	h := linesHeight(len(c.answers), answerSize) + 2*padding
	switch {
	case c.outcome != nil:
		h += c.frame() + padding
	case c.step != "":
		h += linesHeight(1, answerSize)
	}
	return h
}

// frame returns the height of the frame around the outcome.
func (c *cellBox) frame() float64 {
	n := len(c.outcome)
	if c.kind != "" {
		n++
	}
	return linesHeight(n, answerSize) + padding
}
