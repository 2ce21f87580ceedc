// Package picturetest makes photos for tests.
package picturetest

import (
	"bytes"
	"image"
	"image/jpeg"
	"math/rand/v2"
)

// Photo returns a picture with as much detail as a photo: soft shapes of several sizes, edges, and
// noise. It is the same for the same arguments, on every machine.
func Photo(width, height int, seed uint64) *image.YCbCr {
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for i, p := range []struct {
		pix       []uint8
		w, h      int
		noise     int
		contrast  int
		brightest int
	}{
		{img.Y, width, height, 9, 200, 235},
		{img.Cb, img.CStride, len(img.Cb) / img.CStride, 3, 60, 160},
		{img.Cr, img.CStride, len(img.Cr) / img.CStride, 3, 60, 160},
	} {
		type layer struct{ cell, weight int }
		layers := []layer{{p.w/3 + 2, 8}, {p.w/11 + 2, 5}, {p.w/60 + 2, 3}, {9, 2}}
		grids := make([][]int, len(layers))
		for j, l := range layers {
			grids[j] = make([]int, (p.w/l.cell+2)*(p.h/l.cell+2))
			for k := range grids[j] {
				grids[j][k] = r.IntN(256)
			}
		}
		var bits uint64
		for y := range p.h {
			for x := range p.w {
				sum, weights := 0, 0
				for j, l := range layers {
					across := p.w/l.cell + 2
					u, v, fx, fy := x/l.cell, y/l.cell, x%l.cell, y%l.cell
					g := grids[j][v*across+u:]
					top := g[0]*(l.cell-fx) + g[1]*fx
					bottom := g[across]*(l.cell-fx) + g[across+1]*fx
					sum += l.weight * ((top*(l.cell-fy) + bottom*fy) / (l.cell * l.cell))
					weights += l.weight
				}
				value := sum / weights
				if i == 0 && value > 128 && value < 134 {
					value -= 60 // An edge along a line of equal brightness.
				}
				if bits < 1<<8 {
					bits = r.Uint64() | 1<<63
				}
				noise := int(bits&0xff) % (2*p.noise + 1)
				bits >>= 8
				value = p.brightest - p.contrast + value*p.contrast/255 + noise - p.noise
				p.pix[y*p.w+x] = uint8(min(max(value, 0), 255))
			}
		}
	}
	return img
}

// JPEG returns a picture as a file, in the quality of a camera.
func JPEG(img image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		panic(err) // Nothing but a size that JPEG doesn't have.
	}
	return b.Bytes()
}
