package brand

import (
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
	Colors                         CardColors
	// Mark may be nil.
	Mark *Mark
}

// CardColors are the colours of a card: its ground, the name, the sentence and the light, in which
// the host is written.
type CardColors struct{ Ground, Ink, Quiet, Light color.RGBA }

// The layout of a card, in pixels.
const (
	margin     = 80
	markSize   = 128
	gap        = 16
	ruleHeight = 14
	titleTop   = margin + markSize + 40
	hostTop    = CardHeight - margin - 36
)

// Artifact returns the card as a PNG.
func (c Card) Artifact() artifact.Artifact {
	path := CardPath(c.Lang)
	return artifact.Artifact{Path: path, MediaType: asset.MediaType(path), Untemplated: true, Append: func(b []byte) ([]byte, error) {
		img, err := c.draw()
		if err != nil {
			return b, err
		}
		return appendPNG(b, img)
	}}
}

func (c Card) draw() (*image.RGBA, error) {
	img := image.NewRGBA(image.Rect(0, 0, CardWidth, CardHeight))
	draw.Draw(img, img.Bounds(), image.NewUniform(c.Colors.Ground), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, CardHeight-ruleHeight, CardWidth, CardHeight), image.NewUniform(c.Colors.Light), image.Point{}, draw.Src)
	if c.Mark != nil {
		mark := c.Mark.draw(markSize)
		draw.Draw(img, mark.Bounds().Add(image.Pt(margin, margin)), mark, image.Point{}, draw.Over)
	}
	y := 0
	for _, t := range []struct {
		text  string
		font  []byte
		sizes []size
		color color.Color
		// top is where it begins, if not below the text before it.
		top int
	}{
		{c.Title, gobold.TTF, []size{{64, 2}, {52, 3}, {42, 4}}, c.Colors.Ink, titleTop},
		{c.Description, goregular.TTF, []size{{34, 3}}, c.Colors.Quiet, 0},
		{c.Host, goregular.TTF, []size{{28, 1}}, c.Colors.Light, hostTop},
	} {
		l, most, err := fit(t.font, t.sizes, t.text)
		if err != nil {
			return nil, err
		}
		if t.top > 0 {
			y = t.top
		}
		if !l.has(t.text) {
			continue
		}
		if y, err = write(img, l, t.color, t.text, y, most); err != nil {
			return nil, err
		}
		y += gap
	}
	return img, nil
}

// size is a size of letters in pixels, and the number of lines for which there is room.
type size struct{ letters, lines int }

// fit returns the largest letters in which a text is whole, or else the smallest, and the number of
// lines for them.
func fit(font []byte, sizes []size, text string) (l *letters, lines int, err error) {
	text = strings.Join(strings.Fields(text), " ")
	for _, s := range sizes {
		if l, err = newLetters(font, s.letters); err != nil {
			return nil, 0, err
		}
		lines = s.lines
		if !l.has(text) || strings.Join(wrap(text, lines, l.fits), " ") == text {
			break
		}
	}
	return l, lines, nil
}

// fits reports whether a text fits in a line of a card.
func (l *letters) fits(text string) bool { return l.width(text) <= CardWidth-2*margin }

// write draws a text below y, in at most most lines of the card's width, and returns the y below
// the last one. Lines that would come too near to the host's name are left out.
func write(img draw.Image, l *letters, c color.Color, text string, y, most int) (int, error) {
	height := l.size * 13 / 10
	if y < hostTop {
		most = max(0, min(most, (hostTop-gap-y)/height))
	}
	for _, line := range wrap(text, most, l.fits) {
		if err := l.draw(img, image.Pt(margin, y+l.size), c, line); err != nil {
			return y, err
		}
		y += height
	}
	return y, nil
}

const ellipsis = "…"

// wrap breaks a text into at most most lines that fit. What is left out is replaced with an
// ellipsis, after the last word that fits; only a word that is longer than a line is cut.
func wrap(text string, most int, fits func(string) bool) []string {
	var lines []string
	words := strings.Fields(text)
	for len(words) > 0 && len(lines) < most {
		n := 1
		for n < len(words) && fits(strings.Join(words[:n+1], " ")) {
			n++
		}
		line := strings.Join(words[:n], " ")
		if n < len(words) && len(lines) == most-1 {
			for n > 1 && !fits(line+" "+ellipsis) {
				n--
				line = strings.Join(words[:n], " ")
			}
			line += " " + ellipsis
		}
		for runes := []rune(line); !fits(line) && len(runes) > 0; {
			runes = runes[:len(runes)-1]
			line = strings.TrimRight(string(runes), " "+ellipsis) + ellipsis
		}
		lines, words = append(lines, line), words[n:]
	}
	return lines
}
