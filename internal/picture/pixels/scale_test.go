package pixels

import (
	"fmt"
	"image"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"

	"baken.example/baken/internal/picture/picturetest"
)

// TestKernel checks that weights are whole for all sizes, small and large, and that they lie within
// the source.
func TestKernel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := [][2]int{{1, 1}, {2, 1}, {3, 2}, {1, 3}, {60_000, 1}, {60_000, 1920}, {6000, 1920}, {1921, 1920}, {5, 5}}
	for range 200 {
		sizes = append(sizes, [2]int{1 + r.IntN(3000), 1 + r.IntN(1920)})
	}
	for _, s := range sizes {
		last := 0
		for i, k := range kernel(s[0], s[1]) {
			sum := int32(0)
			for _, w := range k.weights {
				sum += w
			}
			if sum != 1<<weightBits || k.from < 0 || k.from+len(k.weights) > s[0] || k.from < last {
				t.Fatalf("%v: sample %d: from %d, %d weights, sum %d", s, i, k.from, len(k.weights), sum)
			}
			last = k.from
		}
	}
}

// TestScaleUniform checks that one colour stays itself in any size.
func TestScaleUniform(t *testing.T) {
	for _, n := range []int{1, 4} {
		for _, value := range []uint8{0, 1, 127, 254, 255} {
			for _, s := range [][4]int{{7, 5, 3, 2}, {100, 1, 10, 1}, {1, 5000, 1, 3}, {64, 64, 64, 64}, {3, 3, 8, 8}} {
				src := newPlane(s[0], s[1], n)
				for i := range src.pix {
					src.pix[i] = value
				}
				dst := scale(src.rows(), s[2], s[3])
				for _, got := range dst.pix {
					if got != value {
						t.Fatalf("%v, %d samples: %d, want %d", s, n, got, value)
					}
				}
			}
		}
	}
}

// TestScaleSame checks that a raster in its own size is unchanged.
func TestScaleSame(t *testing.T) {
	img := picturetest.Photo(97, 61, 3)
	src := plane{97, 61, 1, img.Y}
	dst := scale(src.rows(), 97, 61)
	if string(dst.pix) != string(src.pix) {
		t.Error("it has changed")
	}
}

// TestScaleReference compares with another implementation of the same filter.
func TestScaleReference(t *testing.T) {
	photo, drawing := picturetest.Photo(601, 403, 7), picturetest.Drawing(601, 403)
	for _, s := range [][2]int{{300, 201}, {97, 65}, {500, 335}, {10, 7}, {601, 200}} {
		t.Run(fmt.Sprint(s), func(t *testing.T) {
			bounds := image.Rect(0, 0, s[0], s[1])
			gray := image.NewGray(bounds)
			source := &image.Gray{Pix: photo.Y, Stride: 601, Rect: photo.Rect}
			draw.CatmullRom.Scale(gray, bounds, source, source.Rect, draw.Src, nil)
			src := plane{601, 403, 1, photo.Y}
			compare(t, scale(src.rows(), s[0], s[1]).pix, gray.Pix, 1)

			rgba := image.NewRGBA(bounds)
			draw.CatmullRom.Scale(rgba, bounds, drawing, drawing.Rect, draw.Src, nil)
			planes, err := Of(drawing)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, scale(planes[0], s[0], s[1]).pix, rgba.Pix, 3)
		})
	}
}

// compare checks that samples differ by at most most, and by less than a third on average.
func compare(t *testing.T, got, want []uint8, most int) {
	t.Helper()
	total := 0
	for i := range want {
		d := int(got[i]) - int(want[i])
		d = max(d, -d)
		if d > most {
			t.Fatalf("sample %d: %d, want %d", i, got[i], want[i])
		}
		total += d
	}
	if total*3 > len(want) {
		t.Errorf("samples differ by %.2f on average", float64(total)/float64(len(want)))
	}
}

func TestUpright(t *testing.T) {
	// A picture of 3 × 2 pixels, as it is stored and as it is shown, by its orientation.
	const stored = "abcdef"
	for orientation, want := range []string{
		1: "abc def", 2: "cba fed", 3: "fed cba", 4: "def abc", 5: "ad be cf", 6: "da eb fc", 7: "fc eb da", 8: "cf be ad",
	} {
		if orientation == 0 {
			continue
		}
		p := &Pixels{Width: 3, Height: 2, planes: []plane{{3, 2, 1, []uint8(stored)}}}
		p = p.Upright(orientation)
		got := ""
		for y := range p.Height {
			if y > 0 {
				got += " "
			}
			got += string(p.planes[0].row(y))
		}
		if got != want {
			t.Errorf("orientation %d: %s, want %s", orientation, got, want)
		}
	}
}

func BenchmarkScale(b *testing.B) {
	img := picturetest.Photo(3000, 2000, 1)
	src := plane{3000, 2000, 1, img.Y}
	b.SetBytes(3000 * 2000)
	for b.Loop() {
		scale(src.rows(), 960, 640)
	}
}
