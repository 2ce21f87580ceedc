// Package pixels scales, turns and compresses decoded pictures. It computes with integers, so that
// the result is the same bytes on every processor.
package pixels

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Pixels is a decoded picture of Width × Height pixels: one plane of grey (n 1), three planes of a
// JPEG (luma, and chroma in half the width and height), or one plane of red, green, blue and
// opacity (n 4), the colours multiplied by the opacity.
type Pixels struct {
	Width, Height int
	planes        []plane
}

// quality is that of JPEG files, as package image/jpeg counts it.
const quality = 80

// ErrType is the error for an image of a type that no decoder of Go's returns for pictures that
// browsers show.
var ErrType = errors.New("pixels of another kind")

// Of returns the planes of a decoded picture, as they are in Pixels but for the size of chroma, or
// ErrType. They share its memory.
func Of(img image.Image) ([]Rows, error) {
	size := img.Bounds().Size()
	one := func(n int, row func(y int) []uint8) []Rows { return []Rows{{size.X, size.Y, n, row}} }
	convert := func(pixel func(x, y int) color.NRGBA) []Rows {
		buf := make([]uint8, 4*size.X)
		return one(4, func(y int) []uint8 {
			for x := range size.X {
				premultiply(buf[4*x:], pixel(x, y))
			}
			return buf
		})
	}
	switch img := img.(type) {
	case *image.Gray:
		return one(1, func(y int) []uint8 { return img.Pix[y*img.Stride:][:size.X] }), nil
	case *image.YCbCr:
		return lumaChroma(img), nil
	case *image.RGBA: // From package png, only if it is opaque.
		return one(4, func(y int) []uint8 { return img.Pix[y*img.Stride:][:4*size.X] }), nil
	case *image.NRGBA:
		return convert(img.NRGBAAt), nil
	case *image.Paletted:
		palette := make([]color.NRGBA, 256) // An index beyond the palette is transparent.
		for i, c := range img.Palette {
			palette[i] = color.NRGBAModel.Convert(c).(color.NRGBA)
		}
		return convert(func(x, y int) color.NRGBA { return palette[img.Pix[y*img.Stride+x]] }), nil
	case *image.Gray16:
		buf := make([]uint8, size.X)
		return one(1, func(y int) []uint8 {
			for x := range buf {
				buf[x] = img.Pix[y*img.Stride+2*x]
			}
			return buf
		}), nil
	case *image.RGBA64, *image.NRGBA64:
		return convert(func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA) }), nil
	case *image.NYCbCrA:
		return convert(func(x, y int) color.NRGBA {
			r, g, b := color.YCbCrToRGB(img.Y[img.YOffset(x, y)], img.Cb[img.COffset(x, y)], img.Cr[img.COffset(x, y)])
			return color.NRGBA{r, g, b, img.A[img.AOffset(x, y)]}
		}), nil
	default:
		return nil, ErrType
	}
}

func premultiply(out []uint8, c color.NRGBA) {
	a := uint32(c.A)
	out[0], out[1], out[2], out[3] = uint8((uint32(c.R)*a+127)/255), uint8((uint32(c.G)*a+127)/255), uint8((uint32(c.B)*a+127)/255), c.A
}

func lumaChroma(img *image.YCbCr) []Rows {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	cw, ch := w, h
	switch img.SubsampleRatio {
	case image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio410, image.YCbCrSubsampleRatio411:
		cw = (w + 1) / 2
	}
	switch img.SubsampleRatio {
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		cw = (w + 3) / 4
	}
	switch img.SubsampleRatio {
	case image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio410:
		ch = (h + 1) / 2
	}
	return []Rows{
		{w, h, 1, func(y int) []uint8 { return img.Y[y*img.YStride:][:w] }},
		{cw, ch, 1, func(y int) []uint8 { return img.Cb[y*img.CStride:][:cw] }},
		{cw, ch, 1, func(y int) []uint8 { return img.Cr[y*img.CStride:][:cw] }},
	}
}

// Resize returns planes, which are those of Of or Rows, as pixels of a size.
func Resize(planes []Rows, w, h int) *Pixels {
	out := &Pixels{Width: w, Height: h}
	for i, p := range planes {
		if i == 0 {
			out.planes = append(out.planes, scale(p, w, h))
		} else {
			out.planes = append(out.planes, scale(p, (w+1)/2, (h+1)/2))
		}
	}
	return out
}

// Rows returns the planes for Resize.
func (r *Pixels) Rows() []Rows {
	out := make([]Rows, len(r.planes))
	for i := range r.planes {
		out[i] = r.planes[i].rows()
	}
	return out
}

// Opaque reports whether no pixel is transparent.
func (r *Pixels) Opaque() bool {
	p := &r.planes[0]
	if p.n != 4 {
		return true
	}
	for i := 3; i < len(p.pix); i += 4 {
		if p.pix[i] != 255 {
			return false
		}
	}
	return true
}

// Upright returns pixels turned as the Exif orientation (Exif 2.32, tag 0x0112) says, from 1 to 8;
// pixels themselves for any other.
func (r *Pixels) Upright(orientation int) *Pixels {
	if orientation < 2 || orientation > 8 {
		return r
	}
	out := &Pixels{Width: r.Width, Height: r.Height}
	if orientation >= 5 {
		out.Width, out.Height = r.Height, r.Width
	}
	for _, p := range r.planes {
		out.planes = append(out.planes, p.upright(orientation))
	}
	return out
}

func (p *plane) upright(orientation int) plane {
	w, h := p.w, p.h
	if orientation >= 5 {
		w, h = h, w
	}
	out := newPlane(w, h, p.n)
	for y := range h {
		for x := range w {
			u, v := x, y
			switch orientation {
			case 2:
				u = w - 1 - x
			case 3:
				u, v = w-1-x, h-1-y
			case 4:
				v = h - 1 - y
			case 5:
				u, v = y, x
			case 6:
				u, v = y, w-1-x
			case 7:
				u, v = h-1-y, w-1-x
			case 8:
				u, v = h-1-y, x
			}
			copy(out.pix[(y*w+x)*p.n:][:p.n], p.pix[(v*p.w+u)*p.n:])
		}
	}
	return out
}

// image returns pixels as one of the types that encoders know.
func (r *Pixels) image() image.Image {
	bounds := image.Rect(0, 0, r.Width, r.Height)
	p := &r.planes[0]
	switch {
	case len(r.planes) == 3:
		return &image.YCbCr{
			Y: p.pix, Cb: r.planes[1].pix, Cr: r.planes[2].pix, YStride: p.w, CStride: r.planes[1].w,
			SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: bounds,
		}
	case p.n == 1:
		return &image.Gray{Pix: p.pix, Stride: p.w, Rect: bounds}
	case r.Opaque():
		return &image.RGBA{Pix: p.pix, Stride: 4 * p.w, Rect: bounds}
	}
	img := image.NewNRGBA(bounds)
	for i := 0; i < len(p.pix); i += 4 {
		in, out := p.pix[i:i+4], img.Pix[i:i+4]
		if a := uint32(in[3]); a > 0 {
			for j := range 3 {
				out[j] = uint8((uint32(in[j])*255 + a/2) / a)
			}
			out[3] = in[3]
		}
	}
	return img
}

// JPEG compresses pixels, which are opaque.
func (r *Pixels) JPEG() ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, r.image(), &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// PNG compresses pixels without loss.
func (r *Pixels) PNG() ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, r.image())
	return b.Bytes(), err
}
