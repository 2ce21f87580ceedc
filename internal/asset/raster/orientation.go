package raster

import (
	"bytes"
	"encoding/binary"
)

// Orientation is the value of the Exif tag Orientation (CIPA DC-008, section 4.6.4.1): how the
// first row and the first column of the stored pixels are to be shown.
type Orientation int

// The orientations. The name says where the stored first row and first column belong.
const (
	Upright     Orientation = 1 + iota // top, left
	MirroredX                          // top, right
	Rotated180                         // bottom, right
	MirroredY                          // bottom, left
	Transposed                         // left, top
	Rotated90                          // right, top: show it turned by 90 degrees clockwise
	Transversed                        // right, bottom
	Rotated270                         // left, bottom: show it turned by 270 degrees clockwise
)

// Swaps reports whether width and height of the shown picture are those of the stored one swapped.
func (o Orientation) Swaps() bool { return o >= Transposed }

const exifHeader = "Exif\x00\x00"

// orientation returns the orientation in a TIFF structure, as Exif uses it; [Upright] if it says
// none that is valid. It reads the first directory only, like browsers.
func orientation(tiff []byte) Orientation {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return Upright
	}
	if len(tiff) < 8 {
		return Upright
	}
	offset := int64(order.Uint32(tiff[4:]))
	if offset+2 > int64(len(tiff)) {
		return Upright
	}
	entries := int(order.Uint16(tiff[offset:]))
	directory := tiff[offset+2:]
	for ; entries > 0 && len(directory) >= 12; entries-- {
		entry := directory[:12]
		directory = directory[12:]
		const tag, short = 0x112, 3
		if order.Uint16(entry) != tag {
			continue
		}
		if o := Orientation(order.Uint16(entry[8:])); order.Uint16(entry[2:]) == short && order.Uint32(entry[4:]) == 1 &&
			o >= Upright && o <= Rotated270 {
			return o
		}
		return Upright
	}
	return Upright
}

// exif returns a TIFF structure that says an orientation and nothing else.
func exif(o Orientation) []byte {
	b := []byte("II*\x00")
	b = binary.LittleEndian.AppendUint32(b, 8) // the first directory
	b = binary.LittleEndian.AppendUint16(b, 1) // entries
	b = append(b, 0x12, 0x01, 3, 0, 1, 0, 0, 0, byte(o), 0, 0, 0)
	return binary.LittleEndian.AppendUint32(b, 0) // no further directory
}
