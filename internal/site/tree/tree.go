// Package tree has the pages of a site in their places: the address of each one, the pages above,
// below and beside it, and its versions in other languages. It resolves paths in texts to them.
//
// # URLs
//
// A page's URL is /LANG/, a segment for each directory, and a segment for the page, each followed
// by a slash. A page's segment is the slug of its front matter or else the name of its file. A
// directory's is the slug of its index page in that language or else its name. The index page of a
// directory has the directory's URL, and content/index.LANG.md is the home page /LANG/.
//
// # Publication
//
// A draft, a page before its publish date and a page from its expires date on aren't in the tree.
// Their documents are known, so that a link to one can be told from a dead one.
package tree

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// Options are the inputs of [New] beside the documents.
type Options struct {
	// Languages are the codes of the site's languages, in the site's order.
	Languages []string
	Base      baseurl.URL
	// Date is the day for which the site is built.
	Date content.Date
	// Drafts publishes drafts, and pages outside their dates.
	Drafts bool
}

// Tree holds the pages of a site and their texts. It is immutable.
type Tree struct {
	// Pages are the published pages, by language in the site's order, then by URL.
	Pages []*Page

	options Options
	homes   map[string]*Page
	// texts are parallel to Pages.
	texts []*content.Document
	// byFile, documents and files are keyed by a file's normalized path.
	byFile    map[string]*Page
	documents map[string]*content.Page
	files     map[string]string
	// broken are the pages that couldn't be read, by their file's normalized path.
	broken map[string]*content.Page
}

// New places the pages of the documents. The findings are about their addresses, the names of
// files, lists of pages, and pages and translations that are missing. The error is the context's.
func New(ctx context.Context, docs *content.Documents, o Options) (*Tree, diag.List, error) {
	t := &Tree{
		options:   o,
		homes:     map[string]*Page{},
		byFile:    make(map[string]*Page, len(docs.Pages)),
		documents: make(map[string]*content.Page, len(docs.Pages)),
		files:     make(map[string]string, len(docs.Files)),
		broken:    make(map[string]*content.Page, len(docs.Broken)),
	}
	for i := range docs.Broken {
		t.broken[normal(docs.Broken[i].File)] = &docs.Broken[i]
	}
	for _, f := range docs.Files {
		t.files[normal(f)] = f
	}
	b := &builder{Tree: t}
	for _, step := range []func(){
		func() { b.addPages(docs.Pages) }, b.buildTree, b.addLists, b.groupTranslations, b.setOriginals,
	} {
		step()
		if err := ctx.Err(); err != nil {
			return nil, diag.List{}, err
		}
	}
	return t, b.findings, nil
}

// builder builds a tree.
type builder struct {
	*Tree
	findings diag.List
}

// With returns the tree with docs as the texts of pages, which have the same front matter. It
// shares everything else with t.
func (t *Tree) With(pages []*Page, docs []*content.Document) *Tree {
	next := *t
	next.texts = slices.Clone(t.texts)
	for i, p := range pages {
		next.texts[p.index] = docs[i]
	}
	return &next
}

// Languages returns the codes of the site's languages, in the site's order.
func (t *Tree) Languages() []string { return t.options.Languages }

// Base returns the base URL of the site.
func (t *Tree) Base() baseurl.URL { return t.options.Base }

// Text returns the document of a page of the tree.
func (t *Tree) Text(p *Page) *content.Document { return t.texts[p.index] }

// Home returns the home page in a language, or nil.
func (t *Tree) Home(lang string) *Page { return t.homes[lang] }

// Published reports whether a document is a page of the site on its day.
func (t *Tree) Published(d *content.Page) bool {
	return t.options.Drafts || t.Absence(d) == ""
}

// Absence returns the end of a message that says why a document isn't published on the site's day,
// or "".
func (t *Tree) Absence(d *content.Page) string { return d.Meta.Absence(t.options.Date) }

// ByDate reports whether a document is kept from the site by its dates only, and isn't a draft.
func (t *Tree) ByDate(d *content.Page) bool { return !d.Meta.Draft && !t.Published(d) }

// Page returns the page of a file, or nil. Like all methods that take a file, it takes the path
// from the site directory in any form of its accents (UAX #15).
func (t *Tree) Page(file string) *Page { return t.byFile[normal(file)] }

// Document returns the page of a file, published or not, or nil.
func (t *Tree) Document(file string) *content.Page { return t.documents[normal(file)] }

// Documents yields the pages of all files, published or not, in no order.
func (t *Tree) Documents() iter.Seq[*content.Page] { return maps.Values(t.documents) }

// Broken returns the page of a file that couldn't be read, or nil. It has findings of its own, and
// what refers to it needs none.
func (t *Tree) Broken(file string) *content.Page { return t.broken[normal(file)] }

// AllBroken yields the pages that couldn't be read, in no order.
func (t *Tree) AllBroken() iter.Seq[*content.Page] { return maps.Values(t.broken) }

// Complete reports whether all pages could be read.
func (t *Tree) Complete() bool { return len(t.broken) == 0 }

// File returns the path of a picture or download as its directory spells it, or "".
func (t *Tree) File(file string) string { return t.files[normal(file)] }

// Files yields the paths of all files below content/ that aren't pages, in no order.
func (t *Tree) Files() iter.Seq[string] { return maps.Values(t.files) }

// Target is the page or the file that a link leads to; the zero Target is a dead link's.
type Target struct {
	Page *Page
	// File is the path of a picture or download, from the site directory.
	File string
}

// Resolve resolves the target of a link or picture, relative to the file of a page or a criteria
// set. An empty target is the page of the file itself.
func (t *Tree) Resolve(file, target string) Target {
	if target == "" {
		return Target{Page: t.byFile[normal(file)]}
	}
	if strings.HasSuffix(target, "/") {
		return Target{} // A directory is neither a page nor a file.
	}
	place := normal(source.Beside(file, target))
	if page := t.byFile[place]; page != nil {
		return Target{Page: page}
	}
	return Target{File: t.files[place]}
}

// normal returns a path in Unicode Normalization Form C (UAX #15), so that an é in a text equals
// the é of a file's name, which some file systems store decomposed.
func normal(path string) string { return norm.NFC.String(path) }
