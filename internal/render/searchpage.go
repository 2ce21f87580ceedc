package render

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/search/atoz"
	"baken.example/baken/internal/site"
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
	// searchDir is the directory of the manifests.
	searchDir = "search/"
)

// searchPages are the page that searches in a language, and those of its index.
type searchPages struct {
	// path is that of the page that searches, below the site's root.
	path string
}

// slugPattern matches a segment of an address.
var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// search finds the address of the page that searches in a language.
func (r *Renderer) search(l *language, findings *diag.List) error {
	if !r.Site.HasSearch() {
		return nil
	}
	slug, err := l.Messages.Text("SearchSlug")
	if err != nil {
		return err
	}
	file := "i18n/active." + l.Code + ".yaml"
	if !slugPattern.MatchString(slug) {
		findings.Add(file, diag.Pos{}, diag.SlugInvalid, "write SearchSlug as one word of a to z, 0 to 9 and hyphens",
			"the address of the page that searches can't end in %q", slug)
		return nil
	}
	path := site.SearchPath(l.Code, slug)
	for _, p := range r.Site.Pages {
		if strings.HasPrefix(p.Path, "/"+path) {
			findings.Add(p.File, p.Meta.Slug.Pos, diag.URLConflict,
				"give the page another slug, set SearchSlug in "+file+", or write search: false in content/site.yaml",
				"%s is where readers of the site search", p.Path)
			return nil
		}
	}
	l.search = &searchPages{path}
	l.View.SearchURL = r.Site.Address(path)
	return nil
}

// searchArtifacts returns the pages that search.
func (r *Renderer) searchArtifacts() []artifact.Artifact {
	var out []artifact.Artifact
	for _, code := range r.Site.Languages {
		l := r.languages[code]
		if l.search == nil {
			continue
		}
		out = append(out, artifact.Artifact{Path: l.search.path + "index.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
			v, err := r.askView(code)
			if err != nil {
				return b, err
			}
			return l.Templates.Append(b, "search.html", v)
		}})
		for _, part := range r.parts(l) {
			out = append(out, artifact.Artifact{Path: l.search.path + part.name + "/index.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
				v, err := r.indexView(l, part)
				if err != nil {
					return b, err
				}
				return l.Templates.Append(b, "search.html", v)
			}})
		}
	}
	if len(out) > 0 {
		out = append(out, r.searchScript.Artifact)
	}
	return out
}

// index makes the index of each language, when it is first asked for.
func (r *Renderer) index() map[string]func() []atoz.Group {
	out := map[string]func() []atoz.Group{}
	for code, l := range r.languages {
		if l.search != nil {
			out[code] = sync.OnceValue(func() []atoz.Group { return atoz.Groups(r.entries(l), code) })
		}
	}
	return out
}

// entries returns the titles, headings and terms of a language.
func (r *Renderer) entries(l *language) []atoz.Entry {
	var out []atoz.Entry
	for _, p := range r.Site.Pages {
		if p.Lang != l.Code || !r.Site.Searched(p) {
			continue
		}
		out = append(out, atoz.Entry{URL: p.URL, Text: p.Meta.Title.V})
		for _, h := range r.Site.Text(p).Body.Headings {
			out = append(out, atoz.Entry{URL: p.URL + "#" + h.ID, Text: h.Text, Page: p.Meta.Title.V})
		}
	}
	if p := r.Site.GlossaryPage(l.Code); p != nil && r.Site.Searched(p) {
		for _, e := range l.texts.Glossary() {
			out = append(out, atoz.Entry{URL: p.URL + "#" + e.ID, Text: e.Term, Page: p.Meta.Title.V})
		}
	}
	return out
}

// askView returns the view of the page that searches in a language, as it is before a query.
func (r *Renderer) askView(code string) (*layout.SearchView, error) {
	l := r.languages[code]
	v, err := r.searchView(l, l.search.path)
	if err != nil {
		return nil, err
	}
	v.Manifest = r.Site.Address(searchDir + code + ".json")
	v.Script = layout.AssetLink{URL: r.Site.Address(r.searchScript.Path), Integrity: r.searchScript.Integrity}
	v.Unanswered = r.Site.CountsSearches()
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
	parts := r.parts(l)
	v.Letters = r.letters(l, parts, "")
	if len(parts) == 1 && parts[0].name == wholeIndex {
		v.IndexURL = r.Site.Address(l.search.path + wholeIndex + "/")
	}
	if len(parts) == 0 {
		v.Groups = indexGroups(r.indexes[l.Code]())
	}
	return v, nil
}

// searchView returns what the view of a page at a path below the root has in common with others.
func (r *Renderer) searchView(l *language, path string) (*layout.SearchView, error) {
	title, err := l.Messages.Text("Search")
	if err != nil {
		return nil, err
	}
	v := &layout.SearchView{
		Site: l.View, Lang: l.Code, Dir: l.Dir, Title: title, DocumentTitle: title + " – " + l.View.Title,
		Canonical: r.absolute(r.Site.Address(path)), Languages: l.LanguageLinks(nil), IndexURL: l.View.SearchURL,
	}
	for i, lang := range v.Languages {
		lang.Current = lang.Code == l.Code
		if other := r.languages[lang.Code]; other.search != nil {
			lang.URL = other.View.SearchURL
		}
		v.Languages[i] = lang
	}
	v.Menu, err = l.Menu(nil)
	return v, err
}

// part is a page of an index: all of it, or at most maxEntries entries of one letter.
type part struct {
	name, title string
	// link is the title with where the page begins, if that is within a letter.
	link   string
	groups []atoz.Group
}

// parts returns the pages of the index of a language; none if it stands on the page that searches.
func (r *Renderer) parts(l *language) []part {
	groups := r.indexes[l.Code]()
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
func (r *Renderer) letters(l *language, parts []part, current string) []layout.LanguageLink {
	if len(parts) == 0 || parts[0].name == wholeIndex {
		url := l.View.SearchURL
		if len(parts) > 0 {
			url = r.Site.Address(l.search.path + wholeIndex + "/")
		}
		groups := r.indexes[l.Code]()
		out := make([]layout.LanguageLink, len(groups))
		for i, g := range groups {
			// With the path, since a template takes the "search:" of a fragment for a scheme.
			out[i] = layout.LanguageLink{Name: g.Letter, URL: url + "#" + groupID(i)}
		}
		return out
	}
	out := make([]layout.LanguageLink, len(parts))
	for i, p := range parts {
		out[i] = layout.LanguageLink{Name: p.link, URL: r.Site.Address(l.search.path + p.name + "/"), Current: p.name == current}
	}
	return out
}

// indexView returns the view of a page of an index.
func (r *Renderer) indexView(l *language, p part) (*layout.SearchView, error) {
	v, err := r.searchView(l, l.search.path+p.name+"/")
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
	v.Letters = r.letters(l, r.parts(l), p.name)
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

// makeSearchScript joins the scripts of the page that searches.
func (r *Renderer) makeSearchScript() error {
	content, err := r.Theme.Assets.Concat("search/words.js", "search/query.js", "search/search.js")
	r.searchScript = asset.New("search.js", content)
	return err
}
