package site

import (
	"context"
	"slices"
	"strings"
	"sync"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// Options are what a build decides about a site.
type Options struct {
	// Date is the day for which the site is made. It decides about publish, expires and reviews.
	Date content.Date
	// Drafts takes drafts, and pages outside their dates, into the site.
	Drafts bool
	// Layouts are the names that a page's layout may have.
	Layouts []string
	// Shows tells whether browsers show a file as a picture; nil means that they show all.
	Shows func(file string) bool
	// Criteria are all versions of all criteria sets that could be read. CriteriaMissing tells that
	// there are others, so that a set which isn't there may be one of those.
	Criteria        []*criteria.Set
	CriteriaMissing bool
	// Converters turn the Markdown of criteria into HTML, by language. They mark no glossary terms.
	Converters map[string]*markdown.Converter
}

// Site is a portal. It and everything that can be reached from it is immutable.
type Site struct {
	Config   *content.Config
	Glossary *content.Glossary
	// Languages are the codes in the site's order.
	Languages []string
	// Pages are the published pages, by language in the site's order, then by URL.
	Pages []*Page
	// Menu and Footer are the pages that site.yaml puts there, by language.
	Menu, Footer map[string][]*Page
	// Redirects lead from aliases to pages, sorted by where they start.
	Redirects []Redirect
	// Criteria are the versions of the criteria sets that are in force, by id.
	Criteria map[string]*Criteria
	// Files are the paths of the pictures and downloads that pages and criteria use, sorted.
	Files []string

	homes      map[string]*Page
	glossaries map[string]*Page
	// These go by a file's normal path.
	byFile    map[string]*Page
	documents map[string]*content.Page
	files     map[string]string
	// texts are the documents of Pages, and references what these point to, both in the order of Pages.
	texts      []*content.Document
	references []references
	// verdicts are what holding pages against their originals came to, in the order of Pages.
	verdicts []verdict
	// ofCriteria are what the texts of criteria point to.
	ofCriteria references
	// versions are all versions of each criteria set, by id.
	versions map[string][]*criteria.Set
	options  Options
	// findings are those that aren't about references.
	findings diag.List
}

// Page is a published page in one language.
type Page struct {
	*content.Page
	// Path is where the page stands on the host, with its slashes and not escaped: "/en/über/".
	Path string
	// URL is Path as it stands in a link.
	URL string
	// Parent is the page of the nearest directory above; nil for a home page.
	Parent *Page
	// Children are the pages whose parent this is, in the order of navigation.
	Children []*Page
	// Previous and Next are the neighbours in the section, whose own page is the first; or nil.
	Previous, Next *Page
	// Translations are all published language versions of the page, itself included, in the site's
	// order of languages.
	Translations []*Page
	// Original is the version that this one is held against; nil for an original.
	Original *Page

	// index is the page's place in [Site.Pages].
	index int
}

// Label is the page's name in navigation.
func (p *Page) Label() string {
	if p.Meta.Menu.V != "" {
		return p.Meta.Menu.V
	}
	return p.Meta.Title.V
}

// IsIndex tells whether the page is the one of its directory.
func (p *Page) IsIndex() bool { return isIndex(p.Key) }

// In returns the page's version in a language, or nil.
func (p *Page) In(lang string) *Page {
	for _, t := range p.Translations {
		if t.Lang == lang {
			return t
		}
	}
	return nil
}

// Section returns the page whose children are the pages beside p, p itself if it has children; nil
// for home pages and for pages directly below one.
func (p *Page) Section() *Page {
	switch {
	case p.Parent == nil:
		return nil
	case len(p.Children) > 0:
		return p
	case p.Parent.Parent == nil:
		return nil
	default:
		return p.Parent
	}
}

// Text returns the document of a page, which is one of the site's.
func (s *Site) Text(p *Page) *content.Document { return s.texts[p.index] }

// Home returns the home page in a language, or nil.
func (s *Site) Home(lang string) *Page { return s.homes[lang] }

// GlossaryPage returns the page in a language that lists the glossary, or nil.
func (s *Site) GlossaryPage(lang string) *Page { return s.glossaries[lang] }

// New makes the model. Findings are about pages' addresses, publication, place and links, and about
// what they and the texts of criteria say of criteria. The error is the context's.
func New(
	ctx context.Context, config *content.Config, glossary *content.Glossary, docs *content.Documents, o Options,
) (*Site, diag.List, error) {
	s := &Site{
		Config:     config,
		Glossary:   glossary,
		Languages:  config.Codes(),
		Menu:       map[string][]*Page{},
		Footer:     map[string][]*Page{},
		Criteria:   map[string]*Criteria{},
		homes:      map[string]*Page{},
		glossaries: map[string]*Page{},
		byFile:     make(map[string]*Page, len(docs.Pages)),
		documents:  make(map[string]*content.Page, len(docs.Pages)),
		files:      make(map[string]string, len(docs.Files)),
		versions:   map[string][]*criteria.Set{},
		options:    o,
	}
	for _, f := range docs.Files {
		s.files[normal(f)] = f
	}
	b := newBuilder(s)
	for _, step := range []func(){
		func() { b.criteria(ctx) },
		func() { b.pages(docs.Pages) },
		b.families, b.translations, b.navigation, b.redirects, b.reviews, b.glossaryPages,
		func() { b.references = make([]references, len(s.Pages)); b.refer(ctx, s.Pages) },
		b.originals,
		func() { b.verdicts = make([]verdict, len(s.Pages)); b.judge(ctx, s.Pages) },
	} {
		step()
		if err := ctx.Err(); err != nil {
			return nil, diag.List{}, err
		}
	}
	return s, b.all(), nil
}

// builder holds what is only needed while a site is made.
type builder struct {
	*Site
	suggestions func() *suggestions
}

func newBuilder(s *Site) *builder {
	b := &builder{Site: s}
	b.suggestions = sync.OnceValue(b.newSuggestions)
	return b
}

func isIndex(key string) bool {
	return key == "index" || strings.HasSuffix(key, "/index")
}

// keys returns the keys of all documents, sorted, for suggestions.
func (b *builder) keys() []string {
	var keys []string
	for _, d := range b.documents {
		keys = append(keys, d.Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
