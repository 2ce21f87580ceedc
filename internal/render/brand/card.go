package brand

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

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
	bold, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return nil, err
	}
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, err
	}
	y := titleTop
	for _, t := range []struct {
		text  string
		font  *sfnt.Font
		size  float64
		lines int
		color color.Color
	}{
		{c.Title, bold, 64, 2, color.White},
		{c.Description, regular, 34, 3, quiet},
	} {
		if !writable(t.font, t.text) {
			continue
		}
		if y, err = write(img, t.font, t.size, t.color, t.text, y, t.lines); err != nil {
			return nil, err
		}
		y += 16
	}
	if writable(regular, c.Host) {
		if _, err = write(img, regular, 28, light, c.Host, hostTop, 1); err != nil {
			return nil, err
		}
	}
	return img, nil
}

// writable reports whether the font has every character of a text and the text runs from left to
// right without joining letters, which is all that is drawn here: Latin, Greek and Cyrillic.
func writable(f *sfnt.Font, text string) bool {
	var buffer sfnt.Buffer
	for _, r := range text {
		if i, err := f.GlyphIndex(&buffer, r); !unicode.IsSpace(r) && (err != nil || i == 0) {
			return false
		}
	}
	return text != ""
}

// write draws a text below y, in at most most lines of the card's width, and returns the y below the
// last one. Lines that would reach the host's name are left out.
func write(img draw.Image, f *sfnt.Font, size float64, c color.Color, text string, y, most int) (int, error) {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return y, err
	}
	defer face.Close()
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: face}
	height := int(size * 1.3)
	if y < hostTop {
		most = min(most, (hostTop-y)/height)
	}
	for _, line := range wrap(text, most, func(s string) bool { return d.MeasureString(s) <= fixed.I(CardWidth-2*margin) }) {
		d.Dot = fixed.P(margin, y+int(size))
		d.DrawString(line)
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
		for letters := []rune(line); !fits(line) && len(letters) > 0; {
			letters = letters[:len(letters)-1]
			line = strings.TrimRight(string(letters), " "+ellipsis) + ellipsis
		}
		lines = append(lines, line)
	}
	return lines
}
