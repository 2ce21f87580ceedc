package raster

import (
	"encoding/binary"
	"errors"
	"time"
)

// gif reads a GIF file (CompuServe, Graphics Interchange Format, version 89a). It keeps the
// extensions that say how frames look and repeat.
func (p *picture) gif(b []byte) error {
	const header = 13
	if len(b) < header {
		return ErrCutOff
	}
	p.Width, p.Height = int(binary.LittleEndian.Uint16(b[6:])), int(binary.LittleEndian.Uint16(b[8:]))
	n := header + colors(b[10])
	if n > len(b) {
		return ErrCutOff
	}
	p.keep(b[:n])
	rest := b[n:]
	rounds := 1
	var frame time.Duration // of the next frame
	for {
		if len(rest) == 0 {
			return ErrCutOff
		}
		switch rest[0] {
		case 0x3b:
			if p.Animation.Frames == 0 {
				return errors.New("it has no pixels")
			}
			p.keep(rest[:1])
			p.Animation.Length = times(p.Animation.Length, rounds)
			return nil
		case 0x2c:
			n, err := p.gifFrame(rest)
			if err != nil {
				return err
			}
			p.Animation.Length, frame = p.Animation.Length+shown(frame), 0
			p.keep(rest[:n])
			rest = rest[n:]
		case 0x21:
			if len(rest) < 2 {
				return ErrCutOff
			}
			n, ok := blocks(rest[2:])
			if !ok {
				return ErrCutOff
			}
			block := rest[:2+n]
			rest = rest[2+n:]
			if p.gifExtension(block, &rounds, &frame) {
				p.keep(block)
			}
		default:
			return errors.New("it has something between its frames")
		}
	}
}

// gifFrame reads a frame at the start of b and returns its length.
func (p *picture) gifFrame(b []byte) (int, error) {
	const header = 10
	if len(b) < header {
		return 0, ErrCutOff
	}
	if p.Animation.Frames == 0 {
		// Browsers enlarge the screen to the first frame.
		right := int(binary.LittleEndian.Uint16(b[1:])) + int(binary.LittleEndian.Uint16(b[5:]))
		bottom := int(binary.LittleEndian.Uint16(b[3:])) + int(binary.LittleEndian.Uint16(b[7:]))
		p.Width, p.Height = max(p.Width, right), max(p.Height, bottom)
	}
	p.Animation.Frames++
	n := header + colors(b[9]) + 1 // and the size of the codes
	if n > len(b) {
		return 0, ErrCutOff
	}
	data, ok := blocks(b[n:])
	if !ok {
		return 0, ErrCutOff
	}
	return n + data, nil
}

// gifExtension reads an extension and reports whether it belongs in the clean file.
func (p *picture) gifExtension(b []byte, rounds *int, frame *time.Duration) bool {
	switch b[1] {
	case 0xf9:
		if len(b) >= 7 {
			p.Alpha = p.Alpha || b[3]&1 != 0
			*frame = time.Duration(binary.LittleEndian.Uint16(b[4:])) * 10 * time.Millisecond
		}
		return true
	case 0xff:
		if len(b) < 14 || b[2] != 11 {
			return false
		}
		switch string(b[3:14]) {
		case "NETSCAPE2.0", "ANIMEXTS1.0":
			if len(b) >= 18 && b[14] >= 3 && b[15] == 1 {
				// The number of repetitions after the first round.
				n := int(binary.LittleEndian.Uint16(b[16:]))
				p.Animation.Endless, *rounds = n == 0, n+1
			}
			return true
		case "ICCRGBG1012":
			return true
		}
	}
	return false
}

// colors returns the size of the color table that flags announce.
func colors(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks returns the length of a sequence of data blocks with its terminator, and whether it is
// whole.
func blocks(b []byte) (n int, ok bool) {
	for n < len(b) {
		size := int(b[n])
		n += 1 + size
		if size == 0 {
			return n, true
		}
	}
	return 0, false
}
