package asset

import (
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/xml"

	"baken.example/baken/internal/asset/squeeze"
)

// Minifier returns a minifier for the media types of a site, without their parameters. It treats
// HTML as templates and keeps {{ }} actions, quotes, end tags and default attributes, on which
// selectors, tests and people who read the source rely. Style sheets and drawings it only squeezes.
func Minifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		TemplateDelims:      html.GoTemplateDelims,
		KeepDefaultAttrVals: true,
		KeepDocumentTags:    true,
		KeepEndTags:         true,
		KeepQuotes:          true,
	})
	m.AddFunc("text/css", squeeze.CSS)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("image/svg+xml", squeeze.SVG)
	m.AddFunc("application/xml", xml.Minify)
	m.AddFunc("application/atom+xml", xml.Minify)
	return m
}
