package searchpage

import (
	"strconv"
	"sync"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/search/atoz"
)

const (
	// maxOnPage is the number of entries up to which the index stands on the page that searches,
	// whose readers with scripts load it for nothing.
	maxOnPage = 20
	// maxEntries is the number of entries up to which a larger index stands on one page of its own,
	// so that readers find what they look for in it with the browser's own search. An index that is
	// larger still has pages for each letter, of as many entries at most.
	maxEntries = 500
	// wholeIndex is the name of the page of a whole index.
	wholeIndex = "a-z"
)

// index makes the index of each language, when it is first asked for.
func (ps *Pages) index() map[string]func() []atoz.Group {
	out := map[string]func() []atoz.Group{}
	for code, l := range ps.languages {
		out[code] = sync.OnceValue(func() []atoz.Group { return atoz.Groups(ps.entries(l), code) })
	}
	return out
}

// entries returns the titles, headings and terms of a language.
func (ps *Pages) entries(l *Language) []atoz.Entry {
	var out []atoz.Entry
	for _, p := range ps.site.Pages {
		if p.Lang != l.Code || !ps.site.Searched(p) {
			continue
		}
		out = append(out, atoz.Entry{URL: p.URL, Text: p.Meta.Title.V})
		for _, h := range ps.site.Text(p).Body.Headings {
			out = append(out, atoz.Entry{URL: p.URL + "#" + h.ID, Text: h.Text, Page: p.Meta.Title.V})
		}
	}
	if p := ps.site.GlossaryPage(l.Code); p != nil && ps.site.Searched(p) {
		for _, e := range l.Glossary {
			out = append(out, atoz.Entry{URL: p.URL + "#" + e.ID, Text: e.Term, Page: p.Meta.Title.V})
		}
	}
	return out
}

// part is a page of an index: all of it, or at most maxEntries entries of one letter.
type part struct {
	name, title string
	// link is the title with where the page begins, if that is within a letter.
	link   string
	groups []atoz.Group
}

// parts returns the pages of the index of a language; none if it stands on the page that searches.
func (ps *Pages) parts(l *Language) []part {
	groups := ps.indexes[l.Code]()
	total := 0
	for _, g := range groups {
		total += len(g.Entries)
	}
	switch {
	case total <= maxOnPage:
		return nil
	case total <= maxEntries:
		return []part{{name: wholeIndex, groups: groups}}
	}
	var out []part
	for i, g := range groups {
		for n := 0; n*maxEntries < len(g.Entries); n++ {
			p := part{name: strconv.Itoa(i + 1), title: g.Letter}
			p.groups = []atoz.Group{{Letter: g.Letter, Entries: g.Entries[n*maxEntries : min((n+1)*maxEntries, len(g.Entries))]}}
			if len(g.Entries) > maxEntries {
				p.title += " " + strconv.Itoa(n+1)
			}
			p.link = p.title
			if n > 0 {
				p.name += "-" + strconv.Itoa(n+1)
				p.link += " (" + atoz.Start(g.Entries[n*maxEntries-1].Text, g.Entries[n*maxEntries].Text) + ")"
			}
			out = append(out, p)
		}
	}
	return out
}

// letters returns the links to the letters of an index.
func (ps *Pages) letters(l *Language, parts []part, current string) []layout.LanguageLink {
	if len(parts) == 0 || parts[0].name == wholeIndex {
		url := l.View.SearchURL
		if len(parts) > 0 {
			url = ps.site.Address(l.Path + wholeIndex + "/")
		}
		groups := ps.indexes[l.Code]()
		out := make([]layout.LanguageLink, len(groups))
		for i, g := range groups {
			// With the path, since a template takes the "search:" of a fragment for a scheme.
			out[i] = layout.LanguageLink{Name: g.Letter, URL: url + "#" + groupID(i)}
		}
		return out
	}
	out := make([]layout.LanguageLink, len(parts))
	for i, p := range parts {
		out[i] = layout.LanguageLink{Name: p.link, URL: ps.site.Address(l.Path + p.name + "/"), Current: p.name == current}
	}
	return out
}

// indexView returns the view of a page of an index.
func (ps *Pages) indexView(l *Language, p part) (*layout.SearchView, error) {
	v, err := ps.searchView(l, l.Path+p.name+"/")
	if err != nil {
		return nil, err
	}
	index, err := l.Messages.Text("SearchIndex")
	if err != nil {
		return nil, err
	}
	colon, err := l.Messages.Text("Colon")
	if err != nil {
		return nil, err
	}
	v.DocumentTitle = index + " – " + l.View.Title
	if p.title != "" {
		v.DocumentTitle = index + colon + " " + p.title + " – " + l.View.Title
	}
	v.Letters = ps.letters(l, ps.parts(l), p.name)
	v.Groups = indexGroups(p.groups)
	return v, nil
}

// groupID returns the id of a page's group i.
func groupID(i int) string { return "search:" + strconv.Itoa(i+1) }

func indexGroups(groups []atoz.Group) []layout.IndexGroup {
	out := make([]layout.IndexGroup, len(groups))
	for i, g := range groups {
		out[i] = layout.IndexGroup{ID: groupID(i), Letter: g.Letter, Entries: make([]layout.IndexEntry, len(g.Entries))}
		for j, e := range g.Entries {
			out[i].Entries[j] = layout.IndexEntry(e)
		}
	}
	return out
}
