// Package selfcheck has the pages of a site that are self-checks, each of a version of a criteria
// set.
package selfcheck

import (
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/tree"
)

// Index holds the self-checks of a site. It is immutable.
type Index struct {
	catalog *edition.Catalog
	// pages are the self-checks; where a language has several of one version, the first by
	// address, and one that names no day before any that does.
	pages map[key]*tree.Page
}

type key struct {
	version *criteria.Set
	lang    string
}

// New collects the pages whose front matter says that they are self-checks.
func New(pages *tree.Tree, catalog *edition.Catalog) *Index {
	x := &Index{catalog, map[key]*tree.Page{}}
	for _, dated := range []bool{false, true} {
		for _, p := range pages.Pages {
			c := x.Of(p)
			if c == nil || dated == p.Meta.CriteriaOn.V.IsZero() {
				continue
			}
			if k := (key{c.Set, p.Lang}); x.pages[k] == nil {
				x.pages[k] = p
			}
		}
	}
	return x
}

// Of returns the version of a criteria set that a page is the self-check of, or nil.
func (x *Index) Of(p *tree.Page) *edition.Criteria {
	return x.catalog.Version(p.Meta.Criteria.V, p.Meta.CriteriaOn.V)
}

// Page returns the page in a language that is the self-check of a version of a set, or nil.
func (x *Index) Page(c *edition.Criteria, lang string) *tree.Page {
	if c == nil {
		return nil
	}
	return x.pages[key{c.Set, lang}]
}

// Only returns the self-check in a language of a version in force, if there is exactly one, or nil.
func (x *Index) Only(lang string) (only *tree.Page) {
	for k, p := range x.pages {
		if k.lang != lang || x.catalog.InForce[k.version.ID.V] != x.catalog.Edition(k.version) {
			continue
		}
		if only != nil {
			return nil
		}
		only = p
	}
	return only
}
