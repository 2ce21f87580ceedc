package tree

import (
	"strconv"

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
