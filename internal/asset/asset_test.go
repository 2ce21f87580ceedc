package asset_test

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
)

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bytesOf(t *testing.T, a artifact.Artifact) []byte {
	t.Helper()
	b, err := a.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLoad(t *testing.T) {
	fsys := fstest.MapFS{
		"assets/Own Stijl\u0301.css": {Data: []byte("p  {  color : red; }\n")},
		"assets/a/deep.js":           {Data: []byte("let  a = 1 ;\n")},
		"assets/dot.png":             {Data: picture(t, 2, 3)},
		"assets/data.zip":            {Data: []byte("PK\x03\x04")},
		"assets/.hidden.css":         {Data: []byte("p {}")},
	}
	set, list, err := asset.Load(t.Context(), fsys, asset.Minifier())
	if err != nil || list.Len() > 0 {
		t.Fatal(err, list.All())
	}
	if diff := cmp.Diff([]string{"Own Stijl\u0301.css", "a/deep.js", "data.zip", "dot.png"}, set.Names()); diff != "" {
		t.Error(diff)
	}
	css := set.Get("Own Stijl\u0301.css")
	content := bytesOf(t, css.Artifact)
	if string(content) != "p{color :red;}" {
		t.Errorf("not minified: %q", content)
	}
	if !strings.HasPrefix(css.Path, "assets/own-stijl.") || !strings.HasSuffix(css.Path, ".css") {
		t.Errorf("path %q", css.Path)
	}
	sum := sha512.Sum384(content)
	if want := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); css.Integrity != want {
		t.Errorf("integrity %q, want %q", css.Integrity, want)
	}
	if set.Get("nothing") != nil {
		t.Error("a file that doesn't exist is in the set")
	}
}

// TestFingerprints checks that the path depends on the content only.
func TestFingerprints(t *testing.T) {
	path := func(text string) string {
		set, _, err := asset.Load(t.Context(), fstest.MapFS{"assets/a.txt": {Data: []byte(text)}}, asset.Minifier())
		if err != nil {
			t.Fatal(err)
		}
		return set.Get("a.txt").Path
	}
	first, again, other := path("one"), path("one"), path("two")
	if first != again || first == other {
		t.Error(first, again, other)
	}
}

func TestPictures(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" `
	fsys := fstest.MapFS{
		"a.png":       {Data: picture(t, 4, 5)},
		"b.svg":       {Data: []byte(svg + `width="7.6px" height="8"/>`)},
		"c.svg":       {Data: []byte(svg + `viewBox="0 0 9,10"/>`)},
		"d.svg":       {Data: []byte(svg + `width="100%"/>`)},
		"e.avif":      {Data: []byte("\x00\x00\x00\x1cftypavif")},
		"f.pdf":       {Data: []byte("%PDF-1.7")},
		"wrong.jpg":   {Data: picture(t, 1, 1)},
		"html.svg":    {Data: []byte("<html></html>")},
		"sub/a.png":   {Data: picture(t, 4, 5)},
		"A.PNG":       {Data: picture(t, 4, 5)},
		"nothing.gif": {},
	}
	var names []string
	for name := range fsys {
		names = append(names, name)
	}
	set, list, err := asset.LoadContent(t.Context(), fsys, names)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]int{}
	for _, name := range set.Names() {
		if f := set.Get(name); f.Width > 0 {
			got[name] = [2]int{f.Width, f.Height}
		}
	}
	want := map[string][2]int{"a.png": {4, 5}, "sub/a.png": {4, 5}, "A.PNG": {4, 5}, "b.svg": {8, 8}, "c.svg": {9, 10}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	list = list.WithSeverities(nil)
	var found []string
	for _, f := range list.All() {
		found = append(found, f.File)
	}
	if diff := cmp.Diff([]string{"e.avif", "html.svg", "nothing.gif", "wrong.jpg"}, found); diff != "" {
		t.Error(diff)
	}
	// Files with the same base name and content have one path.
	paths := map[string]bool{}
	for _, a := range set.Artifacts() {
		if paths[a.Path] {
			t.Errorf("%s twice", a.Path)
		}
		paths[a.Path] = true
	}
	if set.Get("a.png").Path != set.Get("sub/a.png").Path {
		t.Error("one picture is two files")
	}
}

func TestCompressed(t *testing.T) {
	text := bytes.Repeat([]byte("Text that is worth it. "), 100)
	out := asset.WithCompressed(t.Context(), []artifact.Artifact{
		artifact.Static("a/index.html", "text/html; charset=utf-8", text),
		artifact.Static("_headers", "text/plain; charset=utf-8", text),
		artifact.Static("a.png", "image/png", text),
		artifact.Static("b.svg", "image/svg+xml", text),
	})
	var paths []string
	for _, a := range out {
		paths = append(paths, a.Path)
		first, second := bytesOf(t, a), bytesOf(t, a)
		if !bytes.Equal(first, second) {
			t.Errorf("%s isn't always the same", a.Path)
		}
		if strings.HasSuffix(a.Path, ".br") && len(first) > len(text)/10 {
			t.Errorf("%s has %d bytes of %d", a.Path, len(first), len(text))
		}
	}
	want := []string{
		"a/index.html", "a/index.html.br", "a/index.html.gz", "_headers", "a.png", "b.svg", "b.svg.br", "b.svg.gz",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
	// Append keeps the bytes before it.
	got, err := out[1].Append([]byte("x"))
	if err != nil || got[0] != 'x' {
		t.Error(err)
	}
}
