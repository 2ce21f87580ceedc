package flow

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
)

// fileStyle is the style of a drawing in a file of its own, which follows the reader's colour
// scheme. In a page, whose security policy allows no inline styles, the drawing inherits its
// colours.
const fileStyle = `svg{color-scheme:light dark;color:CanvasText;background:Canvas}`

// The distance between two layers, which grows with the horizontal distance that its lines cover.
const (
	minLayerGap = 44
	maxLayerGap = 110
)

// margin keeps strokes inside the picture.
const margin = 4

// drawing writes an SVG (https://www.w3.org/TR/SVG2/). Its only colour is currentColor, so that it
// follows dark colour schemes and forced colours.
type drawing struct {
	b     strings.Builder
	steps []Step
	boxes []box
	*layout
	// tops and bottoms hold the vertical extent of each layer.
	tops, bottoms []float64
}

// SVG returns the drawing as a file, or nil if there is none.
func (f *Flow) SVG() []byte { return f.draw(true) }

// draw returns the drawing, as a file of its own or for a page.
func (f *Flow) draw(file bool) []byte {
	if len(f.Steps) == 0 {
		return nil
	}
	d := drawing{steps: f.Steps}
	for i := range f.Steps {
		d.boxes = append(d.boxes, newBox(i+1, &f.Steps[i]))
	}
	d.layout = place(d.steps, d.boxes)
	d.setLevels()
	width, height := d.layout.width+2*margin, d.bottoms[len(d.bottoms)-1]+margin
	d.b.WriteString(`<svg`)
	if file {
		fmt.Fprintf(&d.b, ` xmlns="http://www.w3.org/2000/svg" lang="%s" font-family="system-ui, sans-serif"`, html.EscapeString(f.lang))
	}
	fmt.Fprintf(&d.b, ` class="flow" role="img" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" direction="ltr" fill="none" stroke="currentColor" stroke-width="1.5">`,
		number(math.Ceil(width)), number(math.Ceil(height)))
	fmt.Fprintf(&d.b, `<title>%s</title>`, html.EscapeString(f.label))
	if file {
		fmt.Fprintf(&d.b, `<desc>%s</desc><style>%s</style>`, html.EscapeString(f.Text()), fileStyle)
	} else {
		fmt.Fprintf(&d.b, `<desc>%s</desc>`, html.EscapeString(f.words.Text("FlowBelow")))
	}
	for _, layer := range d.layers {
		for _, it := range layer {
			d.lines(it)
		}
	}
	for i, layer := range d.layers {
		for _, it := range layer {
			if it.step >= 0 {
				d.box(&d.boxes[it.step], d.at(it.x-it.width/2), d.tops[i])
			}
		}
	}
	d.b.WriteString(`</svg>`)
	return []byte(d.b.String())
}

func (d *drawing) at(x float64) float64 { return x + margin }

// setLevels sets the vertical extents of the layers.
func (d *drawing) setLevels() {
	top := float64(margin)
	for _, layer := range d.layers {
		height, farthest := 0.0, 0.0
		for _, it := range layer {
			if it.step >= 0 {
				height = max(height, d.boxes[it.step].height)
			}
			for _, l := range it.down {
				farthest = max(farthest, math.Abs(l.start()-l.to.x))
			}
		}
		d.tops = append(d.tops, top)
		d.bottoms = append(d.bottoms, top+height)
		top += height + min(max(minLayerGap, farthest/6), maxLayerGap)
	}
}

// lines draws the lines that begin at an item. The lines of a step begin at its cells.
func (d *drawing) lines(it *item) {
	begin := d.tops[it.layer]
	if it.step >= 0 {
		begin += d.boxes[it.step].height
	}
	for _, l := range it.down {
		x, to := d.at(l.start()), d.at(l.to.x)
		y, end := d.bottoms[it.layer], d.tops[it.layer+1]
		middle := (y + end) / 2
		fmt.Fprintf(&d.b, `<path d="M%s %sV%sC%s %s %s %s %s %s`, number(x), number(begin), number(y),
			number(x), number(middle), number(to), number(middle), number(to), number(end))
		if l.to.step >= 0 {
			fmt.Fprintf(&d.b, `m-5-8l5 8l5-8`)
		}
		d.b.WriteString(`"/>`)
	}
}

// box draws a step.
func (d *drawing) box(b *box, x, y float64) {
	fmt.Fprintf(&d.b, `<rect x="%s" y="%s" width="%s" height="%s" rx="4"/>`, number(x), number(y), number(b.width), number(b.height))
	d.text(b.question, x+padding, y+padding, questionSize, `font-weight="700"`)
	y += b.head
	fmt.Fprintf(&d.b, `<path stroke-width="1" d="M%s %sh%s`, number(x), number(y), number(b.width))
	for _, c := range b.cells[1:] {
		fmt.Fprintf(&d.b, `M%s %sv%s`, number(x+c.left), number(y), number(b.height-b.head))
	}
	d.b.WriteString(`"/>`)
	for _, c := range b.cells {
		d.text(c.answers, x+c.middle, y+padding, answerSize, `text-anchor="middle"`)
		if c.outcome == nil {
			continue
		}
		top := y + padding + linesHeight(len(c.answers), answerSize) + padding/2
		fmt.Fprintf(&d.b, `<rect x="%s" y="%s" width="%s" height="%s" rx="10" fill="currentColor" fill-opacity=".1"/>`,
			number(x+c.left+padding/2), number(top), number(c.width-padding), number(linesHeight(len(c.outcome), answerSize)+padding))
		d.text(c.outcome, x+c.middle, top+padding/2, answerSize, `text-anchor="middle"`)
	}
}

// text writes lines below each other; y is the top of the first.
func (d *drawing) text(text []string, x, y, size float64, attributes string) {
	fmt.Fprintf(&d.b, `<text stroke="none" fill="currentColor" font-size="%s" %s>`, number(size), attributes)
	for i, line := range text {
		fmt.Fprintf(&d.b, `<tspan x="%s" y="%s">%s</tspan>`, number(x), number(y+linesHeight(i, size)+size), html.EscapeString(line))
	}
	d.b.WriteString(`</text>`)
}

// number formats a coordinate. Whole pixels suffice, and make a page with a drawing a twelfth
// smaller.
func number(x float64) string {
	return strconv.Itoa(int(math.Round(x)))
}
