package flow

import (
	"strconv"
	"strings"
)

// Sizes in pixels.
const (
	questionSize = 14
	answerSize   = 13
	lineHeight   = 1.3
	padding      = 10
	// A cell is as wide as its text, within these bounds.
	minCellWidth, maxCellWidth = 76, 138
	// maxWordWidth bounds the width that a cell gets for a word that is wider than maxCellWidth.
	maxWordWidth = 220
	// minBoxWidth keeps the lines of a question few.
	minBoxWidth = 220
	// bold is the ratio of the widths of bold and regular text.
	bold = 1.14
)

// box is the drawing of a step: the question, and below it a cell for each way.
type box struct {
	width, height float64
	question      []string
	// head is the height of the question's part.
	head  float64
	cells []cellBox
}

// cellBox is the drawing of a way: the answers and, if it ends there, the outcome in a frame below.
type cellBox struct {
	// left and width are its position in the box, middle the start of a line.
	left, width, middle float64
	answers, outcome    []string
}

// newBox lays out a step. Numbers start from 1.
func newBox(number int, s *Step) box {
	b := box{cells: make([]cellBox, len(s.Ways))}
	for i, w := range s.Ways {
		c := &b.cells[i]
		c.answers = wrap(w.Answers, answerSize, textWidth(w.Answers, 2*padding))
		c.width = widest(c.answers, answerSize) + 2*padding
		if w.To < 0 {
			c.outcome = wrap(w.Outcome, answerSize, textWidth(w.Outcome, 3*padding))
			c.width = max(c.width, widest(c.outcome, answerSize)+3*padding)
		}
		c.width = max(c.width, minCellWidth)
		b.width += c.width
	}
	if b.width < minBoxWidth {
		for i := range b.cells {
			b.cells[i].width += (minBoxWidth - b.width) / float64(len(b.cells))
		}
		b.width = minBoxWidth
	}
	left, tallest := 0.0, 0.0
	for i := range b.cells {
		c := &b.cells[i]
		c.left, c.middle = left, left+c.width/2
		left += c.width
		tallest = max(tallest, c.height())
	}
	b.question = wrap(strconv.Itoa(number)+". "+s.Question, questionSize*bold, b.width-2*padding)
	b.head = linesHeight(len(b.question), questionSize) + 2*padding
	b.height = b.head + tallest
	return b
}

// textWidth returns the maximum width of the lines of a cell, without its padding.
func textWidth(text string, padding float64) float64 {
	return max(maxCellWidth-padding, min(maxWordWidth, widest(strings.Fields(text), answerSize)))
}

// linesHeight returns the height of n lines of text.
func linesHeight(n int, size float64) float64 { return float64(n) * size * lineHeight }

func (c *cellBox) height() float64 {
	h := linesHeight(len(c.answers), answerSize) + 2*padding
	if c.outcome != nil {
		h += linesHeight(len(c.outcome), answerSize) + 2*padding
	}
	return h
}
