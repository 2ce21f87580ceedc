package brand

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"sync"
	"testing"
)

// TestEncodeConcurrently encodes more pictures than are kept, each of them several times.
func TestEncodeConcurrently(t *testing.T) {
	var all sync.WaitGroup
	for i := range 3 * maxEncoded {
		img := image.NewRGBA(image.Rect(0, 0, 1+i%2, 2-i%2))
		img.Set(0, 0, color.RGBA{byte(i / 2), 2, 3, 255})
		var want bytes.Buffer
		if err := png.Encode(&want, img); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			all.Go(func() {
				got, err := appendPNG([]byte("before"), img)
				if err != nil || string(got) != "before"+want.String() {
					t.Errorf("picture %d: %q, %v", i, got, err)
				}
				for j := range got { // A caller may change its copy.
					got[j] = 0
				}
			})
		}
	}
	all.Wait()
	if n := len(encoded.pictures); n > maxEncoded {
		t.Errorf("%d pictures are kept", n)
	}
}
