package render

import (
	"image/color"
	"net/url"

	textlanguage "golang.org/x/text/language"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/hostname"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/brand"
	"baken.example/baken/internal/theme/palette"
	"baken.example/baken/internal/theme/srgb"
)

// brandFiles returns the icons, and each language's manifest and picture of shared links.
func (r *Renderer) brandFiles() []artifact.Artifact {
	var out []artifact.Artifact
	if r.mark != nil {
		out = r.mark.Icons()
	}
	colors := r.Theme.Palette.Light
	host := ""
	if u, err := url.Parse(r.Site.Config.BaseURL.V); err == nil {
		host = hostname.Display(u.Hostname()) + u.Path // for people
	}
	for _, code := range r.Site.Languages {
		l := r.languages[code]
		out = append(out, brand.Card{
			Lang: code, Title: l.View.Name, Description: l.View.Description, Host: host, Mark: r.mark, Colors: brand.CardColors{
				Ground: colors[palette.Band].RGBA(), Ink: colors[palette.BandInk].RGBA(), Quiet: colors[palette.BandQuiet].RGBA(),
				Light: lightOn(colors),
			},
		}.Artifact())
		out = append(out, brand.Manifest{
			Lang: code, Dir: l.Dir, Title: l.View.Name, Description: l.View.Description, HomeURL: l.View.HomeURL, Base: r.Site.Base(), Mark: r.mark,
			Ground: colors[palette.Band].RGBA(),
		}.Artifact())
	}
	return out
}

// lightOn returns the colour of the light on a card, in which text can be read.
func lightOn(colors palette.Scheme) color.RGBA {
	light := colors[palette.BandSignal]
	if srgb.Contrast(light, colors[palette.Band]) < palette.OfText {
		light = colors[palette.BandInk]
	}
	return light.RGBA()
}

// look sets the parts of a view that follow from the look of the site.
func (r *Renderer) look(code string, v *layout.SiteView) {
	v.Name = v.Title
	if b := r.Site.Config.Brand; b != nil && b.Name != nil {
		v.Name = b.Name.In(code)
	}
	light, dark := r.Theme.Palette.Light[palette.Band], r.Theme.Palette.Dark[palette.Band]
	v.ThemeColor = light.String()
	if dark != light {
		v.DarkThemeColor = dark.String()
	}
	v.Beacon = r.Theme.Beacon
	if p := r.Theme.Illustration; p != nil {
		v.Illustration = schemePicture(r.pictureLink(p.Light, p.Light.Width, p.Light.Height), r.pictureLink(p.Dark, p.Dark.Width, p.Dark.Height))
	}
	logo := r.Theme.Logo
	if logo == nil {
		return
	}
	v.Logo = layout.LogoView{Alone: logo.Alone, SchemePicture: schemePicture(
		r.pictureLink(logo.Light.File, logo.Light.ShownWidth, logo.Light.ShownHeight), r.pictureLink(logo.Dark.File, logo.Dark.ShownWidth, logo.Dark.ShownHeight),
	)}
	switch alt := r.Site.Config.Brand.Logo.Alt; {
	case alt != nil:
		v.Logo.Alt = alt.In(code)
	case logo.Alone:
		v.Logo.Alt = v.Name
	}
}

func (r *Renderer) pictureLink(f *asset.File, width, height int) layout.PictureLink {
	return layout.PictureLink{URL: r.Site.Address(f.Path), Width: width, Height: height}
}

// schemePicture returns a picture with the variant for dark screens, if that is another one.
func schemePicture(light, dark layout.PictureLink) layout.SchemePicture {
	if dark.URL == light.URL {
		return layout.SchemePicture{PictureLink: light}
	}
	return layout.SchemePicture{PictureLink: light, Dark: dark}
}

// openGraphLocale returns a language as the Open Graph protocol writes it: with its territory or,
// where it names none, with the one in which most who speak it live (CLDR, likely subtags).
func openGraphLocale(code string) string {
	tag := textlanguage.Make(code)
	base, _ := tag.Base()
	region, _ := tag.Region()
	return base.String() + "_" + region.String()
}
