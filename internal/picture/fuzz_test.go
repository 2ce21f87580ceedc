package picture

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"baken.example/baken/internal/picture/picturetest"
)

// FuzzSizes makes the sizes of any file, as far as it is a picture. It must not panic, and no size
// may be wider than the picture or have more bytes.
func FuzzSizes(f *testing.F) {
	photo := picturetest.Photo(67, 45, 1)
	f.Add(picturetest.JPEG(photo))
	f.Add(picturetest.PNG(photo))
	f.Add(picturetest.PNG(picturetest.Drawing(31, 22)))
	f.Add(picturetest.PNG(gray16(30, 20)))
	f.Add(picturetest.PNG(paletted(30, 20)))
	f.Add(picturetest.Turned(picturetest.JPEG(photo), 7))
	f.Add(picturetest.Segment(picturetest.JPEG(photo), 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), picturetest.Profile("Display P3")...)))
	f.Add(picturetest.Print(30, 20))
	f.Add(picturetest.Bomb(20_000, 20_000))
	f.Fuzz(func(t *testing.T, content []byte) {
		o, err := open(content)
		if err != nil || o == nil || o.memory > 16<<20 {
			return
		}
		sizes, err := o.sizes()
		if err != nil {
			return
		}
		for _, z := range sizes {
			if z.width > o.Width || z.width < 1 || z.height < 1 || z.data != nil && len(z.data) >= len(o.content) {
				t.Errorf("%d x %d pixels, %d bytes of a picture of %d x %d pixels, %d bytes",
					z.width, z.height, len(z.data), o.Width, o.Height, len(o.content))
			}
		}
	})
}

// FuzzEntry reads any file as an entry of the cache. It is one only if it begins with what an entry
// begins with, and its sizes lie in the file.
func FuzzEntry(f *testing.F) {
	k := key(sha256.Sum256([]byte("a key")))
	e := newEntry([]size{{640, 480, ".jpg", []byte("data")}, {800, 600, "", nil}})
	f.Add(append(e.head(k), "data"...))
	f.Add(new(entry).head(k))
	f.Fuzz(func(t *testing.T, text []byte) {
		e := parseEntry(k, text, int64(len(text)))
		if e == nil {
			return
		}
		if !bytes.HasPrefix(text, e.head(k)) {
			t.Error("another head")
		}
		for _, z := range e.sizes {
			if z.offset < 0 || z.length < 0 || z.offset+z.length > int64(len(text)) {
				t.Errorf("%d bytes at %d", z.length, z.offset)
			}
		}
	})
}
