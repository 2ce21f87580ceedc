package site

import (
	"slices"
	"strconv"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// ListSize is the number of pages on each page of a list.
const ListSize = 20

// IsList reports whether the page lists the pages of its section by date.
func (p *Page) IsList() bool {
	return p.Meta.IsList() && p.Parent != nil && p.IsIndex() && p.Meta.Criteria.V == ""
}

// ListPages returns the number of pages of a list. An empty list has one.
func (p *Page) ListPages() int { return max(1, (len(p.Children)+ListSize-1)/ListSize) }

// ListItems returns the pages on a page of a list, which is counted from 1.
func (p *Page) ListItems(number int) []*Page {
	from := min((number-1)*ListSize, len(p.Children))
	return p.Children[from:min(from+ListSize, len(p.Children))]
}

// ListPath returns the path below the site's root of a page of a list, unescaped.
func (p *Page) ListPath(number int) string { return p.Path + listSegment(number) }

// ListURL returns the path on the host of a page of a list, percent-encoded.
func (p *Page) ListURL(number int) string { return p.URL + listSegment(number) }

func listSegment(number int) string {
	if number == 1 {
		return ""
	}
	return strconv.Itoa(number) + "/"
}

// ListFeed is the name of the feed of a list, below the address of its page.
const ListFeed = "feed.xml"

// Listed reports whether search engines, feeds, the site map and search are to know of a page.
func (p *Page) Listed() bool { return !p.Meta.NoIndex }

// Related is a page that the end of another leads to.
type Related struct {
	Lead
	// Lang is the language of the page.
	Lang string
}

// Related returns the pages that the front matter of p names as related, without those that aren't
// published.
func (s *Site) Related(p *Page) []Related {
	var out []Related
	for _, reference := range p.Meta.Related {
		if lead, ok := s.lead(p, reference, content.Text{}); ok {
			out = append(out, Related{lead, lead.Page.Lang})
		}
	}
	return out
}

// checkRelated reports pages that are named as related twice.
func checkRelated(p *Page, r *references) {
	seen := map[string]bool{}
	for _, reference := range p.Meta.Related {
		if reference.IsSet() && seen[reference.V] {
			r.findings.Add(p.File, reference.Pos, diag.YAMLValue, "keep one of the two", "related: %q stands here twice", reference.V)
		}
		seen[reference.V] = true
	}
}

// addLists checks the lists, and that no other page has the address of one of their pages.
func (b *builder) addLists() {
	places := map[string]*Page{}
	for _, p := range b.Pages {
		switch {
		case !p.Meta.IsList():
			continue
		case p.Meta.Criteria.V != "":
			b.findings.Add(p.File, p.Meta.List.Pos, diag.YAMLValue, "take one of the two keys out", "list: a self-check lists no pages")
			continue
		case !p.IsList():
			b.findings.Add(p.File, p.Meta.List.Pos, diag.YAMLValue, "move it to the index page of a section, such as news/index."+p.Lang+".md",
				"list: only the index page of a section lists its pages")
			continue
		}
		for number := 2; number <= p.ListPages(); number++ {
			places[Place(p.ListPath(number))] = p
		}
		for _, child := range p.Children {
			if !child.Meta.HasDate() {
				b.findings.Add(child.File, child.Meta.Title.Pos, diag.DateMissing, "add a line date: YYYY-MM-DD",
					"the page has no date, and %s lists its pages by date", p.File)
			}
		}
	}
	if len(places) == 0 {
		return
	}
	for _, p := range b.Pages {
		if of := places[Place(p.Path)]; of != nil {
			pos := p.Meta.Slug.Pos
			b.findings.Add(p.File, pos, diag.URLConflict, "give the page another slug",
				"%s is the URL of a page of the list in %s", p.Path, of.File)
		}
	}
}

// checkDays reports days of a page that lie in the future. The date of a page may, where the page
// isn't published before.
func (b *builder) checkDays(p *Page, today content.Date) {
	m := p.Meta
	if m.Draft {
		return
	}
	if d := m.Date; d.IsSet() && d.V.After(today.Time) && m.Publish.V.Before(d.V.Time) {
		b.findings.Add(p.File, d.Pos, diag.DateOrder, "add publish: "+d.V.Format(time.DateOnly)+" if the page is to be there from that day on",
			"date lies in the future, and the page would be there before: %s", d.V.Format(time.DateOnly))
	}
	if u := m.Updated; u.IsSet() && u.V.After(today.Time) && m.Publish.V.Before(u.V.Time) {
		b.findings.Add(p.File, u.Pos, diag.DateOrder, "put the day of the last change of substance here",
			"updated lies in the future: %s", u.V.Format(time.DateOnly))
	}
}

// Top returns the pages directly below the home page in a language: those of the menu, in its
// order, and behind them all others.
func (s *Site) Top(lang string) []*Page {
	home := s.Home(lang)
	if home == nil {
		return nil
	}
	var out []*Page
	added := map[*Page]bool{}
	for _, p := range slices.Concat(s.MenuPages(lang), home.Children) {
		if p.Parent == home && !added[p] {
			added[p] = true
			out = append(out, p)
		}
	}
	return out
}
