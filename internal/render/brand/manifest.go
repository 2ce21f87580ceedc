package brand

import (
	"encoding/json"
	"fmt"
	"image/color"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/baseurl"
)

// ManifestPath returns the path of a language's manifest.
func ManifestPath(lang string) string { return lang + "/site.webmanifest" }

// hex returns a colour as CSS writes it.
func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Manifest is the web application manifest of a language (https://www.w3.org/TR/appmanifest/): what
// a home screen shows of the site.
type Manifest struct {
	Lang, Dir, Title, Description, HomeURL string
	// Base is where the site is published.
	Base baseurl.URL
	// Ground is the colour behind the icon while the site opens.
	Ground color.RGBA
	// Mark may be nil.
	Mark *Mark
}

// Artifact returns the manifest.
func (m Manifest) Artifact() artifact.Artifact {
	type pictured struct {
		Src   string `json:"src"`
		Sizes string `json:"sizes"`
		Type  string `json:"type"`
	}
	data := struct {
		Name            string     `json:"name"`
		Description     string     `json:"description"`
		Lang            string     `json:"lang"`
		Dir             string     `json:"dir"`
		StartURL        string     `json:"start_url"`
		Scope           string     `json:"scope"`
		Display         string     `json:"display"`
		ThemeColor      string     `json:"theme_color"`
		BackgroundColor string     `json:"background_color"`
		Icons           []pictured `json:"icons,omitempty"`
	}{
		Name: m.Title, Description: m.Description, Lang: m.Lang, Dir: m.Dir, StartURL: m.HomeURL, Scope: m.Base.Address(""),
		Display: "browser", ThemeColor: hex(m.Ground), BackgroundColor: hex(m.Ground),
	}
	if m.Mark != nil {
		add := func(src string, side int) {
			data.Icons = append(data.Icons, pictured{src, fmt.Sprintf("%dx%[1]d", side), "image/png"})
		}
		add(m.Base.Address(manifestIcon), manifestIconSize)
		add(m.Base.Address(m.Mark.path), m.Mark.picture.Rect.Dx())
	}
	return artifact.Artifact{Path: ManifestPath(m.Lang), MediaType: "application/manifest+json", Append: func(b []byte) ([]byte, error) {
		content, err := json.Marshal(data)
		return append(b, content...), err
	}}
}
