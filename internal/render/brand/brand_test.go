package brand

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"testing/fstest"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/theme/icon"
)

// night is the ground of Baken's own pictures.
var night = color.RGBA{0x08, 0x26, 0x3c, 0xff}

func assets(t *testing.T, files map[string]string) *asset.Set {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys["assets/"+name] = &fstest.MapFile{Data: []byte(content)}
	}
	set, findings, err := asset.Load(t.Context(), fsys, asset.Minifier())
	if err != nil || findings.Len() > 0 {
		t.Fatalf("%v %v", err, findings)
	}
	return set
}

func square(t *testing.T, size int, c color.Color) string {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{c})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mark(t *testing.T, files map[string]string) *Mark {
	t.Helper()
	m, findings := NewMark(assets(t, files))
	if m == nil || findings.Len() > 0 {
		t.Fatalf("%v, %v", m, findings)
	}
	return m
}

// at returns the colour of a pixel as hexadecimal digits, transparency last.
func at(img image.Image, x, y int) string {
	c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
	return fmt.Sprintf("%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}

func decode(t *testing.T, a artifact.Artifact) image.Image {
	t.Helper()
	b, err := a.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// TestOwnMark holds that Baken's own icon is known by its content: where this fails, icon.png has
// to be drawn anew from icon.svg, and the constants are those that it prints.
func TestOwnMark(t *testing.T) {
	set, _, err := asset.Load(t.Context(), os.DirFS("../../.."), asset.Minifier())
	if err != nil {
		t.Fatal(err)
	}
	if m, findings := NewMark(set); m == nil || findings.Len() > 0 {
		t.Errorf("%v, %v", m, findings)
	}
	if got := set.Get(icon.Drawing).Integrity; got != icon.OwnDrawing {
		t.Errorf("OwnDrawing: %s", got)
	}
	if got := set.Get(icon.Picture).Integrity; got != icon.OwnPicture {
		t.Errorf("OwnPicture: %s", got)
	}
}

func TestDraw(t *testing.T) {
	// Four fields: the mean of all, with their opacity, is what one pixel shows.
	picture := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	picture.SetNRGBA(0, 0, color.NRGBA{0xff, 0, 0, 0xff})
	picture.SetNRGBA(1, 0, color.NRGBA{0, 0xff, 0, 0xff})
	m := &Mark{picture: picture}
	if got := at(m.draw(2), 0, 0) + at(m.draw(2), 1, 0) + at(m.draw(2), 1, 1); got != "ff0000ff"+"00ff00ff"+"00000000" {
		t.Errorf("as it is: %s", got)
	}
	if got := m.draw(1).RGBAAt(0, 0); got != (color.RGBA{0x40, 0x40, 0, 0x80}) {
		t.Errorf("half: %v", got)
	}
	// Three pixels on two: the middle one counts half for each.
	m.picture = image.NewNRGBA(image.Rect(0, 0, 3, 3))
	for i := range 9 {
		m.picture.SetNRGBA(i%3, i/3, color.NRGBA{uint8(90 * (i % 3)), 0, 0, 0xff})
	}
	if got := at(m.draw(2), 0, 0) + at(m.draw(2), 1, 1); got != "1e0000ff"+"960000ff" {
		t.Errorf("three on two: %s", got)
	}
}

func TestUnusableMarks(t *testing.T) {
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>`
	own, err := os.ReadFile("../../../assets/icon.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"only a drawing", map[string]string{icon.Drawing: drawing}, "assets/icon.svg: warning: home screens"},
		{"a drawing with Baken's picture", map[string]string{icon.Drawing: drawing, icon.Picture: string(own)}, "assets/icon.svg: warning: home screens"},
		{"small", map[string]string{icon.Picture: square(t, 64, color.Black)}, "64 × 64 pixels"},
		{"large", map[string]string{icon.Picture: square(t, 4097, color.Black)}, "4097 × 4097 pixels"},
	} {
		m, findings := NewMark(assets(t, test.files))
		var b bytes.Buffer
		if err := findings.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		if m != nil || !strings.Contains(b.String(), test.want) || findings.HasErrors() {
			t.Errorf("%s: %v, %s", test.name, m, b.String())
		}
	}
	if m, findings := NewMark(assets(t, nil)); m != nil || findings.Len() > 0 {
		t.Errorf("a site without a mark: %v, %v", m, findings)
	}
	mark(t, map[string]string{icon.Drawing: drawing, icon.Picture: square(t, 512, color.Black)})
}

func TestIcons(t *testing.T) {
	icons := mark(t, map[string]string{icon.Picture: square(t, 600, color.NRGBA{0xff, 0, 0, 0x80})}).Icons()
	sizes := map[string]int{"apple-touch-icon.png": 180, "icon-192.png": 192}
	for _, a := range icons[1:] {
		img := decode(t, a)
		if size := sizes[a.Path]; img.Bounds().Dx() != size || img.Bounds().Dy() != size {
			t.Errorf("%s is %v", a.Path, img.Bounds())
		}
		corner := "ff000080"
		if a.Path == TouchIcon {
			corner = "ff7f7fff"
		}
		if got := at(img, 0, 0); got != corner {
			t.Errorf("the corner of %s is %s", a.Path, got)
		}
	}
	b, err := icons[0].Append([]byte("before"))
	if err != nil || !bytes.HasPrefix(b, []byte("before")) {
		t.Fatalf("%.10q, %v", b, err)
	}
	b = b[len("before"):]
	for i, size := range faviconSizes {
		entry := b[6+16*i:]
		length, offset := binary.LittleEndian.Uint32(entry[8:]), binary.LittleEndian.Uint32(entry[12:])
		img, err := png.Decode(bytes.NewReader(b[offset : offset+length]))
		if err != nil || img.Bounds().Dx() != size || int(entry[0]) != size {
			t.Errorf("picture %d of favicon.ico: %v, %v", i, img, err)
		}
	}
}

func TestCard(t *testing.T) {
	colors := CardColors{Ground: night, Ink: color.RGBA{0xff, 0xff, 0xff, 0xff}, Quiet: color.RGBA{0xc3, 0xd1, 0xdb, 0xff}, Light: color.RGBA{0xff, 0xb4, 0x54, 0xff}}
	var ground color.Color = night // as the decoder has it
	card := Card{Lang: "xx", Title: "A name", Description: strings.Repeat("Words about it. ", 40), Host: "site.example", Colors: colors}
	full := decode(t, card.Artifact())
	if b := full.Bounds(); b.Dx() != CardWidth || b.Dy() != CardHeight {
		t.Fatalf("%v", b)
	}
	ink := func(img image.Image, top, bottom int) (n int) {
		for y := top; y < bottom; y++ {
			for x := range CardWidth {
				if img.At(x, y) != ground {
					n++
				}
			}
		}
		return n
	}
	if ink(full, titleTop, titleTop+64) == 0 || ink(full, hostTop, hostTop+28) == 0 {
		t.Error("the name or the host isn't there")
	}
	if n := ink(full, 0, CardHeight-ruleHeight) - ink(full, margin, CardHeight-margin); n != 0 {
		t.Errorf("%d pixels are in the margin", n)
	}
	// A script that isn't drawn here leaves its place empty: no boxes.
	card.Title, card.Description = "اسم الموقع", "説明"
	if n := ink(decode(t, card.Artifact()), titleTop, hostTop); n != 0 {
		t.Errorf("%d pixels of texts that can't be drawn", n)
	}
}

// TestFit holds that a name is drawn in the largest letters in which it is whole.
func TestFit(t *testing.T) {
	sizes := []size{{64, 2}, {52, 3}, {42, 4}}
	for text, want := range map[string]size{
		"A name": sizes[0],
		"A guide for shops and markets that sell food and drink in the open air": sizes[1],
		"Donaudampfschifffahrtsgesellschaftsordnung":                             sizes[2],
		strings.Repeat("All about it. ", 40):                                     sizes[2],
		"\t A  name ":                                                            sizes[0],
		"اسم الموقع":                                                             sizes[0],
	} {
		l, lines, err := fit(gobold.TTF, sizes, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := (size{l.size, lines}); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	fits := func(s string) bool { return len([]rune(s)) <= 10 }
	for text, want := range map[string]string{
		"":                          "",
		"one two":                   "one two",
		"one two three four":        "one two|three four",
		"one two three four five":   "one two|three …",
		"one two threefour five":    "one two|threefour…",
		"incomprehensibilities":     "incompreh…",
		"a incomprehensibilities b": "a|incompreh…",
	} {
		if got := strings.Join(wrap(text, 2, fits), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestManifest(t *testing.T) {
	m := Manifest{Lang: "xx", Dir: "rtl", Title: `A "name"`, Description: "About", HomeURL: "/xx/", Ground: night, Mark: &Mark{image.NewNRGBA(image.Rect(0, 0, 600, 600)), "assets/icon.x.png"}}
	b, err := m.Artifact().Append(nil)
	want := `{"name":"A \"name\"","description":"About","lang":"xx","dir":"rtl","start_url":"/xx/","scope":"/","display":"browser",` +
		`"theme_color":"#08263c","background_color":"#08263c","icons":[{"src":"/icon-192.png","sizes":"192x192","type":"image/png"},` +
		`{"src":"/assets/icon.x.png","sizes":"600x600","type":"image/png"}]}`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v", b, err)
	}
	// Two sites on one host are two applications.
	m.HomeURL, m.Base = "/guide/xx/", baseurl.URL{Origin: "https://a.test", Path: "/guide"}
	want = strings.NewReplacer(`"/`, `"/guide/`).Replace(want)
	if b, err := m.Artifact().Append(nil); err != nil || string(b) != want {
		t.Errorf("under a path: %s, %v", b, err)
	}
}
