// Package srgb reads colours as style sheets write them, measures their contrast (WCAG 2.2), and
// finds colours of the same hue with more of it.
//
// A [Color] has 8 bits a channel, so that what is measured is what browsers paint.
package srgb

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/mazznoer/csscolorparser"

	"baken.example/baken/internal/diag"
)

// Color is an opaque colour in sRGB.
type Color struct{ R, G, B uint8 }

// White returns white.
func White() Color { return Color{0xff, 0xff, 0xff} }

// Black returns black.
func Black() Color { return Color{} }

// ErrTransparent is returned for a colour that isn't opaque: its contrast depends on what is behind
// it.
var ErrTransparent = errors.New("lets what is behind it shine through")

// functions are the functions of CSS Color 4 that are read.
var functions = []string{"rgb", "rgba", "hsl", "hsla", "hwb", "oklab", "oklch"}

// Parse reads a colour in the notation of CSS Color 4: #rgb, #rrggbb, a name, rgb(), hsl(), hwb(),
// oklab() or oklch(). A colour outside of sRGB gets less chroma until it is in it. The error says
// what is wrong, to stand behind the text of the colour.
func Parse(text string) (Color, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	_, named := csscolorparser.NamedColors[text]
	name, arguments, function := strings.Cut(text, "(")
	switch {
	case text == "transparent":
		return Color{}, ErrTransparent
	case named, strings.HasPrefix(text, "#"):
	case function && slices.Contains(functions, name):
		text = name + "(" + percentages(name, missing(strings.Join(strings.Fields(arguments), " ")))
	case function:
		return Color{}, errors.New("isn't a notation of colours that can be read here")
	default:
		return Color{}, fmt.Errorf("isn't a colour of CSS%s", meant(text))
	}
	c, err := csscolorparser.Parse(text)
	if err != nil || math.IsNaN(c.R+c.G+c.B) || math.IsInf(c.R+c.G+c.B, 0) {
		return Color{}, errors.New("isn't a colour of CSS")
	}
	if c.A < 1 {
		return Color{}, ErrTransparent
	}
	if least, most := min(c.R, c.G, c.B), max(c.R, c.G, c.B); least < 0 || most > 1 {
		return fromLab(toLab(c.R, c.G, c.B)), nil
	}
	r, g, b, _ := c.RGBA255()
	return Color{r, g, b}, nil
}

// meant suggests a colour for a text that isn't one.
func meant(text string) string {
	if (len(text) == 3 || len(text) == 6) && strings.Trim(text, "0123456789abcdef") == "" {
		return fmt.Sprintf("; did you mean %q?", "#"+text)
	}
	names := make([]string, 0, len(csscolorparser.NamedColors))
	for name := range csscolorparser.NamedColors {
		names = append(names, name)
	}
	slices.Sort(names)
	return diag.DidYouMean(text, names)
}

// missing writes 0 for the keyword none, which means that a component is missing, and which the
// notation with commas doesn't have (CSS Color 4, section 4.4).
func missing(arguments string) string {
	if strings.Contains(arguments, ",") {
		return arguments
	}
	numbers, closed := strings.CutSuffix(arguments, ")")
	parts := strings.Fields(strings.ReplaceAll(numbers, "/", " / "))
	for i, part := range parts {
		if part == "none" {
			parts[i] = "0"
		}
	}
	if numbers = strings.Join(parts, " "); closed {
		numbers += ")"
	}
	return numbers
}

// percentages writes the percentages of hsl() and hwb() as such, where they are numbers (CSS Color
// 4, section 7).
func percentages(name, arguments string) string {
	if name != "hsl" && name != "hsla" && name != "hwb" {
		return arguments
	}
	closed := strings.HasSuffix(arguments, ")")
	numbers, alpha, opaque := strings.Cut(strings.TrimSuffix(arguments, ")"), "/")
	parts := strings.FieldsFunc(numbers, func(r rune) bool { return r == ',' || r == ' ' })
	for i := range parts {
		if (i == 1 || i == 2) && !strings.HasSuffix(parts[i], "%") {
			parts[i] += "%"
		}
	}
	out := strings.Join(parts, " ")
	if opaque {
		out += "/" + alpha
	}
	if closed {
		out += ")"
	}
	return out
}

// String returns the colour as CSS writes it.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// RGBA returns the colour for package image.
func (c Color) RGBA() color.RGBA { return color.RGBA{c.R, c.G, c.B, 0xff} }

// Mix returns the colour that is painted where c covers a part of other.
func (c Color) Mix(other Color, part float64) Color {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*part + float64(b)*(1-part))) }
	return Color{mix(c.R, other.R), mix(c.G, other.G), mix(c.B, other.B)}
}

// Contrast returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
func Contrast(a, b Color) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

// luminance returns the relative luminance (WCAG 2.2).
func (c Color) luminance() float64 {
	return .2126*linear(float64(c.R)/255) + .7152*linear(float64(c.G)/255) + .0722*linear(float64(c.B)/255)
}

// linear undoes the transfer function of sRGB, of which csscolorparser extends the lower end to
// values below zero.
func linear(v float64) float64 {
	if v <= .04045 {
		return v / 12.92
	}
	return math.Pow((v+.055)/1.055, 2.4)
}

// gamma is the transfer function of sRGB.
func gamma(v float64) float64 {
	if v <= .0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - .055
}
