package brand

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"sync"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
)

// The paths of icons. Programs ask for the first two by themselves.
const (
	Favicon   = "favicon.ico"
	TouchIcon = "apple-touch-icon.png"
)

// The icon of the web application manifest that is drawn, and its side in pixels. The other one is
// the picture itself.
const (
	manifestIcon     = "icon-192.png"
	manifestIconSize = 192
)

// touchSize is the side of the touch icon in pixels: that of an iPhone's home screen.
const touchSize = 180

// faviconSizes are the sides of the pictures in favicon.ico, in pixels.
var faviconSizes = []int{16, 32, 48}

// Icons returns the icons as artifacts.
func (m *Mark) Icons() []artifact.Artifact {
	return []artifact.Artifact{
		{Path: Favicon, MediaType: asset.MediaType(Favicon), Untemplated: true, Append: m.favicon},
		m.icon(TouchIcon, touchSize, true),
		m.icon(manifestIcon, manifestIconSize, false),
	}
}

// icon returns the mark in one size. A home screen shows transparent parts of a touch icon in
// black, so that those are made white.
func (m *Mark) icon(path string, size int, opaque bool) artifact.Artifact {
	return artifact.Artifact{Path: path, MediaType: asset.MediaType(path), Untemplated: true, Append: func(b []byte) ([]byte, error) {
		img := m.draw(size)
		if opaque {
			ground := image.NewRGBA(img.Bounds())
			draw.Draw(ground, ground.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
			draw.Draw(ground, ground.Bounds(), img, image.Point{}, draw.Over)
			img = ground
		}
		return appendPNG(b, img)
	}}
}

// favicon appends an icon file that holds a PNG for each size, which all browsers read.
// The format is Microsoft's ICONDIR: a header of 6 bytes, 16 bytes for each picture, the pictures.
func (m *Mark) favicon(b []byte) ([]byte, error) {
	var pictures [][]byte
	for _, size := range faviconSizes {
		p, err := appendPNG(nil, m.draw(size))
		if err != nil {
			return b, err
		}
		pictures = append(pictures, p)
	}
	const icon, planes, bits = 1, 1, 32
	little := binary.LittleEndian
	b = little.AppendUint16(b, 0)
	b = little.AppendUint16(b, icon)
	b = little.AppendUint16(b, uint16(len(pictures)))
	offset := 6 + 16*len(pictures)
	for i, p := range pictures {
		b = append(b, byte(faviconSizes[i]), byte(faviconSizes[i]), 0, 0)
		b = little.AppendUint16(b, planes)
		b = little.AppendUint16(b, bits)
		b = little.AppendUint32(b, uint32(len(p)))
		b = little.AppendUint32(b, uint32(offset))
		offset += len(p)
	}
	for _, p := range pictures {
		b = append(b, p...)
	}
	return b, nil
}

// encoded has the pictures that were encoded last, by their pixels. A preview, and a process that
// builds a site again, encodes none twice.
var encoded = struct {
	sync.Mutex
	pictures map[[sha256.Size]byte][]byte
}{pictures: map[[sha256.Size]byte][]byte{}}

// maxEncoded is how many pictures there may be in encoded: those of some languages.
const maxEncoded = 32

func appendPNG(b []byte, img *image.RGBA) ([]byte, error) {
	h := sha256.New()
	fmt.Fprintln(h, img.Rect, img.Stride)
	h.Write(img.Pix)
	key := [sha256.Size]byte(h.Sum(nil))
	encoded.Lock()
	picture, ok := encoded.pictures[key]
	encoded.Unlock()
	if ok {
		return append(b, picture...), nil
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return b, err
	}
	encoded.Lock()
	defer encoded.Unlock()
	if len(encoded.pictures) == maxEncoded {
		clear(encoded.pictures)
	}
	encoded.pictures[key] = bytes.Clone(out.Bytes())
	return append(b, out.Bytes()...), nil
}
