package render

import (
	"encoding/xml"
	"fmt"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/site"
)

// sitemapLimit is how many URLs a sitemap may have (https://www.sitemaps.org/protocol.html).
const sitemapLimit = 50_000

// The elements of a sitemap, with the alternates of the xhtml namespace.
type (
	urlSet struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		XHTML   string       `xml:"xmlns:xhtml,attr"`
		URLs    []sitemapURL `xml:"url"`
	}
	sitemapURL struct {
		Loc        string             `xml:"loc"`
		LastMod    string             `xml:"lastmod,omitempty"`
		Alternates []sitemapAlternate `xml:"xhtml:link"`
	}
	sitemapAlternate struct {
		Rel  string `xml:"rel,attr"`
		Lang string `xml:"hreflang,attr"`
		Href string `xml:"href,attr"`
	}
	sitemapIndex struct {
		XMLName  xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Sitemaps []sitemapURL `xml:"sitemap"`
	}
)

// sitemaps makes sitemap.xml, which is an index of several where the site has too many pages.
func (r *renderer) sitemaps() []artifact.Artifact {
	pages := r.Site.Pages
	if len(pages) <= sitemapLimit {
		return []artifact.Artifact{r.sitemap("sitemap.xml", pages)}
	}
	var out []artifact.Artifact
	var index sitemapIndex
	for i := 0; i < len(pages); i += sitemapLimit {
		name := fmt.Sprintf("sitemap-%d.xml", len(out)+1)
		out = append(out, r.sitemap(name, pages[i:min(i+sitemapLimit, len(pages))]))
		index.Sitemaps = append(index.Sitemaps, sitemapURL{Loc: r.absolute("/" + name)})
	}
	return append(out, r.minified("sitemap.xml", xmlType, "application/xml",
		func() ([]byte, error) { return marshal(index) }))
}

const xmlType = "application/xml; charset=utf-8"

func (r *renderer) sitemap(name string, pages []*site.Page) artifact.Artifact {
	return r.minified(name, xmlType, "application/xml", func() ([]byte, error) {
		set := urlSet{XHTML: "http://www.w3.org/1999/xhtml", URLs: make([]sitemapURL, 0, len(pages))}
		for _, p := range pages {
			u := sitemapURL{Loc: r.absolute(p.URL)}
			if day := changed(p); !day.IsZero() {
				u.LastMod = day.Format("2006-01-02")
			}
			for _, a := range r.alternates(p) {
				u.Alternates = append(u.Alternates, sitemapAlternate{"alternate", a.Lang, a.Href})
			}
			set.URLs = append(set.URLs, u)
		}
		return marshal(set)
	})
}
