package brand

import (
	"image"
	"image/color"
	"image/draw"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// letters draws a font in one size. It breaks curves into lines by itself, with integers, since
// package vector doesn't round curves alike on every processor. It is for one goroutine.
type letters struct {
	font *sfnt.Font
	// size is the size of the font in pixels.
	size   int
	buffer sfnt.Buffer
}

func newLetters(ttf []byte, size int) (*letters, error) {
	f, err := sfnt.Parse(ttf)
	return &letters{font: f, size: size}, err
}

func (l *letters) scale() fixed.Int26_6 { return fixed.I(l.size) }

// has reports whether the font has every letter of a text, which isn't empty. What it has, Latin,
// Greek and Cyrillic, runs from left to right, and its letters aren't joined.
func (l *letters) has(text string) bool {
	for _, r := range text {
		if i, err := l.font.GlyphIndex(&l.buffer, r); !unicode.IsSpace(r) && (err != nil || i == 0) {
			return false
		}
	}
	return text != ""
}

// glyphs calls f for each letter of a text with the distance of its origin from that of the text,
// and returns the width of the text.
func (l *letters) glyphs(text string, f func(sfnt.GlyphIndex, fixed.Int26_6) error) (x fixed.Int26_6, err error) {
	previous := sfnt.GlyphIndex(0)
	for _, r := range text {
		i, err := l.font.GlyphIndex(&l.buffer, r)
		if err != nil {
			return x, err
		}
		if previous != 0 {
			if k, err := l.font.Kern(&l.buffer, previous, i, l.scale(), font.HintingNone); err == nil {
				x += k
			}
		}
		if err := f(i, x); err != nil {
			return x, err
		}
		advance, err := l.font.GlyphAdvance(&l.buffer, i, l.scale(), font.HintingNone)
		if err != nil {
			return x, err
		}
		x += advance
		previous = i
	}
	return x, nil
}

// width returns the width of a text in pixels. A text that can't be measured is too wide.
func (l *letters) width(text string) int {
	x, err := l.glyphs(text, func(sfnt.GlyphIndex, fixed.Int26_6) error { return nil })
	if err != nil {
		return CardWidth
	}
	return x.Ceil()
}

// draw draws a line of text whose baseline begins at a point. Each letter is drawn by itself, in a
// square of twice the font's size: package vector counts with integers in small pictures only.
func (l *letters) draw(img draw.Image, at image.Point, c color.Color, text string) error {
	square := image.Pt(2*l.size, 2*l.size)
	rasterizer := vector.NewRasterizer(square.X, square.Y)
	ink := image.NewUniform(c)
	_, err := l.glyphs(text, func(i sfnt.GlyphIndex, x fixed.Int26_6) error {
		segments, err := l.font.LoadGlyph(&l.buffer, i, l.scale(), nil)
		if err != nil {
			return err
		}
		rasterizer.Reset(square.X, square.Y)
		// The origin of the letter in the square.
		origin := image.Pt(l.size/2, l.size*3/2)
		outline(rasterizer, segments, fixed.P(origin.X, origin.Y).Add(fixed.Point26_6{X: x - fixed.I(x.Floor())}))
		min := at.Add(image.Pt(x.Floor(), 0)).Sub(origin)
		rasterizer.Draw(img, image.Rectangle{Min: min, Max: min.Add(square)}, ink, image.Point{})
		return nil
	})
	return err
}

// steps is the number of lines that a curve is broken into.
const steps = 8

// outline adds the outline of a letter, moved by origin.
func outline(r *vector.Rasterizer, segments sfnt.Segments, origin fixed.Point26_6) {
	var pen fixed.Point26_6
	to := func(p fixed.Point26_6) (x, y float32) { return float32(p.X+origin.X) / 64, float32(p.Y+origin.Y) / 64 }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.ClosePath()
			pen = s.Args[0]
			r.MoveTo(to(pen))
		case sfnt.SegmentOpLineTo:
			pen = s.Args[0]
			r.LineTo(to(pen))
		case sfnt.SegmentOpQuadTo:
			curve(r, to, pen, s.Args[0], s.Args[0], s.Args[1], false)
			pen = s.Args[1]
		case sfnt.SegmentOpCubeTo:
			curve(r, to, pen, s.Args[0], s.Args[1], s.Args[2], true)
			pen = s.Args[2]
		}
	}
	r.ClosePath()
}

// curve adds a Bézier curve from a to d: a cubic one with the control points b and c, or a
// quadratic one with b.
func curve(r *vector.Rasterizer, to func(fixed.Point26_6) (x, y float32), a, b, c, d fixed.Point26_6, cubic bool) {
	for t := 1; t <= steps; t++ {
		u := steps - t
		weights, whole := [4]int{u * u, 2 * u * t, 0, t * t}, steps*steps
		if cubic {
			weights, whole = [4]int{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}, steps*steps*steps
		}
		at := func(a, b, c, d fixed.Int26_6) fixed.Int26_6 {
			sum := int(a)*weights[0] + int(b)*weights[1] + int(c)*weights[2] + int(d)*weights[3]
			return fixed.Int26_6(sum / whole)
		}
		r.LineTo(to(fixed.Point26_6{X: at(a.X, b.X, c.X, d.X), Y: at(a.Y, b.Y, c.Y, d.Y)}))
	}
}
