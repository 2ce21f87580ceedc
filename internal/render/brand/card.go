package brand

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strings"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
)

// The size of a card in pixels: what networks ask for at the least, at twice the density
// (https://ogp.me/).
const (
	CardWidth  = 1200
	CardHeight = 630
)

// CardPath returns the path of a language's card.
func CardPath(lang string) string { return lang + "/card.png" }

// Card is the picture of a shared link, for a language: the mark, the name of the site and a
// sentence about it.
type Card struct {
	Lang, Title, Description, Host string
	// Mark may be nil.
	Mark *Mark
}

var (
	ground = color.RGBA{0x08, 0x26, 0x3c, 0xff}
	light  = color.RGBA{0xff, 0xb4, 0x54, 0xff}
	quiet  = color.RGBA{0xc3, 0xd1, 0xdb, 0xff}
)

// hex returns a colour as CSS writes it.
func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// The layout of a card, in pixels.
const (
	margin     = 80
	markSize   = 128
	ruleHeight = 14
	titleTop   = margin + markSize + 40
	hostTop    = CardHeight - margin - 36
)

// Artifact returns the card as a PNG.
func (c Card) Artifact() artifact.Artifact {
	path := CardPath(c.Lang)
	return artifact.Artifact{Path: path, MediaType: asset.MediaType(path), Append: func(b []byte) ([]byte, error) {
		img, err := c.draw()
		if err != nil {
			return b, err
		}
		return appendPNG(b, img)
	}}
}

func (c Card) draw() (*image.RGBA, error) {
	img := image.NewRGBA(image.Rect(0, 0, CardWidth, CardHeight))
	draw.Draw(img, img.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, CardHeight-ruleHeight, CardWidth, CardHeight), image.NewUniform(light), image.Point{}, draw.Src)
	if c.Mark != nil {
		mark := c.Mark.draw(markSize)
		draw.Draw(img, mark.Bounds().Add(image.Pt(margin, margin)), mark, image.Point{}, draw.Over)
	}
	y := 0
	for _, t := range []struct {
		text  string
		font  []byte
		size  int
		lines int
		color color.Color
		// top is where it begins, if not below the text before it.
		top int
	}{
		{c.Title, gobold.TTF, 64, 2, color.White, titleTop},
		{c.Description, goregular.TTF, 34, 3, quiet, 0},
		{c.Host, goregular.TTF, 28, 1, light, hostTop},
	} {
		l, err := newLetters(t.font, t.size)
		if err != nil {
			return nil, err
		}
		if t.top > 0 {
			y = t.top
		}
		if !l.has(t.text) {
			continue
		}
		if y, err = write(img, l, t.color, t.text, y, t.lines); err != nil {
			return nil, err
		}
		y += 16
	}
	return img, nil
}

// write draws a text below y, in at most most lines of the card's width, and returns the y below
// the last one. Lines that would reach the host's name are left out.
func write(img draw.Image, l *letters, c color.Color, text string, y, most int) (int, error) {
	height := l.size * 13 / 10
	if y < hostTop {
		most = min(most, (hostTop-y)/height)
	}
	for _, line := range wrap(text, most, func(s string) bool { return l.width(s) <= CardWidth-2*margin }) {
		if err := l.draw(img, image.Pt(margin, y+l.size), c, line); err != nil {
			return y, err
		}
		y += height
	}
	return y, nil
}

const ellipsis = "…"

// wrap breaks a text into at most most lines that fit. What is left out is replaced with an
// ellipsis, at the end of the last line or of a word that is longer than a line.
func wrap(text string, most int, fits func(string) bool) []string {
	var lines []string
	words := strings.Fields(text)
	for len(words) > 0 && len(lines) < most {
		n := 1
		for n < len(words) && fits(strings.Join(words[:n+1], " ")) {
			n++
		}
		line := strings.Join(words[:n], " ")
		words = words[n:]
		if len(words) > 0 && len(lines) == most-1 {
			line += " " + ellipsis
		}
		for runes := []rune(line); !fits(line) && len(runes) > 0; {
			runes = runes[:len(runes)-1]
			line = strings.TrimRight(string(runes), " "+ellipsis) + ellipsis
		}
		lines = append(lines, line)
	}
	return lines
}
