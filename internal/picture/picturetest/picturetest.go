// Package picturetest makes photos and other pictures for tests.
package picturetest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
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

// Drawing returns a picture without noise, partly transparent: rings on a ground that fades out.
func Drawing(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			distance := (x-width/2)*(x-width/2) + (y-height/2)*(y-height/2)
			c := color.NRGBA{200, uint8(x * 255 / width), 90, uint8(y * 255 / height)}
			if distance/(width*height/40+1)%2 == 0 {
				c = color.NRGBA{20, 40, uint8(y * 255 / height), 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// PNG returns a picture as a file.
func PNG(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Bomb returns a PNG file of a few bytes that says that it has a size. It has no pixels to that.
func Bomb(width, height int) []byte {
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 8, 6, 0, 0, 0) // 8 bits for each of red, green, blue and opacity
	b := Chunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", header)
	b = Chunk(b, "IDAT", []byte("\x78\x9c\x63\x00\x00\x00\x01\x00\x01"))
	return Chunk(b, "IEND", nil)
}

// Chunk appends a chunk of a PNG file.
func Chunk(b []byte, kind string, body []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	start := len(b)
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:]))
}

// Segment returns a JPEG file with a further segment at its start.
func Segment(file []byte, marker byte, data []byte) []byte {
	out := append([]byte{}, file[:2]...)
	out = append(out, 0xff, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(data)))
	return append(append(out, data...), file[2:]...)
}

// Turned returns a JPEG file whose metadata says an Exif orientation.
func Turned(file []byte, orientation byte) []byte {
	return Segment(file, 0xe1, []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"+
		string(rune(orientation))+"\x00\x00\x00\x00\x00\x00"))
}

// Print returns a JPEG file whose header says that it has four colours, those of printers, and that
// has no pixels.
func Print(width, height uint16) []byte {
	frame := binary.BigEndian.AppendUint16([]byte{8}, height)
	frame = binary.BigEndian.AppendUint16(frame, width)
	frame = append(frame, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0)
	b := Segment([]byte("\xff\xd8\xff\xd9"), 0xda, []byte("\x04\x01\x00\x02\x00\x03\x00\x04\x00\x00\x3f\x00"))
	b = Segment(b, 0xc0, frame)
	b = Segment(b, 0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x02"))
	return Segment(b, 0xfe, make([]byte, 40_000)) // a comment, as long as a thumbnail
}

// Profile returns an ICC profile with a description, and without the rest of what it needs.
func Profile(description string) []byte {
	b := make([]byte, 128, 256)
	b = binary.BigEndian.AppendUint32(b, 1)
	b = append(b, "desc"...)
	b = binary.BigEndian.AppendUint32(b, 144)
	b = binary.BigEndian.AppendUint32(b, uint32(12+len(description)))
	b = append(b, "desc\x00\x00\x00\x00"...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(description)))
	return append(b, description...)
}
