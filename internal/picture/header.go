package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image/color"
	"image/png"
	"io"

	"baken.example/baken/internal/asset/raster"
)

// header describes how the pixels of a picture are stored.
type header struct {
	raster.Info
	// memory is the number of bytes that decoding takes at the most.
	memory int64
	// profile is the ICC profile of colours other than sRGB; nil if there is none.
	profile []byte
	// chunks are the chunks of a PNG that say what its colours mean, other than sRGB.
	chunks []byte
	// print reports whether the colours are those of printers: cyan, magenta, yellow and black.
	print bool
}

// readHeader reads the header of a picture that [raster.Clean] returned.
func readHeader(info raster.Info, content []byte) (h header, err error) {
	h.Info = info
	switch info.Format {
	case raster.JPEG:
		err = h.jpeg(content)
	case raster.PNG:
		err = h.png(content)
	case raster.WebP:
		h.webp(content)
	default:
		h.memory = 2 * h.area()
	}
	if isSRGB(h.profile) {
		h.profile = nil
	}
	h.memory += int64(len(content))
	return h, err
}

func (h *header) area() int64 { return int64(h.Width) * int64(h.Height) }

// jpeg reads the segments of a JPEG file (ITU-T T.81, annex B).
func (h *header) jpeg(b []byte) error {
	parts := map[byte][]byte{} // of the profile, by their numbers (ICC.1, annex B.4)
	for rest := b[2:]; len(rest) >= 4 && rest[0] == 0xff; {
		marker := rest[1]
		if marker == 0xff {
			rest = rest[1:]
			continue
		}
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if marker == 0xda || n > len(rest) {
			break
		}
		data := rest[4:n]
		rest = rest[n:]
		switch {
		case marker >= 0xc0 && marker <= 0xc2:
			h.frame(data, marker == 0xc2)
		case marker == 0xe2 && bytes.HasPrefix(data, []byte(profileHeader)) && len(data) >= len(profileHeader)+2:
			parts[data[len(profileHeader)]] = data[len(profileHeader)+2:]
		}
	}
	for i := byte(1); parts[i] != nil && i < 255; i++ {
		h.profile = append(h.profile, parts[i]...)
	}
	if h.memory == 0 {
		return errors.New("it is compressed in a way that few programs read")
	}
	return nil
}

// frame reads a frame header. A progressive picture is decoded from coefficients of 4 bytes, which
// are held together with its samples.
func (h *header) frame(data []byte, progressive bool) {
	if len(data) < 6 || len(data) < 6+3*int(data[5]) {
		return
	}
	h.print = data[5] == 4
	var across, down, blocks int64 = 1, 1, 0
	for c := range int(data[5]) {
		x, y := int64(data[7+3*c]>>4), int64(data[7+3*c]&15)
		across, down = max(across, x), max(down, y)
		blocks += x * y
	}
	height, width := int64(binary.BigEndian.Uint16(data[1:])), int64(binary.BigEndian.Uint16(data[3:]))
	units := ((width + 8*across - 1) / (8 * across)) * ((height + 8*down - 1) / (8 * down))
	h.memory = units * blocks * 64
	if progressive {
		h.memory *= 5
	}
}

// png reads the chunks of a PNG file (W3C, Portable Network Graphics, third edition).
func (h *header) png(b []byte) error {
	c, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return err
	}
	bytesPerPixel := int64(4)
	switch c.ColorModel {
	case color.GrayModel:
		bytesPerPixel = 1
	case color.Gray16Model:
		bytesPerPixel = 2
	case color.RGBA64Model, color.NRGBA64Model:
		bytesPerPixel = 8
	default:
		if _, ok := c.ColorModel.(color.Palette); ok {
			bytesPerPixel = 1
		}
	}
	h.memory = bytesPerPixel * h.area()
	const interlaced = 28 // The offset of the method in the header.
	if b[interlaced] != 0 {
		h.memory *= 2
	}
	const signature = 8
	for rest := b[signature:]; len(rest) >= 12; {
		n := int(binary.BigEndian.Uint32(rest))
		kind, body, chunk := string(rest[4:8]), rest[8:8+n], rest[:12+n]
		rest = rest[12+n:]
		switch kind {
		case "iCCP":
			if !isSRGB(pngProfile(body)) {
				h.chunks = append(h.chunks, chunk...)
			}
		case "cICP":
			h.chunks = append(h.chunks, chunk...)
		case "gAMA":
			// That of sRGB is written by many programs.
			if n == 4 && binary.BigEndian.Uint32(body) != 45455 {
				h.chunks = append(h.chunks, chunk...)
			}
		case "sRGB", "IDAT":
			if kind == "sRGB" {
				h.chunks = nil
			}
			return nil
		}
	}
	return nil
}

// webp reads the chunks of a WebP file (RFC 9649).
func (h *header) webp(b []byte) {
	h.memory = 12 * h.area() // without loss: pixels, and as many while they are transformed
	for rest := b[12:]; len(rest) >= 8; {
		n := int64(binary.LittleEndian.Uint32(rest[4:]))
		if n > int64(len(rest))-8 {
			return
		}
		switch string(rest[:4]) {
		case "VP8 ":
			h.memory = 3 * h.area()
		case "ICCP":
			h.profile = rest[8 : 8+n]
		}
		rest = rest[min(8+n+n&1, int64(len(rest))):]
	}
}

// maxProfile is the largest size of a profile that is published with each size: that of one segment
// of a JPEG file. Larger ones are those of printers.
const maxProfile = 0xffff - 2 - len(profileHeader) - 2

const profileHeader = "ICC_PROFILE\x00"

// withProfile returns a JPEG file with an ICC profile.
func withProfile(file, profile []byte) []byte {
	if len(profile) == 0 {
		return file
	}
	const start = 2 // behind the marker that begins the file
	out := append(make([]byte, 0, len(file)+len(profile)+32), file[:start]...)
	out = append(out, 0xff, 0xe2)
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(profileHeader)+2+len(profile)))
	out = append(out, profileHeader+"\x01\x01"...) // the first of one part
	out = append(out, profile...)
	return append(out, file[start:]...)
}

// withChunks returns a PNG file with further chunks behind its header.
func withChunks(file, chunks []byte) []byte {
	const header = 8 + 12 + 13
	out := append(make([]byte, 0, len(file)+len(chunks)), file[:header]...)
	return append(append(out, chunks...), file[header:]...)
}

// pngProfile returns the ICC profile in a chunk iCCP, or nil.
func pngProfile(body []byte) []byte {
	_, rest, ok := bytes.Cut(body, []byte{0}) // the name
	if !ok || len(rest) < 1 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil
	}
	return profile
}

// isSRGB reports whether an ICC profile describes itself as sRGB (ICC.1, section 9.2.41).
func isSRGB(profile []byte) bool {
	const tags = 128
	if len(profile) < tags+4 {
		return false
	}
	count := int64(binary.BigEndian.Uint32(profile[tags:]))
	table := profile[tags+4:]
	for ; count > 0 && len(table) >= 12; count-- {
		offset, size := int64(binary.BigEndian.Uint32(table[4:])), int64(binary.BigEndian.Uint32(table[8:]))
		if string(table[:4]) == "desc" && offset+size <= int64(len(profile)) {
			text := bytes.ReplaceAll(profile[offset:offset+size], []byte{0}, nil) // UTF-16, or ASCII
			return bytes.Contains(text, []byte("sRGB")) && !bytes.Contains(text, []byte("e-sRGB")) && !bytes.Contains(text, []byte("scRGB"))
		}
		table = table[12:]
	}
	return false
}

// pngChunk returns a chunk of a PNG file.
func pngChunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}
