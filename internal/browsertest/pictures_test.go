package browsertest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

const drawn = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" `

// drawings are drawings that need their own styles, or something embedded in them, or parts that
// Baken takes out.
func drawings() map[string]string {
	var dot bytes.Buffer
	img := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.NRGBA{0, 0, 255, 255}), image.Point{}, draw.Src)
	if err := png.Encode(&dot, img); err != nil {
		panic(err)
	}
	blue := base64.StdEncoding.EncodeToString(dot.Bytes())
	return map[string]string{
		"sheet.svg":     drawn + `width="80" height="40"><style>.a{fill:#00f}</style><rect class="a" width="80" height="40"/></svg>`,
		"attribute.svg": drawn + `width="80" height="40"><rect style="fill:#00f" width="80" height="40"/></svg>`,
		"embedded.svg":  drawn + `width="80" height="40"><image width="80" height="40" preserveAspectRatio="none" xlink:href="data:image/png;base64,` + blue + `"/></svg>`,
		"pattern.svg": drawn + `width="80" height="40"><style>rect{fill:url(#p)}</style><pattern id="p" width="1" height="1"><path d="M0 0h80v40H0z" fill="#00f"/></pattern>` +
			`<rect width="80" height="40"/></svg>`,
		"entities.svg": `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns "http://www.w3.org/2000/svg"><!ENTITY blue "fill:#00f"><!ENTITY box "<rect style='&blue;' width='80' height='40'/>">]>
<svg xmlns="&ns;" width="80" height="40">&box;</svg>`,
		"latin.svg": `<?xml version="1.0" encoding="ISO-8859-1"?>` + drawn + "width=\"80\" height=\"40\"><title>\xe9\xe9n</title><rect fill=\"#00f\" width=\"80\" height=\"40\"/></svg>",
		"illustrator.svg": drawn + `xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/" width="80" height="40"><switch>` +
			`<foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" width="1" height="1"><i:aipgfRef xlink:href="#x"/></foreignObject>` +
			`<g i:extraneous="self"><rect fill="#00f" width="80" height="40"/></g></switch><i:aipgf id="x">eJz</i:aipgf></svg>`,
	}
}

// pictures serves a site with one page, which shows and links to files.
func pictures(t *testing.T, files map[string]string) *site {
	t.Helper()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte(`base_url: https://example.com
title: {en: Pictures}
description: {en: Pictures.}
languages: [{code: en, name: English}]
contact: {name: {en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2027-10-01}
`)}}
	var text strings.Builder
	text.WriteString("---\ntitle: Pictures\ndescription: Pictures.\n---\n")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&text, "![A picture, %s.](%s) [%s](%s)\n\n", name, name, name, name)
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(files[name])}
	}
	fsys["content/index.en.md"] = &fstest.MapFile{Data: []byte(text.String())}
	p, err := pipeline.Load(t.Context(), fsys, baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Findings.All() {
		t.Errorf("%s: %s", f.File, f.Message)
	}
	if p.Findings.HasErrors() {
		t.FailNow()
	}
	return serve(t, listen(t), p.Artifacts)
}

// address returns the URL of a site's file by its name without fingerprint.
func (s *site) address(name string) string {
	stem, ext, _ := strings.Cut(name, ".")
	for _, a := range s.artifacts {
		if strings.HasPrefix(a.Path, "assets/"+stem+".") && strings.HasSuffix(a.Path, "."+ext) {
			return "/" + a.Path
		}
	}
	return ""
}

// TestDrawingsAlone opens drawings by themselves: each is painted as in the page, under its own
// policy, and the console has nothing to say.
func TestDrawingsAlone(t *testing.T) {
	b := startBrowser(t)
	files := drawings()
	s := pictures(t, files)
	var paths []string
	for name := range files {
		paths = append(paths, s.address(name))
	}
	slices.Sort(paths)
	alone(t, b, s, paths, func(tab *tab, path string) {
		if r, g, b, _ := tab.shot(t).At(40, 20).RGBA(); r != 0 || g != 0 || b != 0xffff {
			t.Errorf("%s alone is painted in %x, %x, %x", path, r, g, b)
		}
	})
}

// TestDiagramsAlone opens the diagrams of criteria sets, and the icon, by themselves.
func TestDiagramsAlone(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	s := decisions(t)
	var drawings []string
	for _, a := range s.artifacts {
		if strings.HasPrefix(a.MediaType, "image/svg+xml") && strings.HasSuffix(a.Path, ".svg") {
			drawings = append(drawings, "/"+a.Path)
		}
	}
	if len(drawings) < 2 {
		t.Fatalf("%d drawings: no diagram among them", len(drawings))
	}
	alone(t, b, s, drawings, func(*tab, string) {})
}

// alone opens drawings by themselves. The console must have nothing to say.
func alone(t *testing.T, b *browser, s *site, paths []string, look func(tab *tab, path string)) {
	t.Helper()
	tab, closeTab, err := b.newTab(s)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var said []string
	if err := chromedp.Listen(tab.ctx, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok {
			mu.Lock()
			said = append(said, e.Entry.URL+": "+e.Entry.Text)
			mu.Unlock()
		}
	}); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if err := tab.open(page{path: path, status: 200}); err != nil {
			t.Fatal(path, err)
		}
		look(tab, path)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}

// shot returns a picture of the window.
func (t *tab) shot(tb testing.TB) image.Image {
	tb.Helper()
	result, err := chromedp.Call(t.ctx, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{Format: "png"})
	if err != nil {
		tb.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(result.Data))
	if err != nil {
		tb.Fatal(err)
	}
	return img
}

// measured is a picture in a page: its attributes, and the size that the browser finds in its file.
type measured struct {
	Name          string `json:"name"`
	Width, Height int
	Natural       [2]int `json:"natural"`
	// Box is where it stands in the window: left, top, right, bottom.
	Box   [4]float64 `json:"box"`
	Clear bool       `json:"clear"`
}

const measure = `[...document.querySelectorAll("main img")].map((i) => {
	const b = i.getBoundingClientRect();
	return {
		name: i.alt, width: Number(i.getAttribute("width")), height: Number(i.getAttribute("height")),
		natural: [i.naturalWidth, i.naturalHeight], box: [b.left, b.top, b.right, b.bottom], clear: i.className === "clear",
	};
})`

// measures opens the page of pictures and measures each.
func measures(t *testing.T, tab *tab) []measured {
	t.Helper()
	if err := tab.open(page{path: "/en/", status: 200}); err != nil {
		t.Fatal(err)
	}
	// Those below the fold wait for a reader who scrolls.
	if !tab.becomes(`[...document.images].every((i) => { i.loading = "eager"; return i.complete; })`) {
		t.Fatal("a picture isn't loaded")
	}
	list, err := chromedp.Run(tab.ctx, chromedp.Evaluate[[]measured](measure))
	if err != nil || len(list) == 0 {
		t.Fatal("no pictures", err)
	}
	return list
}

// TestPictureSizes compares the attributes of pictures with the sizes that the browser finds.
func TestPictureSizes(t *testing.T) {
	files := map[string]string{
		"cm.svg":      drawn + `width="12cm" height="6cm" viewBox="0 0 1200 600"/>`,
		"em.svg":      drawn + `width="10em" height="5em"/>`,
		"pt.svg":      drawn + `width="90pt" height="45pt"/>`,
		"width.svg":   drawn + `width="200" viewBox="0 0 100 50"/>`,
		"height.svg":  drawn + `height="50" viewBox="0 0 100 50"/>`,
		"percent.svg": drawn + `width="200" height="100%" viewBox="0 0 100 50"/>`,
		"stretch.svg": drawn + `width="200" viewBox="0 0 100 50" preserveAspectRatio="none"/>`,
		"alone.svg":   drawn + `width="200"/>`,
	}
	for _, name := range []string{
		"alpha.avif", "alpha.webp", "clap-center.avif", "clap-origin.avif", "exif.avif", "exif.jpg", "exif.png", "grid.avif", "imir.avif", "irot.avif",
		"secret.avif", "secret.jpg", "secret.png", "secret.webp",
	} {
		content, err := os.ReadFile(filepath.Join(root, "internal/asset/raster/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(content)
	}
	b := startBrowser(t)
	tab, closeTab, err := b.newTab(pictures(t, files))
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	list := measures(t, tab)
	if len(list) != len(files) {
		t.Errorf("%d pictures of %d", len(list), len(files))
	}
	for _, m := range list {
		if m.Natural != [2]int{m.Width, m.Height} {
			t.Errorf("%s the page says %d by %d, the file %v", m.Name, m.Width, m.Height, m.Natural)
		}
	}
}

// TestDrawingsInTheDark checks that black on nothing can be read on a dark page, and that opaque
// pictures and drawings with a style of their own for it have no other ground than they had.
func TestDrawingsInTheDark(t *testing.T) {
	b := startBrowser(t)
	const dot = `<circle cx="40" cy="20" r="8"/></svg>`
	tab, closeTab, err := b.newTab(pictures(t, map[string]string{
		"adaptive.svg":    drawn + `width="80" height="40"><style>@media (prefers-color-scheme: dark) {circle{fill:#fff}}</style>` + dot,
		"opaque.svg":      drawn + `width="80" height="40"><rect width="80" height="40" fill="#ddd"/>` + dot,
		"transparent.svg": drawn + `width="80" height="40">` + dot,
	}))
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []view{desk, deskDark, phoneDark} {
		if err := tab.open(page{path: "/en/", status: 200}); err != nil {
			t.Fatal(err)
		}
		if err := tab.look(v); err != nil {
			t.Fatal(err)
		}
		for _, m := range measures(t, tab) {
			shot := tab.shot(t)
			x, y := int(m.Box[0]), int(m.Box[1])
			ground, ink := rgb(shot.At(x+4, y+4)), rgb(shot.At(x+40, y+20))
			if ratio := contrast(ground, ink); ratio < 7 {
				t.Errorf("%s: %s contrast %.2f", v.name, m.Name, ratio)
			}
			if m.Clear != strings.Contains(m.Name, "transparent") {
				t.Errorf("%s has a ground: %v", m.Name, m.Clear)
			}
		}
	}
}
