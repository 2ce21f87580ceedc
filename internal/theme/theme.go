// Package theme gives a site the look that site.yaml asks for under brand: it reads the files of
// the brand, completes and judges its colours, and adds to the style sheets what differs from
// Baken's own look, so that a page loads no file more.
//
// Packages beneath it do the work: srgb measures colours, palette completes them, tokens reads
// theme files, and icon draws Baken's own icon in other colours.
package theme

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/theme/palette"
)

// Theme is the look of a site.
type Theme struct {
	Palette palette.Palette
	// Logo is nil if the icon stands in its place.
	Logo *Logo
	// Beacon reports whether the home page shows the beacon. Illustration is the picture that
	// stands there instead, nil if there is none.
	Beacon       bool
	Illustration *Illustration
	// Assets are those of the site, with its style sheets and icons in the colours of the theme,
	// and with the files of the brand.
	Assets *asset.Set
}

// Illustration is the picture of the home page: Light, and Dark for dark screens, which may be the
// same file.
type Illustration struct{ Light, Dark *asset.File }

// Logo is the logo of a site.
type Logo struct {
	// Light is the logo, Dark the one for dark screens, which may be the same.
	Light, Dark LogoFile
	// Alone reports whether the name of the service isn't shown beside it.
	Alone bool
}

// LogoFile is a logo with the size in CSS pixels at which it is shown.
type LogoFile struct {
	*asset.File
	ShownWidth, ShownHeight int
}

// The size at which a logo is shown, at most, in CSS pixels.
const (
	mostLogoWidth  = 240
	mostLogoHeight = 48
)

// The sizes in bytes from which a file of the brand takes long to load, on a connection on which
// the first view of a page is one round trip; and the size of a logo that no page can have.
const (
	heavyLogo         = 8 << 10
	mostLogo          = 128 << 10
	heavyIllustration = 64 << 10
	heavyFonts        = 64 << 10
)

// loader reads the brand of a site.
type loader struct {
	ctx      context.Context
	files    fs.FS
	brand    *siteconfig.Brand
	theme    *Theme
	added    []*asset.File
	findings diag.List
}

// Load reads the brand of a site, whose files lie in the directories brand and assets of files. A
// theme with errors has the colours of Baken's own in the place of wrong ones. Load checks ctx
// before each file.
func Load(ctx context.Context, files fs.FS, config *siteconfig.Config, assets *asset.Set) (*Theme, diag.List, error) {
	l := &loader{ctx: ctx, files: files, brand: config.Brand, theme: &Theme{Palette: palette.Own(), Beacon: true, Assets: assets}}
	if l.brand == nil {
		return l.theme, l.findings, nil
	}
	for _, step := range []func() error{l.logo, l.illustration, l.style} {
		if err := step(); err != nil {
			return nil, l.findings, err
		}
	}
	l.theme.Assets = l.theme.Assets.With(l.added...)
	return l.theme, l.findings, nil
}

func (l *loader) add(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	l.findings.Add(content.ConfigFile, pos, code, hint, format, args...)
}

// dirs are the directories of files of the brand.
var dirs = []string{source.BrandDir, source.AssetsDir}

// find reports whether a setting names a file that may be read.
func (l *loader) find(key string, name content.Text, kinds ...string) bool {
	hint := fmt.Sprintf("put the file into %s/, and write %s/%s", source.BrandDir, source.BrandDir, path.Base(path.Clean("/"+name.V)))
	within := slices.ContainsFunc(dirs, func(dir string) bool { return source.Within(name.V, dir) && name.V != dir })
	if !fs.ValidPath(name.V) || !within {
		l.add(name.Pos, diag.BrandFile, hint, "%s: %q isn't a file in %s/ or %s/", key, name.V, source.BrandDir, source.AssetsDir)
		return false
	}
	if !slices.Contains(kinds, strings.ToLower(path.Ext(name.V))) {
		l.add(name.Pos, diag.BrandFile, "save it as one of these: "+strings.Join(kinds, ", "), "%s: %q isn't a file of a kind that can stand here", key, name.V)
		return false
	}
	info, err := fs.Stat(l.files, name.V)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		l.add(name.Pos, diag.BrandFile, hint, "%s: there is no file %q%s", key, name.V, l.meant(name.V))
		return false
	}
	return true
}

// meant suggests a file for one that isn't there.
func (l *loader) meant(name string) string {
	var known []string
	entries, err := fs.ReadDir(l.files, path.Dir(name))
	if err != nil {
		return ""
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		known = append(known, path.Join(path.Dir(name), e.Name()))
	}
	return diag.DidYouMean(name, known)
}

// read reads a file of the brand that a setting names; nil if a finding says why it can't be used.
func (l *loader) read(key string, name content.Text, kinds ...string) (*asset.File, error) {
	if !name.IsSet() || !l.find(key, name, kinds...) {
		return nil, nil
	}
	if err := l.ctx.Err(); err != nil {
		return nil, err
	}
	f, findings, err := asset.Read(l.ctx, l.files, name.V)
	if err != nil {
		return nil, err
	}
	if f == nil {
		for _, why := range findings.All() {
			at := ""
			if why.Line > 0 {
				at = fmt.Sprintf(" (line %d)", why.Line)
			}
			l.add(name.Pos, diag.BrandFile, why.Hint, "%s: %q can't be used: %s%s", key, name.V, why.Message, at)
		}
		return nil, nil
	}
	l.findings.Join(findings)
	l.added = append(l.added, f)
	return f, nil
}

// logo reads the logo.
func (l *loader) logo() error {
	logo := l.brand.Logo
	if logo == nil {
		return nil
	}
	light, err := l.picture("logo", logo.Light)
	if err != nil {
		return err
	}
	dark, err := l.picture("dark", logo.Dark)
	if err != nil || light == nil {
		return err
	}
	if dark == nil {
		dark = light
	}
	l.theme.Logo = &Logo{Light: fitted(light), Dark: fitted(dark), Alone: logo.Alone != nil && *logo.Alone}
	return nil
}

// fitted returns a logo with the largest size within the bounds that keeps its shape.
func fitted(f *asset.File) LogoFile {
	width, height := mostLogoHeight*f.Width/f.Height, mostLogoHeight
	if width > mostLogoWidth {
		width, height = mostLogoWidth, max(1, mostLogoWidth*f.Height/f.Width)
	}
	return LogoFile{f, max(1, width), height}
}

// picture reads a picture of the logo.
func (l *loader) picture(key string, name content.Text) (*asset.File, error) {
	f, err := l.read(key, name, ".svg", ".png")
	if f == nil || err != nil {
		return nil, err
	}
	if !l.sized(key, name, f) {
		return nil, nil
	}
	size, err := sent(f)
	if err != nil {
		return nil, err
	}
	remedy := fmt.Sprintf("export it again, as plain SVG or as a PNG that is twice as large as it is shown, %d pixels high", 2*mostLogoHeight)
	switch {
	case size > mostLogo:
		l.add(name.Pos, diag.BrandFile, remedy, "%s: %q is too large: every page loads it, and it takes %s", key, name.V, kilobytes(size))
		return nil, nil
	case size > heavyLogo:
		l.add(name.Pos, diag.BrandWeight, remedy, "%s: %q takes %s, and every page loads it; %s are enough for a logo", key, name.V, kilobytes(size), kilobytes(heavyLogo))
	}
	return f, nil
}

// sized reports a picture that doesn't say how large it is, and whether it does.
func (l *loader) sized(key string, name content.Text, f *asset.File) bool {
	if f.Width > 0 && f.Height > 0 {
		return true
	}
	l.add(name.Pos, diag.BrandFile, "give its element svg a viewBox, or a width and a height in pixels", "%s: %q doesn't say how large it is", key, name.V)
	return false
}

// illustration reads the picture of the home page.
func (l *loader) illustration() error {
	picture := l.brand.Illustration
	if picture == nil {
		return nil
	}
	switch kind := picture.Kind; {
	case kind.V == siteconfig.NoIllustration:
		l.theme.Beacon = false
	case kind.IsSet() && kind.V != siteconfig.Beacon:
		l.add(kind.Pos, diag.BrandFile, "write beacon, none, or the path of a picture, such as brand/home.svg",
			"illustration: %q is no picture%s", kind.V, diag.DidYouMean(kind.V, []string{siteconfig.Beacon, siteconfig.NoIllustration}))
	}
	light, err := l.drawing("illustration", picture.Light)
	if err != nil {
		return err
	}
	dark, err := l.drawing("dark", picture.Dark)
	if err != nil || light == nil {
		return err
	}
	if dark == nil {
		dark = light
	}
	l.theme.Beacon, l.theme.Illustration = false, &Illustration{light, dark}
	return nil
}

// drawing reads a picture of the home page.
func (l *loader) drawing(key string, name content.Text) (*asset.File, error) {
	f, err := l.read(key, name, ".svg", ".png", ".webp", ".jpg", ".jpeg", ".avif")
	if f == nil || err != nil || !l.sized(key, name, f) {
		return nil, err
	}
	size, err := sent(f)
	if err != nil {
		return nil, err
	}
	if size > heavyIllustration {
		l.add(name.Pos, diag.BrandWeight, "make it smaller: it is shown at most 560 pixels wide", "%s: %q takes %s; %s are enough", key, name.V, kilobytes(size), kilobytes(heavyIllustration))
	}
	return f, nil
}

func kilobytes(n int) string { return fmt.Sprintf("%d KB", (n+1023)/1024) }
