package raster_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"baken.example/baken/internal/asset/raster"
	"baken.example/baken/internal/growthtest"
)

func box(kind string, body ...string) string {
	content := strings.Join(body, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(content)))) + kind + content
}

const zero = "\x00\x00\x00\x00"

// items returns an AVIF file with as many items as fit, whose extents are all the whole file.
func items(kind string) func(size int) []byte {
	return func(size int) []byte {
		n := size / 60
		number := func(i int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(i))) }
		var infos, places, properties, references strings.Builder
		for i := 1; i <= n; i++ {
			infos.WriteString(box("infe", "\x03"+zero[:3], number(i), "\x00\x00", kind, "a\x00"))
			places.WriteString(number(i) + "\x00\x00\x00\x00\x00\x01")
			properties.WriteString(number(1) + "\x01\x01")
			references.WriteString(box("auxl", number(i), "\x00\x01", number(1)))
		}
		return []byte(box("ftyp", "avif", zero) + box("meta", zero, box("pitm", "\x01"+zero[:3], number(1)),
			box("iinf", "\x01"+zero[:3], number(n), infos.String()), box("iloc", "\x02"+zero[:3], "\x00\x00", number(n), places.String()),
			box("iref", "\x01"+zero[:3], references.String()),
			box("iprp", box("ipco", box("ispe", zero, number(1), number(1))), box("ipma", "\x01"+zero[:3], number(n), properties.String()))))
	}
}

// hostile are files that take too long if something is looked for again and again.
var hostile = map[string]func(size int) []byte{
	"pictures.avif": items("av01"),
	"metadata.avif": items("Exif"),
	"boxes.avif": func(size int) []byte {
		return []byte(box("ftyp", "avif", zero) + box("moov", strings.Repeat(box("trak", box("udta")), size/24)))
	},
	"chunks.png": func(size int) []byte {
		return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + zero + zero + zero + zero + zero + strings.Repeat(zero+"tEXt"+zero, size/12))
	},
	"scans.jpg": func(size int) []byte {
		return []byte("\xff\xd8\xff\xc0\x00\x08\x08\x00\x01\x00\x01\x01" + strings.Repeat("\xff\xda\x00\x02\xff\x00", size/6) + "\xff\xd9")
	},
	"fill.jpg": func(size int) []byte {
		return []byte("\xff\xd8\xff\xc0\x00\x08\x08\x00\x01\x00\x01\x01\xff\xda\x00\x02" + strings.Repeat("\xff", size) + "\xd9")
	},
	"frames.gif": func(size int) []byte {
		return []byte("GIF89a" + zero + zero[:3] + strings.Repeat(",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00", size/12) + ";")
	},
	"frames.webp": func(size int) []byte {
		frames := strings.Repeat("ANMF\x10"+zero[:3]+zero+zero+zero+zero, size/24)
		return []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(4+len(frames)))) + "WEBP" + frames)
	},
}

// TestGrowth checks that reading hostile pictures takes linear time.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, content := range hostile {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, content, func(b []byte) { _, _, _ = raster.Clean(b) })
		})
	}
	if i, err := raster.Inspect(items("av01")(6000)); err != nil || i.Width != 1 {
		t.Errorf("the items aren't read: %+v, %v", i, err)
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, content := range hostile {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, content, func(content []byte) { _, _, _ = raster.Clean(content) })
		})
	}
}
