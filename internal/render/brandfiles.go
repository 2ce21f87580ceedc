package render

import (
	"net/url"

	textlanguage "golang.org/x/text/language"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/hostname"
	"baken.example/baken/internal/render/brand"
)

// brandFiles returns the icons, and each language's manifest and picture of shared links.
func (r *Renderer) brandFiles() []artifact.Artifact {
	var out []artifact.Artifact
	if r.mark != nil {
		out = r.mark.Icons()
	}
	host := ""
	if u, err := url.Parse(r.Site.Config.BaseURL.V); err == nil {
		host = hostname.Display(u.Hostname()) + u.Path // for people
	}
	for _, code := range r.Site.Languages {
		l := r.languages[code]
		out = append(out, brand.Card{
			Lang: code, Title: l.view.Title, Description: l.view.Description, Host: host, Mark: r.mark,
		}.Artifact())
		out = append(out, brand.Manifest{
			Lang: code, Dir: l.dir, Title: l.view.Title, Description: l.view.Description, HomeURL: l.view.HomeURL, Base: r.Site.Base(), Mark: r.mark,
		}.Artifact())
	}
	return out
}

// locale returns a language as the Open Graph protocol writes it: with its territory or, where it
// names none, with the one in which most who speak it live (CLDR, likely subtags).
func locale(code string) string {
	tag := textlanguage.Make(code)
	base, _ := tag.Base()
	region, _ := tag.Region()
	return base.String() + "_" + region.String()
}
