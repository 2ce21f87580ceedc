package host

import (
	"cmp"
	"encoding/xml"
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/site"
)

// feedLength is how many pages a feed lists.
const feedLength = 30

// The elements of an Atom feed (RFC 4287) that are used.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Title   string      `xml:"title"`
		Sub     string      `xml:"subtitle"`
		ID      string      `xml:"id"`
		Links   []atomLink  `xml:"link"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomEntry struct {
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Link    atomLink `xml:"link"`
		Updated string   `xml:"updated"`
		Summary string   `xml:"summary"`
	}
)

// feeds makes a feed for each language: the pages that were published, changed or reviewed last.
func (in *Input) feeds() []artifact.Artifact {
	var out []artifact.Artifact
	for _, l := range in.Languages {
		out = append(out, asset.Minified(in.Minifier, l.Code+"/feed.xml", "application/atom+xml; charset=utf-8",
			func() ([]byte, error) { return in.feed(l) }))
	}
	return out
}

func (in *Input) feed(l Language) ([]byte, error) {
	var pages []*site.Page
	days := map[*site.Page]content.Date{}
	for _, p := range in.Site.Pages {
		if p.Lang != l.Code {
			continue
		}
		if day := in.Site.Updated(p, in.Date); !day.IsZero() {
			pages = append(pages, p)
			days[p] = day
		}
	}
	slices.SortStableFunc(pages, func(p, q *site.Page) int {
		return cmp.Or(days[q].Compare(days[p].Time), cmp.Compare(p.URL, q.URL))
	})
	pages = pages[:min(len(pages), feedLength)]
	updated := in.Date
	if len(pages) > 0 {
		updated = days[pages[0]]
	}
	feed := atomFeed{
		Lang:  l.Code,
		Title: l.Title,
		Sub:   l.Description,
		ID:    in.absolute(l.HomeURL),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: in.absolute(l.FeedURL)},
			{Rel: "alternate", Type: "text/html", Href: in.absolute(l.HomeURL)},
		},
		Updated: timestamp(updated),
		Author:  atomPerson{l.Author},
	}
	for _, p := range pages {
		url := in.absolute(p.URL)
		feed.Entries = append(feed.Entries, atomEntry{
			Title:   p.Meta.Title.V,
			ID:      url,
			Link:    atomLink{Rel: "alternate", Type: "text/html", Href: url},
			Updated: timestamp(days[p]),
			Summary: p.Meta.Description.V,
		})
	}
	return marshal(feed)
}

// timestamp writes a day as RFC 3339 wants a moment: its first.
func timestamp(d content.Date) string { return d.Format("2006-01-02") + "T00:00:00Z" }

func marshal(v any) ([]byte, error) {
	out, err := xml.Marshal(v)
	return append([]byte(xml.Header), out...), err
}
