// Package searchpage makes the pages with which readers search a site: the page that searches, in
// each language, with and without an answer, and the index from A to Z.
package searchpage

import (
	"encoding/json"
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/navigation"
	"baken.example/baken/internal/search/atoz"
	"baken.example/baken/internal/site"
)

const htmlType = "text/html; charset=utf-8"

// searchDir is the directory of the manifests.
const searchDir = "search/"

// Language is a language in which readers search.
type Language struct {
	*locale.Language
	*navigation.Navigation
	// Path is that of the page that searches, as [Path] returns it.
	Path string
	// Glossary are the terms of the glossary, in alphabetical order.
	Glossary []layout.GlossaryEntry
}

// Pages are the pages that search. They are immutable, but for the indexes, which are made when
// they are first needed, and may be used concurrently.
type Pages struct {
	site      *site.Site
	languages map[string]*Language
	// script is that of the pages that search.
	script *asset.File
	// indexes are the alphabetical indexes, by language.
	indexes map[string]func() []atoz.Group
}

// New returns the pages of a site that search, in languages: all of them, or none if the site has
// no search. Assets has the parts of their script.
func New(s *site.Site, assets *asset.Set, languages []Language) (*Pages, error) {
	ps := &Pages{site: s, languages: map[string]*Language{}}
	for _, l := range languages {
		ps.languages[l.Code] = &l
	}
	content, err := assets.Concat("search/words.js", "search/query.js", "search/search.js")
	if err != nil {
		return nil, err
	}
	ps.script = asset.New("search.js", content)
	ps.indexes = ps.index()
	return ps, nil
}

// Replace returns the pages of s, which [site.Site.Replace] returned for the site of ps with the
// texts of some pages replaced, and those of its artifacts that may differ: none where the headings
// of the pages are the same. Replace is ok only if the artifacts have the same paths.
func (ps *Pages) Replace(s *site.Site, replaced []*site.Page) (next *Pages, changed []artifact.Artifact, ok bool) {
	copied := *ps
	next = &copied
	next.site = s
	if sameHeadings(ps.site, s, replaced) {
		return next, nil, true
	}
	next.indexes = next.index()
	changed = next.Artifacts()
	ok = slices.EqualFunc(ps.Artifacts(), changed, func(x, y artifact.Artifact) bool { return x.Path == y.Path })
	return next, changed, ok
}

// sameHeadings reports whether pages have the same headings in two sites.
func sameHeadings(a, b *site.Site, pages []*site.Page) bool {
	return !slices.ContainsFunc(pages, func(p *site.Page) bool {
		return !slices.EqualFunc(a.Text(p).Body.Headings, b.Text(p).Body.Headings, func(x, y hypertext.Heading) bool {
			return x.ID == y.ID && x.Text == y.Text
		})
	})
}

// Artifacts returns the pages that search, and their script.
func (ps *Pages) Artifacts() []artifact.Artifact {
	var out []artifact.Artifact
	for _, code := range ps.site.Languages {
		l := ps.languages[code]
		if l == nil {
			continue
		}
		out = append(out, artifact.Artifact{Path: l.Path + "index.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
			v, err := ps.askView(code)
			if err != nil {
				return b, err
			}
			return l.Templates.Append(b, "search.html", v)
		}})
		for _, part := range ps.parts(l) {
			out = append(out, artifact.Artifact{Path: l.Path + part.name + "/index.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
				v, err := ps.indexView(l, part)
				if err != nil {
					return b, err
				}
				return l.Templates.Append(b, "search.html", v)
			}})
		}
	}
	if len(out) > 0 {
		out = append(out, ps.script.Artifact)
	}
	return out
}

// askView returns the view of the page that searches in a language, as it is before a query.
func (ps *Pages) askView(code string) (*layout.SearchView, error) {
	l := ps.languages[code]
	v, err := ps.searchView(l, l.Path)
	if err != nil {
		return nil, err
	}
	v.Manifest = ps.site.Address(searchDir + code + ".json")
	v.Script = layout.AssetLink{URL: ps.site.Address(ps.script.Path), Integrity: ps.script.Integrity}
	v.Unanswered = ps.site.CountsSearches()
	query := struct{ Query, Count string }{"{q}", "{n}"}
	if v.Instead, err = l.Messages.Format("SearchInstead", query); err != nil {
		return nil, err
	}
	if v.NothingFor, err = l.Messages.Format("SearchNone", query); err != nil {
		return nil, err
	}
	forms, err := l.Messages.Forms("SearchFound", query)
	if err != nil {
		return nil, err
	}
	counts, err := json.Marshal(forms)
	if err != nil {
		return nil, err
	}
	v.Counts = string(counts)
	parts := ps.parts(l)
	v.Letters = ps.letters(l, parts, "")
	if len(parts) == 1 && parts[0].name == wholeIndex {
		v.IndexURL = ps.site.Address(l.Path + wholeIndex + "/")
	}
	if len(parts) == 0 {
		v.Groups = indexGroups(ps.indexes[l.Code]())
	}
	return v, nil
}

// searchView returns what the view of a page at a path below the root has in common with others.
func (ps *Pages) searchView(l *Language, path string) (*layout.SearchView, error) {
	title, err := l.Messages.Text("Search")
	if err != nil {
		return nil, err
	}
	v := &layout.SearchView{
		Site: l.View, Lang: l.Code, Dir: l.Dir, Title: title, DocumentTitle: title + " – " + l.View.Title,
		Canonical: ps.site.Base().Origin + ps.site.Address(path), Languages: l.LanguageLinks(nil), IndexURL: l.View.SearchURL,
	}
	for i, lang := range v.Languages {
		lang.Current = lang.Code == l.Code
		if other := ps.languages[lang.Code]; other != nil {
			lang.URL = other.View.SearchURL
		}
		v.Languages[i] = lang
	}
	v.Menu, err = l.Menu(nil)
	return v, err
}
