// Package palette completes the colours of a site and judges their contrast.
//
// A site gives any of its colours, for light, dark or both. [Complete] derives the missing ones, in
// the light scheme from the given ones of which the main colour comes first, and in the dark scheme
// from the light one: their hue stays, and their lightness is the one nearest to that of Baken's
// own colour with which every pair of [Pairs] has the contrast that WCAG asks for. So a contrast
// that is too low is always that of a given colour, and [Palette.Judge] reports it where it was
// given.
package palette

import (
	"slices"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/theme/srgb"
)

// The tokens: names of colours by what they are for, and of custom properties of the style sheets.
// On the band, a style sheet has them without their prefix.
const (
	Paper         = "paper"
	Ink           = "ink"
	Quiet         = "quiet"
	Line          = "line"
	Tint          = "tint"
	Link          = "link"
	Signal        = "signal"
	Focus         = "focus"
	Error         = "error"
	Button        = "button"
	ButtonInk     = "button-ink"
	Band          = "band"
	BandInk       = "band-ink"
	BandQuiet     = "band-quiet"
	BandLine      = "band-line"
	BandLink      = "band-link"
	BandSignal    = "band-signal"
	BandFocus     = "band-focus"
	BandButton    = "band-button"
	BandButtonInk = "band-button-ink"
)

// OnPage returns the tokens of pages, and OnBand those of the band.
func OnPage() []string {
	return []string{Paper, Ink, Quiet, Line, Tint, Link, Signal, Focus, Error, Button, ButtonInk}
}

// OnBand returns the tokens of the band, without the band itself.
func OnBand() []string {
	return []string{BandInk, BandQuiet, BandLine, BandLink, BandSignal, BandFocus, BandButton, BandButtonInk}
}

// Tokens returns all tokens, in order.
func Tokens() []string { return slices.Concat(OnPage(), []string{Band}, OnBand()) }

// Scheme is a set of colours by token.
type Scheme map[string]srgb.Color

// Palette holds the colours of a site.
type Palette struct{ Light, Dark Scheme }

// Given is a colour that a site gives.
type Given struct {
	Color srgb.Color
	// Name is what the site calls it, where that isn't the token: the name of a design token.
	Name string
	File string
	diag.Pos
}

// Source holds the given colours of both schemes by token.
type Source struct{ Light, Dark map[string]Given }

// Empty reports whether no colour is given.
func (s Source) Empty() bool { return len(s.Light)+len(s.Dark) == 0 }

// Own returns Baken's own colours, those of assets/baken.css.
func Own() Palette {
	band := Scheme{
		Band: hex(0x08263c), BandInk: hex(0xffffff), BandLink: hex(0xffffff), BandQuiet: hex(0xc3d1db), BandLine: hex(0x3d5568),
		BandSignal: hex(0xffb454), BandFocus: hex(0xffb454), BandButton: hex(0xffb454), BandButtonInk: hex(0x08263c),
	}
	light := Scheme{
		Paper: hex(0xffffff), Ink: hex(0x08263c), Quiet: hex(0x3d5263), Line: hex(0xc5d1da), Tint: hex(0xf1f5f8), Link: hex(0x0a4d8c),
		Signal: hex(0xc8400a), Focus: hex(0xc8400a), Error: hex(0xc8400a), Button: hex(0x08263c), ButtonInk: hex(0xffffff),
	}
	dark := Scheme{
		Paper: hex(0x0b1823), Ink: hex(0xe8eef2), Quiet: hex(0xa9bac7), Line: hex(0x2f4557), Tint: hex(0x12283a), Link: hex(0x8fc7f5),
		Signal: hex(0xffb454), Focus: hex(0xffb454), Error: hex(0xffb454), Button: hex(0xe8eef2), ButtonInk: hex(0x0b1823),
	}
	for token, c := range band {
		light[token], dark[token] = c, c
	}
	return Palette{light, dark}
}

func hex(v uint32) srgb.Color { return srgb.Color{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v)} }
