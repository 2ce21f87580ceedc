package raster

import (
	"encoding/binary"
	"errors"
	"time"
)

// Flags of the header of an extended WebP file.
const (
	webpAnimation = 0x02
	webpXMP       = 0x04
	webpExif      = 0x08
	webpAlpha     = 0x10
)

// webp reads a WebP file (RFC 9649). It keeps the color profile and the pixels.
func (p *picture) webp(b []byte) error {
	size := int64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size > int64(len(b)) {
		return ErrCutOff
	}
	if size < 12 {
		return errors.New("its header is damaged")
	}
	// A new header of the file, whose size is known at the end, and of its extended format.
	header, extended := []byte("RIFF\x00\x00\x00\x00WEBP"), []byte(nil)
	p.keep(header)
	var pixels, sawExif bool
	var rounds int
	err := riffChunks(b[12:size], func(kind string, chunk, body []byte) error {
		switch kind {
		case "VP8X":
			if len(body) < 10 || extended != nil || pixels {
				return errors.New("its header is damaged")
			}
			p.Width, p.Height = 1+uint24(body[4:]), 1+uint24(body[7:])
			p.Alpha = body[0]&webpAlpha != 0
			extended = append([]byte(nil), chunk...)
			extended[8] &^= webpXMP | webpExif
			p.keep(extended)
		case "VP8 ", "VP8L":
			if pixels {
				return nil
			}
			pixels = true
			width, height, alpha, err := webpBitstream(kind, body)
			if err != nil {
				return err
			}
			if extended == nil {
				p.Width, p.Height, p.Alpha = width, height, alpha
			} else if p.Width != width || p.Height != height {
				return errors.New("its header has another size than its pixels")
			}
			p.keep(chunk)
		case "ANIM":
			if len(body) < 6 || extended == nil {
				return errors.New("its animation is damaged")
			}
			rounds = int(binary.LittleEndian.Uint16(body[4:]))
			p.Animation.Endless = rounds == 0
			p.keep(chunk)
		case "ANMF":
			pixels = true
			return p.webpFrame(chunk, body)
		case "ICCP", "ALPH":
			p.keep(chunk)
		case "EXIF":
			if sawExif {
				return nil
			}
			sawExif = true
			if len(body) >= len(exifHeader) && string(body[:len(exifHeader)]) == exifHeader {
				body = body[len(exifHeader):]
			}
			p.Unheeded = orientation(body)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case !pixels:
		return errors.New("it has no pixels")
	}
	p.Animation.Length = times(p.Animation.Length, rounds)
	total := 0
	for _, part := range p.parts {
		total += len(part)
	}
	binary.LittleEndian.PutUint32(header[4:], uint32(total-8))
	return nil
}

// webpFrame reads a frame of an animation.
func (p *picture) webpFrame(chunk, body []byte) error {
	const header = 16
	if len(body) < header {
		return ErrCutOff
	}
	p.Animation.Frames++
	p.Animation.Length += shown(time.Duration(uint24(body[12:])) * time.Millisecond)
	frame := append([]byte(nil), chunk[:8+header]...)
	if err := riffChunks(body[header:], func(kind string, chunk, _ []byte) error {
		switch kind {
		case "ALPH", "VP8 ", "VP8L":
			frame = append(frame, chunk...)
		}
		return nil
	}); err != nil {
		return err
	}
	binary.LittleEndian.PutUint32(frame[4:], uint32(len(frame)-8))
	p.keep(frame)
	return nil
}

// webpBitstream returns the size in the header of a VP8 frame (RFC 6386, section 9.1) or a lossless
// one (RFC 9649, section 3.4), and whether it has transparent pixels.
func webpBitstream(kind string, b []byte) (width, height int, alpha bool, err error) {
	if kind == "VP8L" {
		if len(b) < 5 {
			return 0, 0, false, ErrCutOff
		}
		if b[0] != 0x2f {
			return 0, 0, false, errors.New("its pixels are damaged")
		}
		bits := binary.LittleEndian.Uint32(b[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff), bits>>28&1 != 0, nil
	}
	if len(b) < 10 {
		return 0, 0, false, ErrCutOff
	}
	if b[0]&1 != 0 || string(b[3:6]) != "\x9d\x01\x2a" {
		return 0, 0, false, errors.New("its pixels are damaged")
	}
	return int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff), false, nil
}

// riffChunks calls f for each chunk, whole and without its header and padding.
func riffChunks(b []byte, f func(kind string, chunk, body []byte) error) error {
	for len(b) > 0 {
		if len(b) < 8 {
			return ErrCutOff
		}
		n := int64(binary.LittleEndian.Uint32(b[4:]))
		padded := 8 + n + n&1
		if 8+n > int64(len(b)) {
			return ErrCutOff
		}
		chunk := b[:min(padded, int64(len(b)))]
		if int64(len(chunk)) < padded {
			chunk = append(append([]byte(nil), chunk...), 0)
		}
		if err := f(string(b[:4]), chunk, b[8:8+n]); err != nil {
			return err
		}
		b = b[min(padded, int64(len(b))):]
	}
	return nil
}

// uint24 returns a little-endian number of three bytes.
func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
