package theme

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/theme/icon"
	"baken.example/baken/internal/theme/palette"
	"baken.example/baken/internal/theme/srgb"
	"baken.example/baken/internal/theme/tokens"
)

// The style sheets that a theme adds to: that of every page, and that of home pages.
const (
	sheet     = "baken.css"
	homeSheet = "home/home.css"
)

// style reads the colours and the font, and adds them to the style sheets.
func (l *loader) style() error {
	before := l.findings.Count(diag.Error)
	set, err := l.readTheme()
	if err != nil {
		return err
	}
	given := l.colors(set)
	var css, home strings.Builder
	// Without a colour that can't be read, others could seem wrong.
	if !given.Empty() && l.findings.Count(diag.Error) == before {
		l.theme.Palette = palette.Complete(given)
		l.findings.Join(l.theme.Palette.Judge(given))
		writeColors(&css, l.theme.Palette)
		if l.theme.Beacon {
			writeBeacon(&home, l.theme.Palette)
		}
		recolored, err := icon.Recolor(l.theme.Assets, l.theme.Palette.Light)
		if err != nil {
			return err
		}
		l.added = append(l.added, recolored...)
	}
	if l.theme.Logo != nil {
		// A print and a reader's own colours have no band for the logo to stand on.
		css.WriteString(".logo img{max-inline-size:45vw}@media print{.logo img{background:var(--band);print-color-adjust:exact}}" +
			"@media (forced-colors:active){.logo img{background:var(--band);forced-color-adjust:none}}")
	}
	if err := l.font(set, &css); err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		css  string
	}{{sheet, css.String()}, {homeSheet, home.String()}} {
		f := l.theme.Assets.Get(part.name)
		if f == nil || part.css == "" {
			continue
		}
		before, err := f.Append(nil)
		if err != nil {
			return err
		}
		l.added = append(l.added, asset.New(part.name, append(before, part.css...)))
	}
	return nil
}

// readTheme reads the theme file; nil if there is none that can be read.
func (l *loader) readTheme() (*tokens.Set, error) {
	name := l.brand.Theme
	if !name.IsSet() || !l.find("theme", name, ".css", ".json") {
		return nil, nil
	}
	src, findings, err := source.Bytes(l.files, name.V)
	l.findings.Join(findings)
	if err != nil || src == nil {
		return nil, err
	}
	src, findings = source.Decode(name.V, src)
	l.findings.Join(findings)
	if src == nil {
		return nil, nil
	}
	set, findings := tokens.Read(name.V, src)
	l.findings.Join(findings)
	if findings.HasErrors() {
		return nil, nil
	}
	if !set.Known(append(palette.Tokens(), tokens.Font)) {
		l.findings.Add(name.V, diag.Pos{}, diag.BrandToken, "docs/templates.md lists the names that are looked for, such as --ink and --nl-link-color",
			"no token in this file is known")
		return nil, nil
	}
	return set, nil
}

// colors returns the given colours: those of the theme file, and before them those of site.yaml.
func (l *loader) colors(set *tokens.Set) palette.Source {
	given := palette.Source{Light: map[string]palette.Given{}, Dark: map[string]palette.Given{}}
	if set != nil {
		for _, token := range palette.Tokens() {
			light, ok := set.Get(token, false, &l.findings)
			if !ok {
				continue
			}
			l.color(given.Light, token, palette.Given{Name: light.Name, File: l.brand.Theme.V, Pos: light.Pos}, light.Text)
			if !set.HasDark() {
				continue
			}
			if dark, ok := set.Get(token, true, &l.findings); ok && dark.Text != light.Text {
				l.color(given.Dark, token, palette.Given{Name: dark.Name, File: l.brand.Theme.V, Pos: dark.Pos}, dark.Text)
			}
		}
	}
	if schemes := l.brand.Colors; schemes != nil {
		for _, scheme := range []struct {
			colors *siteconfig.Colors
			into   map[string]palette.Given
		}{{&schemes.Light, given.Light}, {&schemes.Dark, given.Dark}} {
			for token, text := range scheme.colors.All() {
				if text.IsSet() {
					l.color(scheme.into, token, palette.Given{File: content.ConfigFile, Pos: text.Pos}, text.V)
				}
			}
		}
	}
	return given
}

// color parses a given colour.
func (l *loader) color(into map[string]palette.Given, token string, g palette.Given, text string) {
	c, err := srgb.Parse(text)
	if err != nil {
		name := g.Name
		if name == "" {
			name = token
		}
		l.findings.Add(g.File, g.Pos, diag.BrandColor, `write it as "#0a4d8c", rgb(10 77 140), hsl(208 87% 29%), oklch(42% 0.12 252) or by its name in CSS, and without transparency`,
			"%s: %q %v", name, text, err)
		return
	}
	g.Color = c
	into[token] = g
}

// writeColors writes the custom properties of a palette.
func writeColors(b *strings.Builder, p palette.Palette) {
	const onDark = "@media screen and (prefers-color-scheme:dark){"
	properties := func(selector string, scheme palette.Scheme, names []string) {
		if len(names) == 0 {
			return
		}
		b.WriteString(selector + "{")
		for i, token := range names {
			if i > 0 {
				b.WriteByte(';')
			}
			name := token
			if selector == band {
				name = strings.TrimPrefix(token, palette.Band+"-")
			}
			fmt.Fprintf(b, "--%s:%s", name, scheme[token])
		}
		b.WriteString("}")
	}
	differing := func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(t string) bool { return p.Light[t] == p.Dark[t] })
	}
	page := append(palette.OnPage(), palette.Band)
	properties(":root", p.Light, page)
	b.WriteString(onDark)
	properties(":root", p.Dark, differing(page))
	b.WriteString("}@media screen{")
	properties(band, p.Light, palette.OnBand())
	b.WriteString("}")
	if onBand := differing(palette.OnBand()); len(onBand) > 0 {
		b.WriteString(onDark)
		properties(band, p.Dark, onBand)
		b.WriteString("}")
	}
}

// band is the selector of what stands on the band, as baken.css has it.
const band = ":is(.band,.hero,.sheet:popover-open)"

// writeBeacon writes the colours of the beacon, whose beams text may stand on: they are no brighter
// than all text on them can be read.
func writeBeacon(b *strings.Builder, p palette.Palette) {
	light, dark := beacon(p.Light), beacon(p.Dark)
	fmt.Fprintf(b, ".hero{%s}", light)
	if light != dark {
		fmt.Fprintf(b, "@media (prefers-color-scheme:dark){.hero{%s}}", dark)
	}
}

// beacon returns the custom properties of the beacon.
func beacon(s palette.Scheme) string {
	lamp, core := s[palette.BandSignal], s[palette.BandInk]
	beam := lamp.Mix(core, .5)
	if srgb.Contrast(s[palette.Band], srgb.White()) < srgb.Contrast(s[palette.Band], srgb.Black()) {
		// In daylight, on a light band: a dark lamp would be a stain.
		lamp, core, beam = srgb.White(), srgb.White(), srgb.White()
	}
	strength := beamStrength
	for ; strength > 0; strength -= 2 {
		ground := beam.Mix(s[palette.Band], float64(strength)/100)
		readable := func(token string) bool { return srgb.Contrast(s[token], ground) >= palette.OfText }
		if readable(palette.BandInk) && readable(palette.BandQuiet) {
			break
		}
	}
	with := func(c srgb.Color, percent int) string {
		return fmt.Sprintf("rgb(%d %d %d/%d%%)", c.R, c.G, c.B, percent)
	}
	return fmt.Sprintf("--core:%s;--glow:%s;--halo:%s;--beam:%s;--beam-end:%s",
		core, with(lamp, 90), with(lamp, 25), with(beam, strength), with(beam, strength*3/5))
}

// beamStrength is the opacity of the beams of Baken's own beacon in percent.
const beamStrength = 34

// font reads the font stack and the files of fonts, and writes them.
func (l *loader) font(set *tokens.Set, css *strings.Builder) error {
	var stack []string
	if set != nil {
		if r, ok := set.Get(tokens.Font, false, &l.findings); ok {
			stack = l.stack(l.brand.Theme.V, r.Name, families(r))
		}
	}
	font := l.brand.Font
	if font != nil && len(font.Stack) > 0 {
		stack = l.stack(content.ConfigFile, "stack", font.Stack)
	}
	if len(stack) == 0 {
		return nil
	}
	if font != nil {
		if err := l.fontFiles(stack[0], css); err != nil {
			return err
		}
	}
	fmt.Fprintf(css, "body{font-family:%s}", strings.Join(stack, ","))
	return nil
}

// generic are the generic families that a stack may end with (CSS Fonts 4, section 2.1.3), without
// those whose letters are hard to read.
var generic = []string{"sans-serif", "serif", "system-ui", "ui-sans-serif", "ui-serif", "ui-rounded", "monospace", "ui-monospace"}

// stack returns names of fonts as CSS writes them; none if one of them is wrong.
func (l *loader) stack(file, key string, names []content.Text) []string {
	out := make([]string, 0, len(names))
	for i, t := range names {
		name := strings.TrimSpace(t.V)
		known := slices.Contains(generic, name)
		switch {
		case !t.IsSet(): // Decoding has reported it.
			return nil
		case name == "" || len(name) > 80 || strings.ContainsFunc(name, notInName):
			l.findings.Add(file, t.Pos, diag.BrandFont, "write each name on its own: stack: [Calibri, Noto Sans, sans-serif]",
				"%s: %q isn't the name of a font", key, name)
			return nil
		case i == len(names)-1 && !known:
			l.findings.Add(file, t.Pos, diag.BrandFont, "end the stack with sans-serif, serif or system-ui, for readers who have none of these fonts",
				"%s: the last name, %q, isn't that of a generic font%s", key, name, diag.DidYouMean(name, generic))
			return nil
		case known, strings.HasPrefix(name, "-apple-system"), name == "BlinkMacSystemFont":
		default:
			name = `"` + name + `"`
		}
		out = append(out, name)
	}
	return out
}

// notInName reports whether a character can't be part of a font's name.
func notInName(r rune) bool {
	return r < ' ' || strings.ContainsRune("\"'\\;:,{}()<>/*", r)
}

// families splits the value of font-family.
func families(r tokens.Resolved) []content.Text {
	var names []content.Text
	for name := range strings.SplitSeq(r.Text, ",") {
		names = append(names, content.Text{V: strings.Trim(strings.TrimSpace(name), `"'`), Pos: r.Pos})
	}
	return names
}

// fontFiles reads the files of the first font in the stack, and writes their rules.
func (l *loader) fontFiles(family string, css *strings.Builder) error {
	total := 0
	for _, file := range l.brand.Font.Files {
		f, err := l.read("file", file.File, ".woff2")
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		size, err := sent(f)
		if err != nil {
			return err
		}
		total += size
		style := ""
		if file.Italic != nil && *file.Italic {
			style = "font-style:italic;"
		}
		weight := file.Weight.V.String()
		// It isn't swapped in below a reader's eyes: the first page may be without it.
		fmt.Fprintf(css, "@font-face{font-family:%s;src:url(%s);font-weight:%s;%sfont-display:optional}", family, path.Base(f.Path), weight, style)
	}
	if files := l.brand.Font.Files; total > heavyFonts {
		l.add(files[0].File.Pos, diag.BrandWeight, "leave out letters of other scripts and weights that no page uses, or do with fonts that readers have",
			"font: the files take %s; %s are enough", kilobytes(total), kilobytes(heavyFonts))
	}
	return nil
}

// sent returns how many bytes a file takes on the wire: drawings are sent compressed.
func sent(f *asset.File) (int, error) {
	content, err := f.Append(nil)
	if err != nil || path.Ext(f.Path) != ".svg" {
		return len(content), err
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err = w.Write(content)
	err = errors.Join(err, w.Close())
	return b.Len(), err
}
