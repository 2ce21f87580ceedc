package raster

import (
	"encoding/binary"
	"errors"
)

// ico reads an icon file of Windows: a directory, and bitmaps or PNG files. The size is that of the
// largest picture. The PNG files in it are cleaned.
func (p *picture) ico(b []byte) error {
	const header, size, most = 6, 16, 64
	n := int(binary.LittleEndian.Uint16(b[4:]))
	switch {
	case n == 0:
		return errors.New("it has no pixels")
	case n > most:
		return errors.New("it has too many pictures")
	case len(b) < header+n*size:
		return ErrCutOff
	}
	directory := append([]byte(nil), b[:header+n*size]...)
	p.keep(directory)
	p.Alpha = true
	at, total := len(directory), int64(0)
	for entry := range n {
		e := directory[header+entry*size:][:size]
		length, offset := int64(binary.LittleEndian.Uint32(e[8:])), int64(binary.LittleEndian.Uint32(e[12:]))
		if offset < int64(len(directory)) || offset+length > int64(len(b)) {
			return ErrCutOff
		}
		if total += length; total > int64(len(b)) {
			return errors.New("its pictures overlap")
		}
		content := b[offset : offset+length]
		width, height := int(e[0]), int(e[1])
		if width == 0 {
			width = 256
		}
		if height == 0 {
			height = 256
		}
		if Sniff(content) == PNG {
			info, clean, err := Clean(content)
			if err != nil {
				return err
			}
			content, width, height = clean, info.Width, info.Height
		}
		if width*height > p.Width*p.Height {
			p.Width, p.Height = width, height
		}
		binary.LittleEndian.PutUint32(e[8:], uint32(len(content)))
		binary.LittleEndian.PutUint32(e[12:], uint32(at))
		at += len(content)
		p.keep(content)
	}
	return nil
}
