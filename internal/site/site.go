package site

import (
	"context"
	"slices"
	"strings"
	"sync"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/named"
)

// Options are the inputs of [New] that don't come from editors' documents.
type Options struct {
	// Date is the day for which the site is built. Publish, expires and reviews depend on it.
	Date content.Date
	// Today is the day on which the site is built, if that isn't Date: a review before it isn't in
	// the future.
	Today content.Date
	// Drafts includes drafts, and pages outside their dates, in the site.
	Drafts bool
	// KeepGoing reports a page or a version of criteria that only its date keeps away as
	// [diag.DayPassed], a warning, so that the site can be published without it.
	KeepGoing bool
	// Layouts are the valid values of a page's layout.
	Layouts []string
	// Shows reports whether browsers show a file as a picture, and if not, a remedy that may be
	// empty; nil means that they show all.
	Shows func(file string) (shown bool, remedy string)
	// Criteria are all versions of all criteria sets that could be read. CriteriaMissing reports
	// whether some couldn't: a reference to an unknown set then has no finding.
	Criteria        []*criteria.Set
	CriteriaMissing bool
	// Values are the named values; nil means that there are none.
	Values *named.Values
	// Converters convert the Markdown of criteria, by language. They mark no glossary terms.
	Converters map[string]*markdown.Converter
}

// Site is the model of a portal. It is immutable, and so is everything that it refers to.
type Site struct {
	Config   *siteconfig.Config
	Glossary *content.Glossary
	// Languages are the codes in the site's order.
	Languages []string
	// Pages are the published pages, by language in the site's order, then by URL.
	Pages []*Page
	// Menu and Footer are the items of the menu and the footer, by language.
	Menu, Footer map[string][]MenuItem
	// Redirects lead from aliases to pages, sorted by their From.
	Redirects []Redirect
	// Criteria are the versions of the criteria sets that are in force, by id.
	Criteria map[string]*Criteria
	// Announcement is the line at the top of every page, by language; nil if there is none on the
	// day.
	Announcement map[string]*markdown.Body
	// Files are the paths of the pictures that pages and criteria show, sorted.
	Files []string
	// Downloads are the paths of the files that pages and criteria link to, or that an old address
	// leads to, sorted.
	Downloads []string

	base  baseurl.URL
	homes map[string]*Page
	// checks are the pages that are the self-check of a version; where a language has several of
	// one version, the first by address, and one that names no day before any that does.
	checks     map[checkKey]*Page
	glossaries map[string]*Page
	// byFile, documents and files are keyed by a file's normalized path.
	byFile    map[string]*Page
	documents map[string]*content.Page
	files     map[string]string
	// broken are the pages that couldn't be read, by their file's normalized path. What refers to
	// one has no finding.
	broken map[string]*content.Page
	// texts, references and verdicts are parallel to Pages.
	texts      []*content.Document
	references []references
	verdicts   []verdict
	// aliased are the files that old addresses lead to.
	aliased []string
	// criteriaReferences are the references in texts of criteria.
	criteriaReferences references
	// sharedReferences are the references in the definitions of the glossary and the announcement.
	sharedReferences references
	announced        []announced
	// versions are all versions of each criteria set, by id.
	versions map[string][]*criteria.Set
	// editions are all versions of all sets, with their Markdown converted.
	editions map[*criteria.Set]*Criteria
	// dated are the editions that pages show by a day, rather than because they are in force.
	dated   map[*criteria.Set]*Criteria
	options Options
	// unpublishedValues are the keys of the constants that pages use that aren't published.
	unpublishedValues map[string]bool
	// findings are the findings that aren't in references or verdicts.
	findings diag.List
}

// Page is a published page in one language.
type Page struct {
	*content.Page
	// Path is the page's path below the site's root, unescaped: "/en/über/".
	Path string
	// URL is the page's path on its host, percent-encoded: "/en/%C3%BCber/", or
	// "/guide/en/%C3%BCber/" for a site under /guide/.
	URL string
	// Parent is the page of the nearest directory above; nil for a home page.
	Parent *Page
	// Children are the pages whose parent this is, in the order of navigation.
	Children []*Page
	// Previous and Next are the neighbours in the section, which begins with the section's page;
	// or nil.
	Previous, Next *Page
	// Translations are all published language versions of the page, itself included, in the site's
	// order of languages.
	Translations []*Page
	// Original is the version that this one is compared with; nil for an original.
	Original *Page

	// index is the page's place in [Site.Pages].
	index int
}

// Label returns the page's name in navigation.
func (p *Page) Label() string {
	if p.Meta.Menu.V != "" {
		return p.Meta.Menu.V
	}
	return p.Meta.Title.V
}

// IsIndex reports whether the page is the index page of its directory.
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

// Section returns the page whose children are the pages beside p, or p itself if it has children.
// It returns nil for home pages, and for pages without children directly below one.
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

// Text returns the document of a page of this site.
func (s *Site) Text(p *Page) *content.Document { return s.texts[p.index] }

// Base returns the base URL of the site.
func (s *Site) Base() baseurl.URL { return s.base }

// Address returns the path on the host of a published file, percent-encoded, by its path below the
// site's root: "assets/a.css".
func (s *Site) Address(published string) string { return s.base.Address(published) }

// Home returns the home page in a language, or nil.
func (s *Site) Home(lang string) *Page { return s.homes[lang] }

// GlossaryPage returns the page in a language that lists the glossary, or nil.
func (s *Site) GlossaryPage(lang string) *Page { return s.glossaries[lang] }

// New builds the model. The findings are about the pages' addresses, dates, navigation,
// translations, links and references to criteria, and about the texts of criteria. The error is the
// context's.
func New(
	ctx context.Context, config *siteconfig.Config, glossary *content.Glossary, docs *content.Documents, o Options,
) (*Site, diag.List, error) {
	s := &Site{
		Config:     config,
		base:       config.Base(),
		Glossary:   glossary,
		Languages:  config.Codes(),
		Menu:       map[string][]MenuItem{},
		Footer:     map[string][]MenuItem{},
		Criteria:   map[string]*Criteria{},
		homes:      map[string]*Page{},
		checks:     map[checkKey]*Page{},
		glossaries: map[string]*Page{},
		byFile:     make(map[string]*Page, len(docs.Pages)),
		documents:  make(map[string]*content.Page, len(docs.Pages)),
		files:      make(map[string]string, len(docs.Files)),
		versions:   map[string][]*criteria.Set{},
		editions:   map[*criteria.Set]*Criteria{},
		dated:      map[*criteria.Set]*Criteria{},
		broken:     make(map[string]*content.Page, len(docs.Broken)),
		options:    o,
	}
	for i := range docs.Broken {
		s.broken[normal(docs.Broken[i].File)] = &docs.Broken[i]
	}
	for _, f := range docs.Files {
		s.files[normal(f)] = f
	}
	b := newBuilder(s)
	for _, step := range []func(){
		func() { b.addCriteria(ctx) },
		b.addAnnouncement,
		func() { b.addPages(docs.Pages) },
		b.buildTree, b.addLists, b.groupTranslations, b.resolveMenus, b.addRedirects, b.checkReviews, b.addGlossaryPages, b.addChecks, b.addDated,
		func() { b.references = make([]references, len(s.Pages)); b.checkReferences(ctx, s.Pages) },
		b.setOriginals,
		func() { b.verdicts = make([]verdict, len(s.Pages)); b.compareTranslations(ctx, s.Pages) },
	} {
		step()
		if err := ctx.Err(); err != nil {
			return nil, diag.List{}, err
		}
	}
	return s, b.allFindings(), nil
}

// builder builds a site. It holds state that isn't needed afterwards.
type builder struct {
	*Site
	suggestions func() *suggestions
	// valueNames are the named values, to suggest one, and constantSets the sets by the names of
	// their constants.
	valueNames   func() *diag.Candidates
	constantSets func() map[string]string
}

func newBuilder(s *Site) *builder {
	b := &builder{Site: s}
	b.suggestions = sync.OnceValue(b.newSuggestions)
	b.valueNames = sync.OnceValue(func() *diag.Candidates { return diag.NewCandidates(b.options.Values.Names()) })
	b.constantSets = sync.OnceValue(b.setsOfConstants)
	return b
}

// isBroken reports whether a page, by its key, couldn't be read in a language.
func (s *Site) isBroken(key, lang string) bool {
	return s.broken[normal(content.PageFile(key, lang))] != nil
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
