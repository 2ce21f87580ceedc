package flow

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/bidi"

	"baken.example/baken/internal/criteria"
)

// FileStyle is the style of a drawing in a file of its own, which follows the reader's colour
// scheme. It is minified, so that a security policy can name its hash. In a page, whose policy
// allows no inline styles, a drawing inherits its colours.
const FileStyle = `svg{color-scheme:light dark;color:canvastext;background:canvas}`

const (
	// margin keeps strokes inside the picture.
	margin = 4
	// headingSize is the size of the headings of parts in a file, headingHeight the room for one.
	headingSize, headingHeight = 20, 56
)

// attributes are those of every drawing. Its only colour is currentColor, so that it follows dark
// colour schemes and forced colours.
const attributes = ` direction="ltr" fill="none" stroke="currentColor" stroke-width="1.5"`

// drawing writes an SVG (https://www.w3.org/TR/SVG2/).
type drawing struct {
	b strings.Builder
	// texts holds the texts of the cells of a box, which follow its shapes.
	texts strings.Builder
	*sheet
	// top is the distance of the sheet from the top.
	top float64
}

// SVG returns the drawings of all parts below each other as a file, or nil if there are none.
func (f *Flow) SVG() []byte {
	d := drawing{}
	width, drawn := 0.0, false
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Title != "" {
			heading := p.Title
			if len(p.Steps) == 0 {
				heading += " → " + p.End.text()
			}
			lines := wrap(heading, headingSize*bold, sheetWidth-2*margin)
			d.b.WriteString(`<g fill="currentColor" stroke="none" font-weight="700"` + fmt.Sprintf(` font-size="%d">`, headingSize))
			text(&d.b, lines, margin, d.top+margin, headingSize, "")
			d.b.WriteString(`</g>`)
			d.top += headingHeight + linesHeight(len(lines)-1, headingSize)
		}
		for _, s := range p.sheets {
			drawn = true
			d.sheet = s
			d.draw()
			w, h := s.size()
			width = max(width, w)
			d.top += h + layerGap/2
		}
	}
	if !drawn {
		return nil
	}
	if f.Lead != "" {
		width = max(width, sheetWidth)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" lang="%s" font-family="system-ui, sans-serif"`, html.EscapeString(f.lang))
	open(&b, width, d.top)
	fmt.Fprintf(&b, `<title>%s</title><desc>%s</desc><style>%s</style>%s</svg>`,
		html.EscapeString(f.label), html.EscapeString(f.Text()), FileStyle, d.b.String())
	return []byte(b.String())
}

// open writes the attributes of an SVG element of a size.
func open(b *strings.Builder, width, height float64) {
	fmt.Fprintf(b, ` class="flow" role="img" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s"%s>`,
		number(math.Ceil(width)), number(math.Ceil(height)), attributes)
}

// picture returns a sheet as an SVG for a page.
func (f *Flow) picture(p *Part, s *sheet) string {
	first, last := s.layers[0][0].step, 0
	for _, layer := range s.layers {
		for _, it := range layer {
			first, last = min(first, it.step), max(last, it.step)
		}
	}
	title := f.label
	if len(f.Parts) > 1 || len(p.sheets) > 1 {
		heading := p.Title
		if heading == "" {
			heading = f.Title
		}
		title = f.words.Format("FlowPart", struct{ Part, First, Last string }{
			f.words.Quote(heading), strconv.Itoa(p.Steps[first].Number), strconv.Itoa(p.Steps[last].Number)})
	}
	d := drawing{sheet: s}
	var b strings.Builder
	b.WriteString(`<svg`)
	width, height := s.size()
	open(&b, width, height)
	fmt.Fprintf(&b, `<title>%s</title><desc>%s</desc>`, html.EscapeString(title), html.EscapeString(f.words.Text("FlowBelow")))
	d.draw()
	b.WriteString(d.b.String())
	b.WriteString(`</svg>`)
	return b.String()
}

// draw draws the sheet.
func (d *drawing) draw() {
	for _, layer := range d.layers {
		for _, it := range layer {
			d.lines(it)
		}
	}
	for i, layer := range d.layers {
		for _, it := range layer {
			d.box(&d.boxes[it.step], at(it.x-it.width/2), d.top+d.tops[i])
		}
	}
}

func at(x float64) float64 { return x + margin }

// lines draws the lines that begin at the cells of an item.
func (d *drawing) lines(it *item) {
	begin := d.top + d.tops[it.layer] + d.boxes[it.step].height
	for _, l := range it.down {
		x, to := at(l.start()), at(l.to.x)
		y, end := d.top+d.bottoms[it.layer], d.top+d.tops[it.layer+1]
		middle := (y + end) / 2
		fmt.Fprintf(&d.b, `<path d="M%s %sV%sC%s %s %s %s %s %sm-5-8l5 8l5-8"/>`, number(x), number(begin), number(y),
			number(x), number(middle), number(to), number(middle), number(to), number(end))
	}
}

// box draws a step, in a group with coordinates of its own: steps that differ in their numbers only
// compress to little then.
func (d *drawing) box(b *box, x, y float64) {
	fmt.Fprintf(&d.b, `<g transform="translate(%s %s)"><rect width="%s" height="%s" rx="4"/><path stroke-width="1" d="`,
		number(x), number(y), number(b.width), number(b.height))
	tops := make([]float64, len(b.rows))
	top := b.head
	for i, h := range b.rows {
		tops[i] = top
		fmt.Fprintf(&d.b, `M0 %sh%s`, number(top), number(b.width))
		top += h
	}
	for _, c := range b.cells {
		if c.left > 0 {
			fmt.Fprintf(&d.b, `M%s %sv%s`, number(c.left), number(tops[c.row]), number(b.rows[c.row]))
		}
	}
	d.b.WriteString(`"/>`)
	d.texts.Reset()
	for i := range b.cells {
		c := &b.cells[i]
		top := tops[c.row] + padding
		text(&d.texts, c.answers, c.middle, top, answerSize, "")
		top += linesHeight(len(c.answers), answerSize)
		switch {
		case c.outcome != nil:
			d.outcome(c, top+padding/2)
		case c.step != "":
			text(&d.texts, []string{c.step}, c.middle, top, answerSize, bolder)
		}
	}
	fmt.Fprintf(&d.b, `<g fill="currentColor" stroke="none"><g font-size="%d"%s>`, questionSize, bolder)
	text(&d.b, b.question, padding, padding, questionSize, "")
	fmt.Fprintf(&d.b, `</g><g font-size="%d" text-anchor="middle">%s</g></g></g>`, answerSize, d.texts.String())
}

// outcome draws the frame of an outcome, which has a shape for each kind, the kind's sign and name,
// and its title.
func (d *drawing) outcome(c *cellBox, y float64) {
	const corner = 9
	left, width, height := c.left+padding/2, c.width-padding, c.frame()
	rectangle := func(attributes string) {
		fmt.Fprintf(&d.b, `<rect x="%s" y="%s" width="%s" height="%s"%s/>`, number(left), number(y), number(width), number(height), attributes)
	}
	switch c.shape {
	case criteria.Met:
		rectangle(` rx="14" fill="currentColor" fill-opacity=".12"`)
	case criteria.Unmet:
		w, h := width-2*corner, height-2*corner
		fmt.Fprintf(&d.b, `<path d="M%s %sh%sl%d %[4]dv%[5]sl-%[4]d %[4]dh-%[3]sl-%[4]d-%[4]dv-%[5]sz"/>`,
			number(left+corner), number(y), number(w), corner, number(h))
	case criteria.Open:
		rectangle(` stroke-dasharray="5 3"`)
	default:
		rectangle(` rx="4" fill="currentColor" fill-opacity=".12"`)
	}
	y += padding / 2
	if c.kind != "" {
		d.kind(c, c.middle, y)
		y += linesHeight(1, answerSize)
	}
	text(&d.texts, c.outcome, c.middle, y, answerSize, "")
}

// kind draws the sign of a kind and its name, centred at x.
func (d *drawing) kind(c *cellBox, x, y float64) {
	cx, cy := x-(width(c.kind, answerSize)+signGap)/2, y+answerSize*.65
	switch c.shape {
	case criteria.Met:
		fmt.Fprintf(&d.b, `<circle cx="%s" cy="%s" r="5" fill="currentColor"/>`, number(cx), number(cy))
	case criteria.Unmet:
		fmt.Fprintf(&d.b, `<path d="M%s %sl5 5l-5 5l-5-5z"/>`, number(cx), number(cy-5))
	case criteria.Open:
		fmt.Fprintf(&d.b, `<circle cx="%s" cy="%s" r="5"/><path d="M%s %[2]sa5 5 0 0 0 10 0z" fill="currentColor"/>`, number(cx), number(cy), number(cx-5))
	}
	text(&d.texts, []string{c.kind}, x+(sign+signGap)/2, y, answerSize, bolder)
}

// bolder is the attribute of bold text among regular one.
const bolder = ` font-weight="700"`

// text writes lines of a size below each other; y is the top of the first.
func text(b *strings.Builder, lines []string, x, y, size float64, attributes string) {
	fmt.Fprintf(b, `<text x="%s" y="%s"%s>`, number(x), number(y+size), attributes)
	for i, line := range lines {
		if i == 0 {
			b.WriteString(html.EscapeString(isolate(line)))
			continue
		}
		fmt.Fprintf(b, `<tspan x="%s" dy="%s">%s</tspan>`, number(x), number(linesHeight(1, size)), html.EscapeString(isolate(line)))
	}
	b.WriteString(`</text>`)
}

// isolate keeps the words of a line with right-to-left letters in their order: a drawing runs from
// left to right whatever its language (Unicode Standard Annex 9, first strong isolate).
func isolate(line string) string {
	for i, n := 0, 0; i < len(line); i += max(n, 1) {
		var p bidi.Properties
		if p, n = bidi.LookupString(line[i:]); p.Class() == bidi.R || p.Class() == bidi.AL {
			return "\u2068" + line + "\u2069"
		}
	}
	return line
}

// number formats a coordinate. Whole pixels suffice, and make a page with a drawing a twelfth
// smaller.
func number(x float64) string {
	return strconv.Itoa(int(math.Round(x)))
}
