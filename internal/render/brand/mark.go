// Package brand draws the pictures that stand for a site outside of its pages: the icons of tabs,
// bookmarks and home screens, and the picture of a shared link.
package brand

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// Files in the directory assets that hold a site's mark: the drawing that browsers show, and a
// picture to use in its place where a drawing can't be shown.
const (
	Drawing = "icon.svg"
	Picture = "icon.png"
)

// Bounds on the sides of a [Picture] in pixels. The smallest is that of the largest icon.
const (
	leastSize = 512
	mostSize  = 4096
)

// Bounds on drawings: their bytes, and the length of a dash in pixels.
const (
	mostDrawing = 64 << 10
	leastDash   = .25
)

// Mark is the mark of a site, in any size. It is safe for concurrent use.
type Mark struct {
	drawing []byte
	picture image.Image
}

// NewMark returns the mark of a site by its assets: icon.png, or else what can be drawn of
// icon.svg. It is nil if neither can be used, which is a finding unless the site has none.
func NewMark(assets *asset.Set) (*Mark, diag.List) {
	var findings diag.List
	if f := assets.Get(Picture); f != nil {
		m, err := picture(f)
		if err != nil {
			findings.Add(source.AssetsDir+"/"+Picture, diag.Pos{}, diag.IconUnusable,
				fmt.Sprintf("save the icon as a square PNG with sides of %d to %d pixels", leastSize, mostSize), "the icon %v", err)
			return nil, findings
		}
		return m, findings
	}
	f := assets.Get(Drawing)
	if f == nil {
		return nil, findings
	}
	content, err := f.Append(nil)
	m := &Mark{drawing: content}
	if err == nil {
		_, err = m.draw(16)
	}
	if err != nil {
		findings.Add(source.AssetsDir+"/"+Drawing, diag.Pos{}, diag.IconUnusable,
			fmt.Sprintf("put the same icon beside it as %s, a square PNG of %[2]d × %[2]d pixels", Picture, leastSize),
			"icons for home screens and shared links can't be drawn from this: %v", err)
		return nil, findings
	}
	return m, findings
}

// scaleStrokes scales the strokes of a drawing, which the library draws with the same width in
// every size. Dashes that would be too short to be seen are drawn as a line: the library takes
// forever for them.
func scaleStrokes(icon *oksvg.SvgIcon, scale float64) {
	for i := range icon.SVGPaths {
		style := &icon.SVGPaths[i].PathStyle
		style.LineWidth *= scale
		style.DashOffset *= scale
		dashes := make([]float64, len(style.Dash))
		for i, d := range style.Dash {
			if dashes[i] = d * scale; !(dashes[i] >= leastDash) {
				dashes = nil
				break
			}
		}
		style.Dash = dashes
	}
}

func picture(f *asset.File) (*Mark, error) {
	content, err := f.Append(nil)
	if err != nil {
		return nil, err
	}
	c, err := png.DecodeConfig(bytes.NewReader(content))
	if err == nil && (c.Width != c.Height || c.Width < leastSize || c.Width > mostSize) {
		return nil, fmt.Errorf("is %d × %d pixels", c.Width, c.Height)
	}
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("can't be read: %w", err)
	}
	return &Mark{picture: img}, nil
}

// draw returns the mark on a transparent square with sides of size pixels.
func (m *Mark) draw(size int) (img *image.RGBA, err error) {
	img = image.NewRGBA(image.Rect(0, 0, size, size))
	if m.picture != nil {
		draw.CatmullRom.Scale(img, img.Bounds(), m.picture, m.picture.Bounds(), draw.Src, nil)
		return img, nil
	}
	// The library isn't made for drawings that want to break it.
	defer func() {
		if recover() != nil {
			img, err = nil, errors.New("it isn't drawn as other drawings are")
		}
	}()
	if len(m.drawing) > mostDrawing {
		return nil, fmt.Errorf("it has more than %d bytes", mostDrawing)
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(m.drawing), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	// A drawing that isn't square stands in the middle.
	width, height := float64(size), float64(size)
	if icon.ViewBox.W <= 0 || icon.ViewBox.H <= 0 {
		return nil, errors.New("it has no viewBox")
	}
	if ratio := icon.ViewBox.W / icon.ViewBox.H; ratio > 1 {
		height /= ratio
	} else {
		width *= ratio
	}
	scaleStrokes(icon, width/icon.ViewBox.W)
	icon.SetTarget((float64(size)-width)/2, (float64(size)-height)/2, width, height)
	icon.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, img, img.Bounds())), 1)
	for _, b := range img.Pix {
		if b != 0 {
			return img, nil
		}
	}
	return nil, errors.New("nothing of it shows")
}
