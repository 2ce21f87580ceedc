package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	markerSOF0 = 0xc0
	markerDHT  = 0xc4
	markerJPG  = 0xc8
	markerDAC  = 0xcc
	markerRST0 = 0xd0
	markerSOI  = 0xd8
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerDHP  = 0xdf
	markerAPP0 = 0xe0
)

// jpeg reads a JPEG file (ITU-T T.81, annex B; ITU-T T.871). Of the application data it keeps the
// JFIF header, the color profile (ICC.1, annex B.4) and Adobe's transform. It keeps nothing behind
// the end of the image, where cameras put further ones, with metadata of their own.
func (p *picture) jpeg(b []byte) error {
	p.keep(b[:2])
	rest := b[2:]
	var scans int
	var sawExif bool
	for {
		if len(rest) < 2 {
			return ErrCutOff
		}
		if rest[0] != 0xff {
			return errors.New("it has something between its segments")
		}
		marker := rest[1]
		switch {
		case marker == 0xff: // A fill byte.
			rest = rest[1:]
			continue
		case marker == markerEOI:
			if scans == 0 {
				return errors.New("it has no pixels")
			}
			p.keep(rest[:2])
			return nil
		case marker >= markerRST0 && marker <= markerSOI || marker <= 1:
			return errors.New("it has a marker out of place")
		}
		if len(rest) < 4 {
			return ErrCutOff
		}
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if n < 4 {
			return errors.New("it has a segment without a size")
		}
		if n > len(rest) {
			return ErrCutOff
		}
		segment, data := rest[:n], rest[4:n]
		rest = rest[n:]
		switch {
		case marker >= markerSOF0 && marker < markerSOF0+16 && marker != markerDHT && marker != markerJPG && marker != markerDAC:
			if len(data) < 6 {
				return ErrCutOff
			}
			if p.Width > 0 {
				return errors.New("it has two frames")
			}
			p.Height, p.Width = int(binary.BigEndian.Uint16(data[1:])), int(binary.BigEndian.Uint16(data[3:]))
			p.keep(segment)
		case marker == markerSOS:
			if p.Width == 0 {
				return errors.New("it has pixels without a size")
			}
			n := scan(rest)
			if n == len(rest) {
				return ErrCutOff
			}
			p.keep(segment)
			p.keep(rest[:n])
			rest = rest[n:]
			scans++
		case marker == markerAPP0 && bytes.HasPrefix(data, []byte("JFIF\x00")) && len(data) >= 14:
			// Without its thumbnail.
			p.keep([]byte{0xff, markerAPP0, 0, 16})
			p.keep(data[:12])
			p.keep([]byte{0, 0})
		case marker == markerAPP0+1 && bytes.HasPrefix(data, []byte(exifHeader)) && !sawExif:
			sawExif = true
			if p.Orientation = orientation(data[len(exifHeader):]); p.Orientation != Upright {
				p.keep(exifSegment(p.Orientation))
			}
		case marker == markerAPP0+2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")),
			marker == markerAPP0+14 && bytes.HasPrefix(data, []byte("Adobe")),
			marker >= markerSOF0 && marker <= markerDHP:
			p.keep(segment)
		}
	}
}

// exifSegment returns a segment with an orientation.
func exifSegment(o Orientation) []byte {
	data := append([]byte(exifHeader), exif(o)...)
	return append(binary.BigEndian.AppendUint16([]byte{0xff, markerAPP0 + 1}, uint16(2+len(data))), data...)
}

// scan returns the length of the entropy-coded data of a scan, up to the marker behind it; that of
// b if there is none.
func scan(b []byte) int {
	for i := 0; ; i += 2 {
		n := bytes.IndexByte(b[i:], 0xff)
		if n < 0 || i+n+1 >= len(b) {
			return len(b)
		}
		i += n
		switch next := b[i+1]; {
		case next == 0xff: // A fill byte before a marker.
			i--
		case next != 0 && (next < markerRST0 || next >= markerSOI):
			return i
		}
	}
}
