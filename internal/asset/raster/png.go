package raster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"time"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// png reads a PNG file (W3C, Portable Network Graphics, third edition). It keeps the chunks that
// say how the pixels look, and nothing behind the end of the image: programs that crop a picture
// have left the rest of the larger one there.
func (p *picture) png(b []byte) error {
	p.keep(b[:len(pngSignature)])
	rest := b[len(pngSignature):]
	var frames, plays uint32
	var data, exifSeen bool
	for first := true; ; first = false {
		if len(rest) < 12 {
			return ErrCutOff
		}
		n := int64(binary.BigEndian.Uint32(rest))
		if n > int64(len(rest))-12 {
			return ErrCutOff
		}
		chunk, kind, body := rest[:12+n], string(rest[4:8]), rest[8:8+n]
		rest = rest[12+n:]
		if (kind == "IHDR") != first {
			return errors.New("its header isn't where it belongs")
		}
		if crc32.ChecksumIEEE(chunk[4:8+n]) != binary.BigEndian.Uint32(chunk[8+n:]) {
			if kind[0]&0x20 == 0 { // A critical chunk.
				return fmt.Errorf("it is damaged: the checksum of its part %q is wrong", kind)
			}
			continue // Decoders skip it.
		}
		switch kind {
		case "IHDR":
			if n != 13 {
				return errors.New("its header is damaged")
			}
			width, height := binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
			if width > 1<<31-1 || height > 1<<31-1 {
				return errors.New("its header is damaged")
			}
			p.Width, p.Height = int(width), int(height)
			p.Alpha = body[9]&4 != 0
			p.keep(chunk)
		case "IEND":
			if !data {
				return errors.New("it has no pixels")
			}
			if frames > 1 {
				p.Animation.Frames, p.Animation.Endless = int(min(frames, 1<<30)), plays == 0
				p.Animation.Length = times(p.Animation.Length, int(min(plays, 1<<30)))
			}
			p.keep(chunk)
			return nil
		case "tRNS":
			p.Alpha = true
			p.keep(chunk)
		case "IDAT":
			data = true
			p.keep(chunk)
		case "eXIf": // Behind the pixels it doesn't count.
			if !data && !exifSeen {
				exifSeen = true
				if p.Orientation = orientation(body); p.Orientation != Upright {
					p.keep(pngChunk("eXIf", exif(p.Orientation)))
				}
			}
		case "acTL":
			if n >= 8 && !data {
				frames, plays = binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
				p.keep(chunk)
			}
		case "fcTL":
			if n >= 24 {
				p.Animation.Length += shown(delay(binary.BigEndian.Uint16(body[20:]), binary.BigEndian.Uint16(body[22:])))
			}
			p.keep(chunk)
		case "PLTE", "fdAT", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "mDCv", "cLLI", "cLLi", "bKGD", "pHYs":
			p.keep(chunk)
		default:
			if kind[0]&0x20 == 0 {
				return fmt.Errorf("it has the part %q, which no decoder knows", kind)
			}
		}
	}
}

// delay returns the time of a frame of an animated PNG: a fraction of a second, whose denominator
// is 100 if it is zero.
func delay(numerator, denominator uint16) time.Duration {
	if denominator == 0 {
		denominator = 100
	}
	return time.Duration(numerator) * time.Second / time.Duration(denominator)
}

// pngChunk returns a chunk.
func pngChunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}
