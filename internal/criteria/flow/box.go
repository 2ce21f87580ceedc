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
	// A cell is as wide as its text, between these.
	narrowest, broadest = 76, 138
	// longestWord is how wide a cell gets for a word that doesn't fit.
	longestWord = 220
	// A box is at least so wide, so that its question has few lines.
	boxWidth = 220
	// bold text is so many times as wide.
	bold = 1.14
)

// box is a step as it is drawn: the question, and below it a cell for each way.
type box struct {
	width, height float64
	question      []string
	// head is how high the question's part is.
	head  float64
	cells []cellBox
}

// cellBox is a way as it is drawn: the answers and, where it ends, the outcome in a frame below them.
type cellBox struct {
	// left and width say where it lies in the box, middle where a line begins.
	left, width, middle float64
	answers, outcome    []string
}

// newBox sizes a step, numbered from 1.
func newBox(number int, s *Step) box {
	b := box{cells: make([]cellBox, len(s.Ways))}
	for i, w := range s.Ways {
		c := &b.cells[i]
		c.answers = wrap(w.Answers, answerSize, room(w.Answers, 2*padding))
		c.width = widest(c.answers, answerSize) + 2*padding
		if w.To < 0 {
			c.outcome = wrap(w.Outcome, answerSize, room(w.Outcome, 3*padding))
			c.width = max(c.width, widest(c.outcome, answerSize)+3*padding)
		}
		c.width = max(c.width, narrowest)
		b.width += c.width
	}
	if b.width < boxWidth {
		for i := range b.cells {
			b.cells[i].width += (boxWidth - b.width) / float64(len(b.cells))
		}
		b.width = boxWidth
	}
	left, tallest := 0.0, 0.0
	for i := range b.cells {
		c := &b.cells[i]
		c.left, c.middle = left, left+c.width/2
		left += c.width
		tallest = max(tallest, c.height())
	}
	b.question = wrap(strconv.Itoa(number)+". "+s.Question, questionSize*bold, b.width-2*padding)
	b.head = lines(len(b.question), questionSize) + 2*padding
	b.height = b.head + tallest
	return b
}

// room is how wide the lines of a cell may be, without what lies beside them.
func room(text string, beside float64) float64 {
	return max(broadest-beside, min(longestWord, widest(strings.Fields(text), answerSize)))
}

// lines is how high some lines of text are.
func lines(n int, size float64) float64 { return float64(n) * size * lineHeight }

func (c *cellBox) height() float64 {
	h := lines(len(c.answers), answerSize) + 2*padding
	if c.outcome != nil {
		h += lines(len(c.outcome), answerSize) + 2*padding
	}
	return h
}
