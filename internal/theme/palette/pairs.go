package palette

import "baken.example/baken/internal/theme/srgb"

// The least contrasts of WCAG 2.2: of text (1.4.3), and of what shows a state, or where something
// is (1.4.11).
const (
	OfText  = 4.5
	OfMarks = 3
)

// Pair is a colour in use beside another one.
type Pair struct {
	// Front is the token of text or of a mark, Ground that of what is behind or beside it.
	Front, Ground string
	// Part is not zero where the ground is the front itself at this opacity, on Ground.
	Part  float64
	Ratio float64
	// Place says where a reader meets the pair.
	Place string
}

// behind returns the colour behind the front of a pair, by the colours of its tokens.
func (p Pair) behind(front, ground srgb.Color) srgb.Color {
	if p.Part > 0 {
		return front.Mix(ground, p.Part)
	}
	return ground
}

// Pairs returns every pair that the style sheets use. A test of package browsertest holds that they
// use no other one.
func Pairs() []Pair {
	return []Pair{
		{Ink, Paper, 0, OfText, "the text of pages, and borders of fields"},
		{Ink, Tint, 0, OfText, "text in notices, code, the feedback form and the foot"},
		{Ink, Paper, .12, OfText, "the outcomes in decision diagrams"},
		{Quiet, Paper, 0, OfText, "leads, hints and captions"},
		{Quiet, Tint, 0, OfText, "hints in notices, the feedback form and the foot"},
		{Link, Paper, 0, OfText, "links"},
		{Link, Tint, 0, OfText, "links in notices and the foot"},
		{ButtonInk, Button, 0, OfText, "the text of buttons"},
		{Signal, Paper, 0, OfMarks, "marks of the current page, warnings and results"},
		{Signal, Tint, 0, OfMarks, "marks beside warnings and results"},
		{Focus, Paper, 0, OfMarks, "the outline of the keyboard's focus"},
		{Focus, Tint, 0, OfMarks, "the outline of the focus in notices, the feedback form and the foot"},
		{Error, Paper, 0, OfMarks, "marks and borders of what has to be mended"},
		{Error, Tint, 0, OfMarks, "marks of mistakes in the feedback form"},
		{BandInk, Band, 0, OfText, "text in the head of pages and the opening of the home page"},
		{BandQuiet, Band, 0, OfText, "the lead in the opening of the home page"},
		{BandLink, Band, 0, OfText, "links in the head of pages"},
		{BandButtonInk, BandButton, 0, OfText, "the text of the home page's button"},
		{BandSignal, Band, 0, OfMarks, "marks of the current page in the menu"},
		{BandFocus, Band, 0, OfMarks, "the outline of the focus in the head of pages"},
	}
}
