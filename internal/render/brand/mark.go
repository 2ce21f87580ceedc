// Package brand draws the pictures that stand for a site outside of its pages: the icons of tabs,
// bookmarks and home screens, and the picture of a shared link.
//
// It computes with integers, and sets text with a package that rounds alike on every processor, so
// that a site has the same bytes wherever it is built.
package brand

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/theme/icon"
)

// Bounds on the sides of a [icon.Picture] in pixels. The smallest is that of the largest icon.
const (
	leastSize = 512
	mostSize  = 4096
)

// Mark is the mark of a site, in any size. It is safe for concurrent use.
type Mark struct {
	picture *image.NRGBA
	// path is that of the picture below the site's root.
	path string
}

// NewMark returns the mark of a site by its assets. It is nil if the site has none that can be
// used, which is a finding unless it has no mark at all. Baken's own picture doesn't stand for a
// site with a drawing of its own.
func NewMark(assets *asset.Set) (*Mark, diag.List) {
	var findings diag.List
	report := func(name, format string, args ...any) (*Mark, diag.List) {
		findings.Add(source.AssetsDir+"/"+name, diag.Pos{}, diag.IconUnusable,
			fmt.Sprintf("save the icon as %s/%s too, a square PNG with sides of %d to %d pixels", source.AssetsDir, icon.Picture, leastSize, mostSize),
			format, args...)
		return nil, findings
	}
	drawing, f := assets.Get(icon.Drawing), assets.Get(icon.Picture)
	switch {
	case f == nil && drawing == nil:
		return nil, findings
	case f == nil || f.Integrity == icon.OwnPicture && drawing != nil && drawing.Integrity != icon.OwnDrawing:
		return report(icon.Drawing, "home screens and shared links can't show this icon: they need a picture")
	}
	content, err := f.Append(nil)
	if err != nil {
		return report(icon.Picture, "the icon can't be read: %v", err)
	}
	c, err := png.DecodeConfig(bytes.NewReader(content))
	if err == nil && (c.Width != c.Height || c.Width < leastSize || c.Width > mostSize) {
		return report(icon.Picture, "the icon has %d × %d pixels", c.Width, c.Height)
	}
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return report(icon.Picture, "the icon can't be read: %v", err)
	}
	m := &Mark{image.NewNRGBA(img.Bounds()), f.Path}
	draw.Draw(m.picture, img.Bounds(), img, img.Bounds().Min, draw.Src)
	return m, findings
}

// draw returns the mark with sides of size pixels, at most those of the picture. A pixel is the
// mean of the pixels that it covers, each by the part that it covers of it.
func (m *Mark) draw(size int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	side := m.picture.Rect.Dx()
	for y := range size {
		for x := range size {
			// In units of 1/size of a pixel of the picture, a pixel of the result has a side of
			// side, and one of the picture of size.
			var sum [4]uint64 // red, green and blue, times the opacity; the opacity
			for v := y * side / size; v*size < (y+1)*side; v++ {
				height := min((v+1)*size, (y+1)*side) - max(v*size, y*side)
				for u := x * side / size; u*size < (x+1)*side; u++ {
					width := min((u+1)*size, (x+1)*side) - max(u*size, x*side)
					p := m.picture.Pix[m.picture.PixOffset(m.picture.Rect.Min.X+u, m.picture.Rect.Min.Y+v):]
					opacity := uint64(width*height) * uint64(p[3])
					for i := range 3 {
						sum[i] += opacity * uint64(p[i])
					}
					sum[3] += opacity
				}
			}
			area := uint64(side * side)
			out := img.Pix[img.PixOffset(x, y):]
			for i := range 3 {
				out[i] = uint8((sum[i] + area*255/2) / (area * 255))
			}
			out[3] = uint8((sum[3] + area/2) / area)
		}
	}
	return img
}
