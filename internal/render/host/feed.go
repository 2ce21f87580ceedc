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
		Title     string   `xml:"title"`
		ID        string   `xml:"id"`
		Link      atomLink `xml:"link"`
		Published string   `xml:"published,omitempty"`
		Updated   string   `xml:"updated"`
		Summary   string   `xml:"summary"`
	}
)

// feeds makes a feed for each language, of the pages that were published, changed or reviewed last,
// and one for each list by date.
func (in *Input) feeds() []artifact.Artifact {
	var out []artifact.Artifact
	for _, l := range in.Languages {
		out = append(out, asset.Minified(in.Minifier, l.Code+"/feed.xml", "application/atom+xml; charset=utf-8",
			func() ([]byte, error) { return in.feed(l) }))
		for _, p := range in.Site.Pages {
			if p.Lang == l.Code && p.IsList() {
				out = append(out, asset.Minified(in.Minifier, p.Path[1:]+site.ListFeed, "application/atom+xml; charset=utf-8",
					func() ([]byte, error) { return in.listFeed(l, p) }))
			}
		}
	}
	return out
}

func (in *Input) feed(l Language) ([]byte, error) {
	var pages []*site.Page
	days := map[*site.Page]content.Date{}
	for _, p := range in.Site.Pages {
		if p.Lang != l.Code || !p.Listed() {
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
	feed := in.feedOf(l, l.Title, l.Description, l.HomeURL, l.FeedURL, updated)
	for _, p := range pages {
		feed.Entries = append(feed.Entries, in.entry(p, days[p]))
	}
	return marshal(feed)
}

// listFeed makes the feed of a list: its newest pages, in its order. A page is updated on the days
// that its editors state, rather than with every change of its file: readers of a feed are told of
// it anew.
func (in *Input) listFeed(l Language, list *site.Page) ([]byte, error) {
	var entries []atomEntry
	var last content.Date
	for _, p := range list.Children {
		if !p.Listed() || !p.Meta.Date.IsSet() {
			continue
		}
		updated := p.Meta.Date.V
		if u := p.Meta.Updated.V; u.After(updated.Time) {
			updated = u
		}
		if updated.After(last.Time) {
			last = updated
		}
		entry := in.entry(p, updated)
		entry.Published = timestamp(p.Meta.Date.V)
		if entries = append(entries, entry); len(entries) == feedLength {
			break
		}
	}
	if last.IsZero() {
		last = in.Date
	}
	feed := in.feedOf(l, list.Meta.Title.V+" – "+l.Title, list.Meta.Description.V, list.URL, list.URL+site.ListFeed, last)
	feed.Entries = entries
	return marshal(feed)
}

// feedOf returns a feed without entries.
func (in *Input) feedOf(l Language, title, sub, pageURL, feedURL string, updated content.Date) atomFeed {
	return atomFeed{
		Lang:  l.Code,
		Title: title,
		Sub:   sub,
		ID:    in.absolute(pageURL),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: in.absolute(feedURL)},
			{Rel: "alternate", Type: "text/html", Href: in.absolute(pageURL)},
		},
		Updated: timestamp(updated),
		Author:  atomPerson{l.Author},
	}
}

// entry returns the entry of a page.
func (in *Input) entry(p *site.Page, updated content.Date) atomEntry {
	url := in.absolute(p.URL)
	return atomEntry{
		Title:   p.Meta.Title.V,
		ID:      url,
		Link:    atomLink{Rel: "alternate", Type: "text/html", Href: url},
		Updated: timestamp(updated),
		Summary: p.Meta.Description.V,
	}
}

// timestamp writes a day as RFC 3339 wants a moment: its first.
func timestamp(d content.Date) string { return d.Format("2006-01-02") + "T00:00:00Z" }

func marshal(v any) ([]byte, error) {
	out, err := xml.Marshal(v)
	return append([]byte(xml.Header), out...), err
}
