// Package icon knows Baken's own icon, a light buoy at night, and draws it in the colours of a
// site.
//
// It computes with integers, so that a site has the same bytes wherever it is built.
package icon

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"strings"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/theme/palette"
	"baken.example/baken/internal/theme/srgb"
)

// Files in the directory assets that hold a site's icon: the drawing that browsers show in tabs,
// and the same as a picture, for everything else.
const (
	Drawing = "icon.svg"
	Picture = "icon.png"
)

// The Subresource Integrity of Baken's own icon, minified.
const (
	OwnDrawing = "sha384-l9CIVM+i5YUKBOMqYocpnGNCPcYr5dCqAtwZ8ENL1UByJaljPeyGD6DH9Kqy2t3L"
	OwnPicture = "sha384-/BzEYHgQCTCiCao6+IdTNWhfBDUmh3zs33YkvuYAqGD3QVrBmexh/Bk7qPeq1c3o"
)

// Recolor returns Baken's own icon in the colours of the band of a scheme; nothing if the assets
// have an icon of the site's own.
func Recolor(assets *asset.Set, s palette.Scheme) ([]*asset.File, error) {
	drawing, picture := assets.Get(Drawing), assets.Get(Picture)
	if drawing == nil || picture == nil || drawing.Integrity != OwnDrawing || picture.Integrity != OwnPicture {
		return nil, nil
	}
	own := palette.Own().Light
	from, to := colorsOf(own), colorsOf(s)
	if from == to {
		return nil, nil
	}
	svg, err := drawing.Append(nil)
	if err != nil {
		return nil, err
	}
	beam := to.lamp.Mix(to.paint, .56)
	// In one pass: no colour of the site is taken for one of Baken's.
	svg = []byte(strings.NewReplacer(
		`"#ffd69c"`, quoted(beam), quoted(from.ground), quoted(to.ground), quoted(from.lamp), quoted(to.lamp), `"#fff"`, quoted(to.paint),
	).Replace(string(svg)))
	content, err := picture.Append(nil)
	if err != nil {
		return nil, err
	}
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, repaint(img, from, to)); err != nil {
		return nil, err
	}
	return []*asset.File{asset.New(Drawing, svg), asset.New(Picture, out.Bytes())}, nil
}

// colors are those of which the icon's are mixed.
type colors struct{ ground, lamp, paint srgb.Color }

func colorsOf(s palette.Scheme) colors {
	return colors{s[palette.Band], s[palette.BandSignal], s[palette.BandInk]}
}

func quoted(c srgb.Color) string { return `"` + c.String() + `"` }

// vector is a difference of colours.
type vector [3]int

func difference(a, b srgb.Color) vector {
	return vector{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)}
}

func (v vector) times(w vector) int { return v[0]*w[0] + v[1]*w[1] + v[2]*w[2] }

// repaint paints each pixel in the same mixture of other colours: its parts of lamp and paint are
// those that come nearest to it (least squares), and the rest is ground.
func repaint(img image.Image, from, to colors) *image.NRGBA {
	out := image.NewNRGBA(img.Bounds())
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	lamp, paint := difference(from.lamp, from.ground), difference(from.paint, from.ground)
	ll, lp, pp := lamp.times(lamp), lamp.times(paint), paint.times(paint)
	all := ll*pp - lp*lp
	toLamp, toPaint := difference(to.lamp, to.ground), difference(to.paint, to.ground)
	for i := 0; i+4 <= len(out.Pix); i += 4 {
		p := difference(srgb.Color{R: out.Pix[i], G: out.Pix[i+1], B: out.Pix[i+2]}, from.ground)
		l, w := p.times(lamp), p.times(paint)
		ofLamp := min(max(pp*l-lp*w, 0), all)
		ofPaint := min(max(ll*w-lp*l, 0), all-ofLamp)
		for c, ground := range []uint8{to.ground.R, to.ground.G, to.ground.B} {
			v := (2*(ofLamp*toLamp[c]+ofPaint*toPaint[c]) + all) // twice, and half a step for rounding
			out.Pix[i+c] = uint8(min(max(int(ground)+floor(v, 2*all), 0), 0xff))
		}
	}
	return out
}

// floor divides and rounds down.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
