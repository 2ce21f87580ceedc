package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"maps"

	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/picture/picturetest"
)

// files returns the content files of a directory.
func files(t *testing.T, fsys fstest.MapFS) *asset.Set {
	t.Helper()
	var names []string
	for name := range fsys {
		names = append(names, name)
	}
	set, list, err := asset.LoadContent(t.Context(), fsys, names)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	return set
}

// published returns the sums of artifacts, by path.
func published(t *testing.T, artifacts []artifact.Artifact) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, a := range artifacts {
		b, err := a.Append([]byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		if b[0] != 'x' || out[a.Path] != "" {
			t.Fatalf("%s: twice, or without the bytes before it", a.Path)
		}
		out[a.Path] = fmt.Sprintf("%x", sha256.Sum256(b[1:]))
	}
	return out
}

func makeAll(t *testing.T, m *Maker, fsys fstest.MapFS) (*Set, []string) {
	t.Helper()
	set, list, err := m.Make(t.Context(), fsys, files(t, fsys))
	if err != nil {
		t.Fatal(err)
	}
	list = list.WithSeverities(nil)
	var found []string
	for _, f := range list.All() {
		found = append(found, fmt.Sprintf("%s: %s: %s", f.File, f.Code, f.Message))
	}
	return set, found
}

func file(data []byte) *fstest.MapFile { return &fstest.MapFile{Data: data, ModTime: time.Unix(1, 0)} }

func cache(t *testing.T) *Cache {
	t.Helper()
	c, err := OpenCache(filepath.Join(t.TempDir(), "baken", "pictures"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// photos returns four photos, with three sizes each.
func photos() fstest.MapFS { return maps.Clone(madePhotos()) }

// madePhotos makes photos once, since that takes longer than their sizes. They are low: which sizes
// are made depends on their widths.
var madePhotos = sync.OnceValue(func() fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := range 4 {
		fsys[fmt.Sprintf("photo %d.jpg", i)] = file(picturetest.JPEG(picturetest.Photo(1000, 100, uint64(i))))
	}
	return fsys
})

// TestAgain makes sizes cold, again, with other goroutines and without a cache: the same bytes each
// time. The second time nothing is decoded.
func TestAgain(t *testing.T) {
	fsys := photos()
	c := cache(t)
	first := NewMaker(c)
	set, found := makeAll(t, first, fsys)
	want := published(t, set.Artifacts())
	if first.Made() != 4 || len(want) != 12 || len(found) > 0 {
		t.Fatalf("%d made, %d sizes, %v", first.Made(), len(want), found)
	}
	second := NewMaker(c)
	set, _ = makeAll(t, second, fsys)
	if diff := cmp.Diff(want, published(t, set.Artifacts())); diff != "" || second.Made() != 0 {
		t.Errorf("%d made: %s", second.Made(), diff)
	}
	set, _ = makeAll(t, NewVerifier(c), fsys)
	if len(set.Artifacts()) > 0 {
		t.Error("sizes are made to verify")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, other := range []*Cache{cache(t), nil} {
		set, _ = makeAll(t, NewMaker(other), fsys)
		if diff := cmp.Diff(want, published(t, set.Artifacts())); diff != "" {
			t.Error(diff)
		}
	}
}

// TestVerifyOnce checks that a picture is decoded once to verify it, and that this doesn't stand
// for its sizes.
func TestVerifyOnce(t *testing.T) {
	fsys, c := photos(), cache(t)
	for _, want := range []int{4, 0} {
		m := NewVerifier(c)
		if _, found := makeAll(t, m, fsys); m.Made() != want || len(found) > 0 {
			t.Errorf("%d decoded, want %d: %v", m.Made(), want, found)
		}
	}
	set, _ := makeAll(t, NewMaker(c), fsys)
	if len(set.Artifacts()) != 12 {
		t.Errorf("%d sizes", len(set.Artifacts()))
	}
}

func TestPlan(t *testing.T) {
	for width, want := range map[int]string{
		1: "[1]", 640: "[640]", 799: "[799]", 800: "[640 800]", 1000: "[640 800 1000]", 1919: "[640 800 1280 1919]",
		1920: "[640 800 1280 1920]", 1921: "[640 800 1280 1920]", 60_000: "[640 800 1280 1920]",
	} {
		if got := fmt.Sprint(plan(width)); got != want {
			t.Errorf("%d: %s, want %s", width, got, want)
		}
	}
}

// sizesOf returns the sizes of a file as text: width × height, extension, and whether it is the
// picture itself.
func sizesOf(t *testing.T, content []byte) (out []string, sizes []size) {
	t.Helper()
	o, err := open(content)
	if err != nil {
		return []string{err.Error()}, nil
	}
	if o == nil {
		return []string{"as it is"}, nil
	}
	if sizes, err = o.sizes(); err != nil {
		return []string{err.Error()}, nil
	}
	for _, z := range sizes {
		if z.data == nil {
			out = append(out, fmt.Sprintf("%dx%d itself", z.width, z.height))
			continue
		}
		img, format, err := image.Decode(bytes.NewReader(z.data))
		if err != nil || img.Bounds().Dx() != z.width || img.Bounds().Dy() != z.height {
			t.Fatalf("%dx%d: %v, %v", z.width, z.height, err, img.Bounds())
		}
		out = append(out, fmt.Sprintf("%dx%d %s", z.width, z.height, format))
	}
	return out, sizes
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// gray16 returns a picture of 16 bits.
func gray16(width, height int) *image.Gray16 {
	img := image.NewGray16(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i >> 3)
	}
	return img
}

// paletted returns a drawing with a palette, whose first colour is transparent.
func paletted(width, height int) *image.Paletted {
	drawing := picturetest.Drawing(16, 16)
	img := image.NewPaletted(image.Rect(0, 0, width, height), nil)
	for i := range 16 {
		img.Palette = append(img.Palette, drawing.NRGBAAt(i, i))
	}
	for i := range img.Pix {
		img.Pix[i] = uint8(i * (i / width) / 900 % 16)
	}
	return img
}

// faded returns a picture that is less and less opaque.
func faded(img image.Image) *image.NRGBA {
	out := image.NewNRGBA(img.Bounds())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			c.A = uint8(255 - 255*x/out.Rect.Dx())
			out.SetNRGBA(x, y, c)
		}
	}
	return out
}

func opaque(img image.Image) *image.RGBA {
	out := image.NewRGBA(img.Bounds())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

// TestKinds checks the sizes of pictures of all kinds. A size is never wider than its picture,
// never larger in bytes than the next one, and upright.
func TestKinds(t *testing.T) {
	photo := picturetest.Photo(1500, 1000, 1)
	gray := &image.Gray{Pix: photo.Y, Stride: photo.YStride, Rect: photo.Rect}
	compressed := func() []byte {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, photo, &jpeg.Options{Quality: 5}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, test := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"photo", picturetest.JPEG(photo), "640x427 jpeg, 800x533 jpeg, 1500x1000 jpeg"},
		{"turned", picturetest.Turned(picturetest.JPEG(photo), 6), "640x960 jpeg, 800x1200 jpeg, 1000x1500 itself"},
		{"gray", picturetest.JPEG(gray), "640x427 jpeg, 800x533 jpeg, 1500x1000 jpeg"},
		{"compressed well", compressed(), "1500x1000 itself"},
		{"progressive", read(t, "progressive.jpg"), "720x480 itself"},
		{"4:2:2", read(t, "422.jpg"), "720x480 itself"},
		{"WebP with opacity", read(t, "alpha.webp"), "900x600 itself"},
		{"photo as PNG", picturetest.PNG(opaque(photo)), "640x427 jpeg, 800x533 jpeg, 1500x1000 jpeg"},
		{"drawing", picturetest.PNG(picturetest.Drawing(1500, 1000)), "1500x1000 itself"},
		{"photo with opacity", picturetest.PNG(faded(photo)), "640x427 png, 800x533 png, 1500x1000 itself"},
		{"16 bits", picturetest.PNG(gray16(900, 600)), "900x600 png"},
		{"paletted with opacity", picturetest.PNG(paletted(900, 600)), "900x600 itself"},
		{"one pixel high", picturetest.PNG(opaque(picturetest.Photo(60_000, 1, 1))), "640x1 png, 800x1 png, 1280x1 png, 1920x1 png"},
		{"one pixel wide", picturetest.PNG(opaque(picturetest.Photo(1, 60_000, 1))), "1x60000 itself"},
		{"a bomb", picturetest.Bomb(15_000, 15_000), "it has 15000 × 15000 pixels, more than there is memory for"},
		{"CMYK", picturetest.Print(800, 600), "its colours are those of printers (CMYK)"},
		{"a large profile", picturetest.Segment(picturetest.Segment(picturetest.JPEG(photo), 0xe2, append([]byte("ICC_PROFILE\x00\x02\x02"), make([]byte, 65_000)...)),
			0xe2, append([]byte("ICC_PROFILE\x00\x01\x02"), make([]byte, 65_000)...)), "its colour profile is larger than those of screens"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, sizes := sizesOf(t, test.content)
			if s := strings.Join(got, ", "); s != test.want {
				t.Errorf("%s, want %s", s, test.want)
			}
			for i := 1; i < len(sizes); i++ {
				if z := sizes[i]; z.data != nil && len(sizes[i-1].data) >= len(z.data) {
					t.Errorf("%d bytes, and %d of the larger one", len(sizes[i-1].data), len(z.data))
				}
			}
		})
	}
}

// TestColors checks that pictures keep their look: each size is as bright as the picture, and has
// the colour profile of one that isn't in sRGB.
func TestColors(t *testing.T) {
	photo := picturetest.JPEG(picturetest.Photo(1500, 1000, 4))
	profile := func(description string) []byte {
		return append([]byte("ICC_PROFILE\x00\x01\x01"), picturetest.Profile(description)...)
	}
	wide := picturetest.Profile("Display P3")
	_, sizes := sizesOf(t, picturetest.Segment(photo, 0xe2, profile("Display P3")))
	for _, z := range sizes {
		if !bytes.Contains(z.data, wide) {
			t.Errorf("%d pixels: no profile", z.width)
		}
	}
	_, sizes = sizesOf(t, picturetest.Segment(photo, 0xe2, profile("sRGB IEC61966-2.1")))
	for _, z := range sizes {
		if bytes.Contains(z.data, []byte("ICC_PROFILE")) {
			t.Errorf("%d pixels: a profile for nothing", z.width)
		}
	}
	plain := picturetest.PNG(opaque(picturetest.Photo(1500, 1000, 4)))
	const header = 33
	gamma := append(picturetest.Chunk(bytes.Clone(plain[:header]), "gAMA", []byte{0, 0, 0xff, 0xff}), plain[header:]...)
	_, sizes = sizesOf(t, gamma)
	for _, z := range sizes {
		if z.data != nil && !bytes.Contains(z.data, []byte("gAMA\x00\x00\xff\xff")) {
			t.Errorf("%d pixels: no gamma", z.width)
		}
	}
	if len(sizes) < 2 {
		t.Error("no sizes")
	}
}

// TestNoMetadata checks that no size has the metadata of its picture.
func TestNoMetadata(t *testing.T) {
	b := picturetest.Turned(picturetest.JPEG(picturetest.Photo(1500, 1000, 4)), 3)
	_, sizes := sizesOf(t, picturetest.Segment(b, 0xfe, []byte("taken at home")))
	for _, z := range sizes {
		if bytes.Contains(z.data, []byte("Exif")) || bytes.Contains(z.data, []byte("home")) {
			t.Errorf("%d pixels: metadata", z.width)
		}
	}
	if len(sizes) == 0 {
		t.Error("no sizes")
	}
}

// TestFindings checks what is said of pictures without sizes, with and without making them.
func TestFindings(t *testing.T) {
	photo := picturetest.JPEG(picturetest.Photo(1500, 1000, 1))
	damaged := bytes.Clone(photo)
	for i := len(damaged) / 2; i < len(damaged)/2+3000; i++ {
		damaged[i] = 0xf0 // codes that mean nothing, and no marker
	}
	large := append(picturetest.PNG(opaque(picturetest.Photo(1500, 1000, 1))), make([]byte, 11<<20)...)
	fsys := fstest.MapFS{
		"bomb.png": file(picturetest.Bomb(15_000, 15_000)), "print.jpg": file(picturetest.Print(800, 600)),
		"damaged.jpg": file(damaged), "large.png": file(large), "good.jpg": file(photo),
	}
	want := []string{
		`bomb.png: image-too-large: this picture can't be made smaller: it has 15000 × 15000 pixels, more than there is memory for`,
		`damaged.jpg: image-invalid: this isn't a picture of the kind that ".jpg" means: it is damaged, its pixels can't be read (invalid JPEG format: missing 0xff00 sequence)`,
		`large.png: file-too-large: the file is larger than 10 MiB`,
		`print.jpg: image-unsized: this picture is published as it is, in one size: its colours are those of printers (CMYK)`,
	}
	c := cache(t)
	for _, m := range []*Maker{NewVerifier(nil), NewVerifier(c), NewMaker(c), NewMaker(c), NewVerifier(c)} {
		_, found := makeAll(t, m, fsys)
		if diff := cmp.Diff(want, found); diff != "" {
			t.Error(diff)
		}
	}
}

// TestLargePhoto checks that a photo may be larger than other files, since readers get its sizes.
func TestLargePhoto(t *testing.T) {
	fsys := fstest.MapFS{"p.jpg": file(append(picturetest.JPEG(picturetest.Photo(2000, 1400, 1)), make([]byte, 11<<20)...))}
	set := files(t, fsys)
	sizes, list, err := NewMaker(nil).Make(t.Context(), fsys, set)
	if err != nil || list.Len() > 0 || !sizes.Get("p.jpg").Replaced || sizes.Get("p.jpg").Largest().Width != MaxWidth {
		t.Error(err, list.All(), sizes.Get("p.jpg"))
	}
}

// TestCanceledConcurrent cancels the making of sizes, which returns before a picture is done.
func TestCanceledConcurrent(t *testing.T) {
	fsys := photos()
	set := files(t, fsys)
	ctx, cancel := context.WithCancel(t.Context())
	m := NewMaker(nil)
	m.Progress = func(done, total int) {
		if total != 4 {
			t.Errorf("%d pictures", total)
		}
		cancel()
	}
	if sizes, list, err := m.Make(ctx, fsys, set); err == nil || sizes != nil || list.Len() > 0 {
		t.Error(sizes, list.All(), err)
	}
}

// TestMemory checks that pictures that take as much memory as there is are decoded one by one, and
// that each of them can be.
func TestMemory(t *testing.T) {
	fsys := photos()
	m := NewMaker(nil)
	if err := m.memory.Acquire(t.Context(), maxMemory-30<<20); err != nil {
		t.Fatal(err)
	}
	if set, found := makeAll(t, m, fsys); len(set.Artifacts()) != 12 || len(found) > 0 {
		t.Errorf("%d sizes, %v", len(set.Artifacts()), found)
	}
}

// TestColorsOfWebP checks that black, white and a red stay what they are in a lossy WebP, with and
// without opacity, and in its sizes.
func TestColorsOfWebP(t *testing.T) {
	check := func(name string, img image.Image) {
		t.Helper()
		size := img.Bounds().Size()
		for i, want := range []color.NRGBA{{200, 60, 40, 255}, {0, 0, 0, 255}, {255, 255, 255, 255}} {
			got := color.NRGBAModel.Convert(img.At(size.X*(2*i+1)/6, size.Y/2)).(color.NRGBA)
			far := func(a, b uint8) bool { return max(a, b)-min(a, b) > 4 }
			if far(got.R, want.R) || far(got.G, want.G) || far(got.B, want.B) || far(got.A, want.A) {
				t.Errorf("%s, %d pixels wide: %v, want %v", name, size.X, got, want)
			}
		}
	}
	for _, name := range []string{"colors.webp", "colors-alpha.webp"} {
		o, err := open(read(t, name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := o.decode()
		if err != nil {
			t.Fatal(err)
		}
		check(name, img)
	}
	_, sizes := sizesOf(t, read(t, "colors.webp"))
	if len(sizes) < 2 {
		t.Errorf("%d sizes", len(sizes))
	}
	for _, z := range sizes[:len(sizes)-1] {
		img, _, err := image.Decode(bytes.NewReader(z.data))
		if err != nil {
			t.Fatal(err)
		}
		check("colors.webp", img)
	}
}

// TestBytes holds the bytes of sizes: on every processor the same. When they change, raise scheme,
// so that caches are made anew, and set want to what the test prints.
func TestBytes(t *testing.T) {
	const want = "8482babd7fa9b8ef"
	h := sha256.New()
	for _, content := range [][]byte{
		picturetest.JPEG(picturetest.Photo(2100, 1407, 1)), picturetest.PNG(picturetest.Drawing(1500, 1000)),
		picturetest.PNG(gray16(900, 600)), read(t, "progressive.jpg"), read(t, "422.jpg"), read(t, "alpha.webp"), read(t, "colors.webp"),
		picturetest.PNG(opaque(picturetest.Photo(1999, 30, 1))),
	} {
		_, sizes := sizesOf(t, content)
		for _, z := range sizes {
			fmt.Fprintln(h, z.width, z.height, z.ext, len(z.data))
			h.Write(z.data)
		}
	}
	if got := fmt.Sprintf("%x", h.Sum(nil)[:8]); got != want {
		t.Errorf("scheme %d: %s, want %s", scheme, got, want)
	}
}

// TestAgainConcurrent has makers share a cache.
func TestAgainConcurrent(t *testing.T) {
	fsys, c := photos(), cache(t)
	set, _ := makeAll(t, NewMaker(nil), fsys)
	want := published(t, set.Artifacts())
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			set, _ := makeAll(t, NewMaker(c), fsys)
			if diff := cmp.Diff(want, published(t, set.Artifacts())); diff != "" {
				t.Error(diff)
			}
		})
	}
	group.Wait()
}

func BenchmarkSizes(b *testing.B) {
	content := picturetest.JPEG(picturetest.Photo(3000, 2000, 1))
	for b.Loop() {
		o, err := open(content)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := o.sizes(); err != nil {
			b.Fatal(err)
		}
	}
}
