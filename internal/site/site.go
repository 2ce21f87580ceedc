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
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/named"
	"baken.example/baken/internal/site/anchor"
	"baken.example/baken/internal/site/directive"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/link"
	"baken.example/baken/internal/site/redirect"
	"baken.example/baken/internal/site/selfcheck"
	"baken.example/baken/internal/site/suggest"
	"baken.example/baken/internal/site/tree"
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
	Redirects []redirect.Rule
	// Criteria are the versions of the criteria sets that are in force, by id.
	Criteria map[string]*Criteria
	// Announcement is the line at the top of every page, by language; nil if there is none on the
	// day.
	Announcement map[string]*hypertext.Body
	// Files are the paths of the pictures that pages and criteria show, sorted.
	Files []string
	// Downloads are the paths of the files that pages and criteria link to, or that an old address
	// leads to, sorted.
	Downloads []string

	base baseurl.URL
	tree *tree.Tree
	// catalog holds all versions of all criteria sets.
	catalog *edition.Catalog
	checks  *selfcheck.Index
	anchors *anchor.Anchors
	// references and verdicts are parallel to Pages.
	references []link.References
	verdicts   []verdict
	redirects  *redirect.Table
	// criteriaReferences are the references in texts of criteria.
	criteriaReferences link.References
	// sharedReferences are the references in the definitions of the glossary and the announcement.
	sharedReferences link.References
	announced        []announced
	// dated are the editions that pages show by a day, rather than because they are in force.
	dated   map[*criteria.Set]*Criteria
	options Options
	// unpublishedValues are the keys of the constants that pages use that aren't published.
	unpublishedValues map[string]bool
	// findings are the findings that aren't in references or verdicts.
	findings diag.List
}

// Page is a published page in one language.
type Page = tree.Page

// Target is the page or the file that a link leads to; the zero Target is a dead link's.
type Target = tree.Target

// ListFeed is the name of the feed of a list, below the address of its page.
const ListFeed = tree.ListFeed

// Place returns a canonical form of an unescaped path. Two paths with the same form lead to the
// same file on some hosts.
func Place(path string) string { return tree.Place(path) }

// Text returns the document of a page of this site.
func (s *Site) Text(p *Page) *content.Document { return s.tree.Text(p) }

// Resolve resolves the target of a link or picture, relative to the file of a page or a criteria
// set. An empty target is the page of the file itself.
func (s *Site) Resolve(file, target string) Target { return s.tree.Resolve(file, target) }

// Base returns the base URL of the site.
func (s *Site) Base() baseurl.URL { return s.base }

// Address returns the path on the host of a published file, percent-encoded, by its path below the
// site's root: "assets/a.css".
func (s *Site) Address(published string) string { return s.base.Address(published) }

// HasAnchor reports whether a page has the anchor of a fragment, terms of the glossary and parts of
// criteria sets included.
func (s *Site) HasAnchor(p *Page, fragment string) bool { return s.anchors.Has(p, fragment) }

// ConditionsPrefix returns the text that comes before the anchors of a set which a slot of the page
// shows in words: none for the first set on the page.
func (s *Site) ConditionsPrefix(p *Page, slot *hypertext.Slot) string {
	return s.anchors.ConditionsPrefix(p, slot)
}

// Home returns the home page in a language, or nil.
func (s *Site) Home(lang string) *Page { return s.tree.Home(lang) }

// GlossaryPage returns the page in a language that lists the glossary, or nil.
func (s *Site) GlossaryPage(lang string) *Page { return s.anchors.GlossaryPage(lang) }

// New builds the model. The findings are about the pages' addresses, dates, navigation,
// translations, links and references to criteria, and about the texts of criteria. The error is the
// context's.
func New(
	ctx context.Context, config *siteconfig.Config, glossary *content.Glossary, docs *content.Documents, o Options,
) (*Site, diag.List, error) {
	s := &Site{
		Config:    config,
		base:      config.Base(),
		Glossary:  glossary,
		Languages: config.Codes(),
		Menu:      map[string][]MenuItem{},
		Footer:    map[string][]MenuItem{},
		dated:     map[*criteria.Set]*Criteria{},
		options:   o,
	}
	b := newBuilder(s)
	for _, step := range []func(){
		func() { b.addCriteria(ctx) },
		b.addAnnouncement,
		func() { b.addPages(ctx, docs) },
		b.resolveMenus, b.addRedirects, b.checkReviews, b.addAnchors, b.addChecks, b.addDated, b.addCheckers,
		func() { b.references = make([]link.References, len(s.Pages)); b.checkReferences(ctx, s.Pages) },
		func() { b.verdicts = make([]verdict, len(s.Pages)); b.compareTranslations(ctx, s.Pages) },
	} {
		step()
		if err := ctx.Err(); err != nil {
			return nil, diag.List{}, err
		}
	}
	return s, b.allFindings(), nil
}

// addCriteria adds the versions of the criteria sets.
func (b *builder) addCriteria(ctx context.Context) {
	catalog, findings := edition.New(ctx, edition.Options{
		Languages: b.Languages, Date: b.options.Date, KeepGoing: b.options.KeepGoing,
		Sets: b.options.Criteria, Missing: b.options.CriteriaMissing, Converters: b.options.Converters,
	})
	b.catalog, b.Criteria = catalog, catalog.InForce
	b.findings.Join(findings)
}

// addPages checks the front matter of all documents, and adds the pages. It adds none when ctx is
// done.
func (b *builder) addPages(ctx context.Context, docs *content.Documents) {
	for _, d := range docs.Pages {
		b.checkSettings(&d.Page)
	}
	t, findings, err := tree.New(ctx, docs, tree.Options{
		Languages: b.Languages, Base: b.base, Date: b.options.Date, Drafts: b.options.Drafts,
	})
	if err != nil {
		return
	}
	b.tree, b.Pages = t, t.Pages
	b.suggester = suggest.NewSuggester(t)
	b.findings.Join(findings)
	for _, d := range docs.Pages {
		if t.Published(&d.Page) {
			continue
		}
		for _, v := range d.Body.Values {
			if b.unpublishedValues == nil {
				b.unpublishedValues = map[string]bool{}
			}
			b.unpublishedValues[constant.Key(v.Set, v.Name)] = true
		}
	}
}

// checkSettings checks the layout, criteria set and original language that front matter names.
func (b *builder) checkSettings(d *content.Page) {
	if l := d.Meta.Layout; l.V != "" && !slices.Contains(b.options.Layouts, l.V) {
		b.findings.Add(d.File, l.Pos, diag.LayoutUnknown, "the layouts are "+strings.Join(b.options.Layouts, ", "),
			"there is no layout %q%s", l.V, diag.DidYouMean(l.V, b.options.Layouts))
	}
	b.checkCriteriaOn(d)
	if c := d.Meta.Criteria; c.V != "" && !d.Meta.CriteriaOn.IsSet() {
		b.catalog.FindInForce(d.File, c.Pos, c.V, &b.findings, new(diag.Speller))
	}
	if t := d.Meta.Translation; t != nil && t.From.IsSet() {
		b.checkTranslatedFrom(d, t.From)
	}
}

// addChecks adds the self-checks.
func (b *builder) addChecks() { b.checks = selfcheck.New(b.tree, b.catalog) }

// addAnchors adds the anchors of pages.
func (b *builder) addAnchors() {
	anchors, findings := anchor.New(b.tree, b.catalog, b.Glossary)
	b.anchors = anchors
	b.findings.Join(findings)
}

// addCheckers adds the checkers of texts.
func (b *builder) addCheckers() {
	b.directives = directive.New(b.tree, b.catalog, b.checks)
	b.links = link.New(b.tree, b.anchors, link.Options{Shows: b.options.Shows, KeepGoing: b.options.KeepGoing, Suggester: b.suggester})
}

// addRedirects adds the redirects.
func (b *builder) addRedirects() {
	table, findings := redirect.New(b.tree, redirect.Options{Files: b.Config.Files, KeepGoing: b.options.KeepGoing, Suggester: b.suggester})
	b.redirects, b.Redirects = table, table.Rules
	b.findings.Join(findings)
}

// builder builds a site. It holds state that isn't needed afterwards.
type builder struct {
	*Site
	suggester  *suggest.Suggester
	links      *link.Checker
	directives *directive.Checker
	// valueNames are the named values, to suggest one, and constantSets the sets by the names of
	// their constants.
	valueNames   func() *diag.Candidates
	constantSets func() map[string]string
}

func newBuilder(s *Site) *builder {
	b := &builder{Site: s}
	b.valueNames = sync.OnceValue(func() *diag.Candidates { return diag.NewCandidates(b.options.Values.Names()) })
	b.constantSets = sync.OnceValue(b.setsOfConstants)
	return b
}

// keys returns the keys of all documents, sorted, for suggestions.
func (b *builder) keys() []string {
	var keys []string
	for d := range b.tree.Documents() {
		keys = append(keys, d.Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
