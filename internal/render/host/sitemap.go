package host

import (
	"encoding/xml"
	"fmt"
	"html"
	"slices"
	"time"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/site"
)

// sitemapLimit is how many URLs a sitemap may have (https://www.sitemaps.org/protocol.html).
const sitemapLimit = 50_000

// sitemaps makes sitemap.xml, which is an index of several where the site has too many pages. A
// preview has none.
func (in *Input) sitemaps() []artifact.Artifact {
	if in.Preview {
		return nil
	}
	pages := slices.DeleteFunc(slices.Clone(in.Site.Pages), func(p *site.Page) bool { return !p.Listed() })
	if len(pages) <= sitemapLimit {
		return []artifact.Artifact{in.sitemap("sitemap.xml", pages)}
	}
	var out []artifact.Artifact
	index := []byte(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for i := 0; i < len(pages); i += sitemapLimit {
		name := fmt.Sprintf("sitemap-%d.xml", len(out)+1)
		out = append(out, in.sitemap(name, pages[i:min(i+sitemapLimit, len(pages))]))
		index = append(index, "<sitemap><loc>"+html.EscapeString(in.absolute(in.Site.Address(name)))+"</loc></sitemap>"...)
	}
	index = append(index, "</sitemapindex>"...)
	return append(out, artifact.Static("sitemap.xml", xmlType, index))
}

const xmlType = "application/xml; charset=utf-8"

// sitemap lists pages with their alternates
// (https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap).
// It is the largest file of a site and is written as it stands, without a tree of it in memory.
func (in *Input) sitemap(name string, pages []*site.Page) artifact.Artifact {
	return artifact.Artifact{Path: name, MediaType: xmlType, Append: func(b []byte) ([]byte, error) {
		// Growing step by step would hold it twice.
		b = slices.Grow(b, len(pages)*(1+len(in.Site.Languages))*(120+len(in.Site.Base().String())))
		b = append(b, xml.Header+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`...)
		for _, p := range pages {
			b = append(b, "<url><loc>"...)
			b = append(b, html.EscapeString(in.absolute(p.URL))...)
			b = append(b, "</loc>"...)
			if day := in.Site.Updated(p, in.Date); !day.IsZero() {
				b = append(b, "<lastmod>"...)
				b = day.AppendFormat(b, time.DateOnly)
				b = append(b, "</lastmod>"...)
			}
			for lang, path := range p.Alternates() {
				b = append(b, `<xhtml:link rel="alternate" hreflang="`...)
				b = append(b, lang...)
				b = append(b, `" href="`...)
				b = append(b, html.EscapeString(in.absolute(path))...)
				b = append(b, `"/>`...)
			}
			b = append(b, "</url>"...)
		}
		return append(b, "</urlset>"...), nil
	}}
}
