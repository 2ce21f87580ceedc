package theme_test

import (
	"bytes"
	"context"
	"image/png"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/overlay"
	"baken.example/baken/internal/theme"
	"baken.example/baken/internal/theme/icon"
	"baken.example/baken/internal/theme/palette"
)

const (
	settings = `base_url: https://guide.test
title: {nl: Gids, en: Guide}
description: {nl: Uitleg, en: Guidance}
languages: [nl, en]
contact: {name: {nl: Redactie, en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
`
	drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h8v8H0z"/></svg>`
)

// load reads a brand, and returns what is found wrong as text.
func load(t *testing.T, brand string, files map[string]string) (*theme.Theme, string) {
	t.Helper()
	upper := fstest.MapFS{content.ConfigFile: {Data: []byte(settings + brand)}}
	for name, text := range files {
		upper[name] = &fstest.MapFile{Data: []byte(text)}
	}
	config, list, err := siteconfig.Load(upper)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	all := overlay.FS{Upper: upper, Lower: baken.Defaults}
	assets, list, err := asset.Load(t.Context(), all, asset.Minifier())
	if err != nil || list.Len() > 0 {
		t.Fatal(err, list.All())
	}
	got, findings, err := theme.Load(t.Context(), all, config, assets)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := findings.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return got, b.String()
}

func text(t *testing.T, set *asset.Set, name string) string {
	t.Helper()
	b, err := set.Get(name).Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestNone holds that a site without a brand, and one whose brand says nothing of colours, has the
// style sheets as they are.
func TestNone(t *testing.T) {
	plain, _ := load(t, "", nil)
	named, found := load(t, "brand: {name: {nl: Gids, en: Guide}, illustration: none}\n", nil)
	if found != "" || named.Beacon || !plain.Beacon {
		t.Errorf("%s, %v, %v", found, named.Beacon, plain.Beacon)
	}
	for _, name := range plain.Assets.Names() {
		if plain.Assets.Get(name).Path != named.Assets.Get(name).Path {
			t.Errorf("%s differs", name)
		}
	}
	if !maps.Equal(plain.Palette.Light, palette.Own().Light) {
		t.Error("the palette isn't Baken's own")
	}
}

// TestStyles holds where the colours and the font of a brand stand: in the style sheets that are
// there, and nowhere else.
func TestStyles(t *testing.T) {
	plain, _ := load(t, "", nil)
	got, found := load(t, `brand:
  logo: {light: brand/logo.svg, dark: assets/dark.svg}
  colors: {light: {band: "#ffd400", tint: "#fff6cc"}, dark: {link: white}}
  font: {stack: [My Font, Noto Sans, sans-serif], files: [{file: brand/a.woff2, weight: 300 800}, {file: brand/b.woff2, italic: true}]}
`, map[string]string{"brand/logo.svg": drawing, "assets/dark.svg": drawing + " ", "brand/a.woff2": "wOF2a", "brand/b.woff2": "wOF2b"})
	if found != "" {
		t.Error(found)
	}
	css := text(t, got.Assets, "baken.css")
	added, ok := strings.CutPrefix(css, text(t, plain.Assets, "baken.css"))
	if !ok {
		t.Error("the style sheet doesn't begin with Baken's")
	}
	for _, want := range []string{
		":root{--paper:#ffffff;", "--tint:#fff6cc;", "--band:#ffd400}", "@media screen and (prefers-color-scheme:dark){:root{", "--link:#ffffff;",
		"@media screen{:is(.band,.hero,.sheet:popover-open){--ink:#", `body{font-family:"My Font","Noto Sans",sans-serif}`,
		`@font-face{font-family:"My Font";src:url(a.`, "font-weight:300 800;", "font-weight:400;font-style:italic;font-display:optional}",
	} {
		if !strings.Contains(added, want) {
			t.Errorf("no %s in %s", want, added)
		}
	}
	if again, err := asset.Minifier().String("text/css", css); err != nil || len(again) < len(css)-8 {
		t.Errorf("the style sheet can be minified further, to %d of %d: %v", len(again), len(css), err)
	}
	if home := text(t, got.Assets, "home/home.css"); !strings.Contains(home, ".hero{--core:#") {
		t.Errorf("no beacon in %s", home)
	}
	for _, name := range []string{"brand/logo.svg", "brand/a.woff2"} {
		if f := got.Assets.Get(name); f == nil || !strings.HasPrefix(f.Path, "assets/") {
			t.Errorf("%s isn't published", name)
		}
	}
	if l := got.Logo; l == nil || l.Light.ShownWidth != 144 || l.Light.ShownHeight != 48 || l.Dark.Name != "dark.svg" || l.Light.Name != "brand/logo.svg" {
		t.Errorf("the logo is %+v", l)
	}
	if !slices.IsSorted(got.Assets.Names()) {
		t.Error("the names of assets aren't sorted")
	}
}

// TestAllAtOnce holds that what is wrong with a logo keeps nothing else from being judged.
func TestAllAtOnce(t *testing.T) {
	_, found := load(t, "brand: {logo: brand/none.svg, illustration: none.svg, colors: {light: {link: gold}}, font: {stack: [Arial]}}\n", nil)
	for _, code := range []string{"brand/none.svg", `"none.svg"`, "[brand-contrast]", "[brand-font]"} {
		if !strings.Contains(found, code) {
			t.Errorf("no %s in %s", code, found)
		}
	}
}

// TestLogoSize holds that a logo keeps its shape within its bounds.
func TestLogoSize(t *testing.T) {
	for box, want := range map[string][2]int{"10 10": {48, 48}, "100 10": {240, 24}, "10 1000": {1, 48}, "3000 10": {240, 1}} {
		got, found := load(t, "brand: {logo: brand/logo.svg}\n", map[string]string{"brand/logo.svg": strings.Replace(drawing, "120 40", box, 1)})
		if found != "" || got.Logo == nil || got.Logo.Light.ShownWidth != want[0] || got.Logo.Light.ShownHeight != want[1] {
			t.Errorf("%s: %+v, %s", box, got.Logo, found)
		}
	}
}

// TestDarkVariants holds that a logo and a picture of the home page have variants for dark screens,
// each in its own shape, and that one that can't be used is named.
func TestDarkVariants(t *testing.T) {
	files := map[string]string{"brand/day.svg": drawing, "brand/night.svg": strings.Replace(drawing, "120 40", "60 60", 1)}
	got, found := load(t, "brand:\n  logo: {light: brand/day.svg, dark: brand/night.svg}\n  illustration: {light: brand/day.svg, dark: brand/night.svg}\n", files)
	if found != "" || got.Beacon || got.Illustration == nil || got.Illustration.Light.Name != "brand/day.svg" || got.Illustration.Dark.Name != "brand/night.svg" {
		t.Errorf("%+v, %s", got.Illustration, found)
	}
	if d := got.Logo.Dark; d.ShownWidth != 48 || d.ShownHeight != 48 {
		t.Errorf("the dark logo is %d × %d", d.ShownWidth, d.ShownHeight)
	}
	if got, found := load(t, "brand: {illustration: brand/day.svg}\n", files); found != "" || got.Illustration.Dark != got.Illustration.Light {
		t.Errorf("%+v, %s", got.Illustration, found)
	}
	for brand, want := range map[string]string{
		"{light: brand/day.svg, dark: brand/nihgt.svg}": `9:46: error: dark: there is no file "brand/nihgt.svg"; did you mean "brand/night.svg"? [brand-file]`,
		"{light: brand/day.svg, dark: none}":            `9:46: error: dark: "none" isn't a file in brand/ or assets/ [brand-file]`,
		"{light: beacon}":                               `9:25: error: illustration: "beacon" isn't a file in brand/ or assets/ [brand-file]`,
	} {
		if _, found := load(t, "brand:\n  name: {nl: Gids, en: Guide}\n  illustration: "+brand+"\n", files); !strings.Contains(found, want) {
			t.Errorf("%s: %s", brand, found)
		}
	}
}

// TestIcon holds that Baken's icon takes the colours of the brand, and that an icon of the site's
// own stays as it is.
func TestIcon(t *testing.T) {
	plain, _ := load(t, "", nil)
	got, _ := load(t, "brand: {colors: \"#7a0019\"}\n", nil)
	if svg := text(t, got.Assets, icon.Drawing); !strings.Contains(svg, `fill="#7a0019"`) || strings.Contains(svg, "#08263c") {
		t.Errorf("the drawing is %s", svg)
	}
	content := text(t, got.Assets, icon.Picture)
	if len(content) > 32<<10 {
		t.Errorf("the picture takes %d bytes", len(content))
	}
	before, err := png.Decode(strings.NewReader(text(t, plain.Assets, icon.Picture)))
	if err != nil {
		t.Fatal(err)
	}
	after, err := png.Decode(strings.NewReader(content))
	if err != nil || before.Bounds() != after.Bounds() {
		t.Fatal(err)
	}
	side := before.Bounds().Dx()
	at := func(x, y int) [4]uint32 {
		r, g, b, a := after.At(x, y).RGBA()
		return [4]uint32{r >> 8, g >> 8, b >> 8, a >> 8}
	}
	for name, c := range map[string]struct{ got, want [4]uint32 }{
		"ground":  {at(side/2, side/32), [4]uint32{0x7a, 0, 0x19, 0xff}},
		"lamp":    {at(side/2, side*9/32), [4]uint32{0xff, 0xb4, 0x54, 0xff}},
		"tower":   {at(side/2, side*20/32), [4]uint32{0xff, 0xff, 0xff, 0xff}},
		"outside": {at(0, 0), [4]uint32{}},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, want %v", name, c.got, c.want)
		}
	}
	own, _ := load(t, "brand: {colors: \"#7a0019\"}\n", map[string]string{"assets/icon.svg": drawing})
	if svg := text(t, own.Assets, icon.Drawing); strings.Contains(svg, "#7a0019") || !strings.Contains(svg, "M0 0h8") {
		t.Errorf("the site's drawing is %s", svg)
	}
}

// TestTheme holds that a theme file gives the colours that site.yaml doesn't.
func TestTheme(t *testing.T) {
	got, found := load(t, "brand: {theme: brand/theme.css, colors: {light: {link: \"#004400\"}}}\n", map[string]string{
		"brand/theme.css": ".x{--nl-link-color:#00568b;--utrecht-document-color:var(--a);--a:#201010;--basis-text-font-family-default:'Noto Sans',sans-serif}" +
			"@media (prefers-color-scheme:dark){.x{--a:#ffeeee}}",
	})
	p := got.Palette
	if found != "" || p.Light[palette.Link].String() != "#004400" || p.Light[palette.Ink].String() != "#201010" || p.Dark[palette.Ink].String() != "#ffeeee" {
		t.Errorf("%v, %v, %s", p.Light, p.Dark, found)
	}
	if css := text(t, got.Assets, "baken.css"); !strings.HasSuffix(css, `body{font-family:"Noto Sans",sans-serif}`) {
		t.Errorf("%s", css[len(css)-200:])
	}
}

// TestHostileFonts holds that no name of a font can end its rule.
func TestHostileFonts(t *testing.T) {
	for _, stack := range []string{`["a\"}body{color:red", serif]`, `["a;b", serif]`, `["", serif]`, `["url(x)", serif]`, `["a\\", serif]`, `[" ", serif]`} {
		if _, found := load(t, "brand: {font: {stack: "+stack+"}}\n", nil); !strings.Contains(found, "[brand-font]") && !strings.Contains(found, "[yaml-") {
			t.Errorf("%s is taken: %s", stack, found)
		}
	}
}

// TestCancelled holds that reading a brand ends with its context.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	files := fstest.MapFS{content.ConfigFile: {Data: []byte(settings + "brand: {logo: brand/logo.svg}\n")}, "brand/logo.svg": {Data: []byte(drawing)}}
	config, _, err := siteconfig.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	assets, _, err := asset.Load(t.Context(), fs.FS(files), asset.Minifier())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := theme.Load(ctx, files, config, assets); err == nil {
		t.Error("it went on")
	}
}
