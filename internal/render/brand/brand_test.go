package brand

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
)

func assets(t *testing.T, files map[string]string) *asset.Set {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys["assets/"+name] = &fstest.MapFile{Data: []byte(content)}
	}
	set, findings, err := asset.Load(t.Context(), fsys, asset.Minifier())
	if err != nil || len(findings.All()) > 0 {
		t.Fatalf("%v %v", err, findings)
	}
	return set
}

func square(t *testing.T, size int, c color.Color) string {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for i := range size * size {
		img.Set(i%size, i/size, c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mark(t *testing.T, files map[string]string) *Mark {
	t.Helper()
	m, findings := NewMark(assets(t, files))
	if m == nil || len(findings.All()) > 0 {
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

func TestMark(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		// corner, edge and centre are colours at a size of 64 pixels: of the first pixel, in the
		// middle of the upper edge, and in the middle.
		corner, edge, centre string
	}{
		{"drawing", map[string]string{Drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#f00" d="M0 0h8v8H0z"/></svg>`},
			"ff0000ff", "ff0000ff", "ff0000ff"},
		{"wide drawing", map[string]string{Drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path fill="#f00" d="M0 0h8v4H0z"/></svg>`},
			"00000000", "00000000", "ff0000ff"},
		{"stroke", map[string]string{Drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path stroke="#00f" stroke-width="4" fill="none" d="M0 4h8"/></svg>`},
			"00000000", "00000000", "0000ffff"},
		{"dashes nobody sees", map[string]string{Drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path stroke="#00f" stroke-width="4" stroke-dasharray="1e-9 1e-9" fill="none" d="M0 4h8"/></svg>`},
			"00000000", "00000000", "0000ffff"},
		{"picture before drawing", map[string]string{
			Picture: square(t, 512, color.NRGBA{0, 0xff, 0, 0xff}),
			Drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#f00" d="M0 0h8v8H0z"/></svg>`,
		}, "00ff00ff", "00ff00ff", "00ff00ff"},
	} {
		img, err := mark(t, test.files).draw(64)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := [3]string{at(img, 0, 0), at(img, 32, 0), at(img, 32, 32)}; got != [3]string{test.corner, test.edge, test.centre} {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestUnusableMarks(t *testing.T) {
	for _, test := range []struct{ name, file, content, want string }{
		{"text", Drawing, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><text>B</text></svg>`, "can't be drawn"},
		{"nothing in it", Drawing, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"></svg>`, "nothing of it shows"},
		{"too long", Drawing, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="` + strings.Repeat("M1 1h7v3z", 10000) + `"/></svg>`, "more than 65536 bytes"},
		{"small", Picture, square(t, 64, color.Black), "64 × 64 pixels"},
	} {
		m, findings := NewMark(assets(t, map[string]string{test.file: test.content}))
		var b bytes.Buffer
		if err := findings.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		if m != nil || !strings.Contains(b.String(), test.want) || findings.HasErrors() {
			t.Errorf("%s: %v, %s", test.name, m, b.String())
		}
	}
	if m, findings := NewMark(assets(t, nil)); m != nil || len(findings.All()) > 0 {
		t.Errorf("a site without a mark: %v, %v", m, findings)
	}
}

func TestIcons(t *testing.T) {
	icons := mark(t, map[string]string{Drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3" fill="#f00"/></svg>`}).Icons()
	sizes := map[string]int{"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
	for _, a := range icons[1:] {
		img := decode(t, a)
		if size := sizes[a.Path]; img.Bounds().Dx() != size || img.Bounds().Dy() != size {
			t.Errorf("%s is %v", a.Path, img.Bounds())
		}
		corner := "00000000"
		if a.Path == TouchIcon {
			corner = "ffffffff"
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
	card := Card{Lang: "xx", Title: "A name", Description: strings.Repeat("Words about it. ", 40), Host: "site.example"}
	full := decode(t, card.Artifact())
	if b := full.Bounds(); b.Dx() != CardWidth || b.Dy() != CardHeight {
		t.Fatalf("%v", b)
	}
	ink := func(img image.Image, top, bottom int) (n int) {
		for y := top; y < bottom; y++ {
			for x := range CardWidth {
				if at(img, x, y) != "08263cff" {
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

func TestWrap(t *testing.T) {
	fits := func(s string) bool { return len([]rune(s)) <= 10 }
	for text, want := range map[string]string{
		"":                          "",
		"one two":                   "one two",
		"one two three four":        "one two|three four",
		"one two three four five":   "one two|three fou…",
		"incomprehensibilities":     "incompreh…",
		"a incomprehensibilities b": "a|incompreh…",
	} {
		if got := strings.Join(wrap(text, 2, fits), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestManifest(t *testing.T) {
	b, err := Manifest{Lang: "xx", Dir: "rtl", Title: `A "name"`, Description: "About", HomeURL: "/xx/", Icons: true}.Artifact().Append(nil)
	want := `{"name":"A \"name\"","description":"About","lang":"xx","dir":"rtl","start_url":"/xx/","scope":"/","display":"browser",` +
		`"theme_color":"#08263c","background_color":"#08263c","icons":[{"src":"/icon-192.png","sizes":"192x192","type":"image/png"},` +
		`{"src":"/icon-512.png","sizes":"512x512","type":"image/png"}]}`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v", b, err)
	}
}
