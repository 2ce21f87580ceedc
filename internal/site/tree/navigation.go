package tree

import (
	"cmp"
	"path"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// buildTree sets the parents, children and neighbours of pages, and reports languages without a
// home page.
func (b *builder) buildTree() {
	indexes := map[dirKey]*Page{}
	for _, p := range b.Pages {
		if p.IsIndex() {
			indexes[dirKey{p.Lang, path.Dir(p.Key)}] = p
		}
		if p.Key == "index" {
			b.homes[p.Lang] = p
		}
	}
	for _, p := range b.Pages {
		dir := path.Dir(p.Key)
		if p.IsIndex() {
			if dir == "." {
				continue
			}
			dir = path.Dir(dir)
		}
		for ; p.Parent == nil; dir = path.Dir(dir) {
			p.Parent = indexes[dirKey{p.Lang, dir}]
			if dir == "." {
				break
			}
		}
		if p.Parent != nil {
			p.Parent.Children = append(p.Parent.Children, p)
		}
	}
	collators := map[string]*collate.Collator{}
	for _, lang := range b.options.Languages {
		collators[lang] = collate.New(language.Make(lang), collate.Numeric)
		if b.homes[lang] == nil && b.Broken(content.PageFile("index", lang)) == nil {
			b.findings.Add(content.PageFile("index", lang), diag.Pos{}, diag.HomeMissing,
				"write it, or take the language out of "+content.ConfigFile, "there is no home page in %q", lang)
		}
	}
	for _, p := range b.Pages {
		if len(p.Children) > 0 {
			orderChildren(p, collators[p.Lang])
		}
	}
}

// orderChildren sorts a page's children by weight, label (numbers in it by their value) and path,
// or those of a list by day, weight and key, and links each to the previous and the next one. The
// children of a home page are sections and aren't linked.
func orderChildren(p *Page, c *collate.Collator) {
	slices.SortFunc(p.Children, func(x, y *Page) int {
		if p.IsList() {
			return cmp.Or(
				y.Meta.Date.V.Compare(x.Meta.Date.V.Time),
				cmp.Compare(x.Meta.Weight, y.Meta.Weight),
				c.CompareString(x.Key, y.Key), // The same in all languages.
				cmp.Compare(x.Path, y.Path),
			)
		}
		return cmp.Or(
			cmp.Compare(x.Meta.Weight, y.Meta.Weight),
			c.CompareString(x.Label(), y.Label()),
			cmp.Compare(x.Path, y.Path),
		)
	})
	if p.Parent == nil {
		return
	}
	previous := p
	for _, child := range p.Children {
		child.Previous = previous
		previous.Next = child
		previous = child
	}
}
