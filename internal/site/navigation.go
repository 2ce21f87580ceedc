package site

import (
	"cmp"
	"path"
	"slices"
	"time"

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
	for _, lang := range b.Languages {
		collators[lang] = collate.New(language.Make(lang), collate.Numeric)
		if b.homes[lang] == nil && !b.isBroken("index", lang) {
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

// groupTranslations links the language versions of each page and reports missing ones.
func (b *builder) groupTranslations() {
	byKey := make(map[string][]*Page, len(b.Pages)/max(1, len(b.Languages)))
	for _, p := range b.Pages {
		byKey[p.Key] = append(byKey[p.Key], p) // Pages are in the order of the languages.
	}
	for _, versions := range byKey {
		for _, p := range versions {
			p.Translations = versions
		}
	}
	for _, p := range b.Pages {
		if p != p.Translations[0] {
			continue
		}
		for _, lang := range b.Languages {
			file := content.PageFile(p.Key, lang)
			if p.In(lang) == nil && b.documents[file] == nil && b.broken[file] == nil && p.Key != "index" {
				b.findings.Add(p.File, diag.Pos{}, diag.TranslationMissing, "write "+file,
					"the page isn't there in %q", lang)
			}
		}
	}
}

// securityNotice is how long before security.txt expires the finding about it begins.
const securityNotice = 30 * 24 * time.Hour

// checkReviews reports pages whose review is overdue or dated in the future, and a security.txt
// that has expired or soon will.
func (b *builder) checkReviews() {
	if e := b.Config.Security.Expires; e.IsSet() && e.V.Before(b.options.Date.Add(securityNotice)) {
		verb := "expires"
		if !e.V.After(b.options.Date.Time) {
			verb = "expired"
		}
		b.findings.Add(content.ConfigFile, e.Pos, diag.SiteSecurity, "check the contact and put a day within the next year here",
			"security.txt %s on %s", verb, e.V.Format(time.DateOnly))
	}
	today := b.options.Date
	if b.options.Today.After(today.Time) {
		today = b.options.Today
	}
	for _, p := range b.Pages {
		m := p.Meta
		b.checkDays(p, today)
		if m.Reviewed.IsSet() && m.Reviewed.V.After(today.Time) {
			b.findings.Add(p.File, m.Reviewed.Pos, diag.DateOrder, "put the day here on which the page was last read",
				"reviewed lies in the future: %s", m.Reviewed.V.Format(time.DateOnly))
			continue
		}
		if !m.Reviewed.IsSet() || !m.ReviewEvery.IsSet() {
			continue
		}
		if due := m.ReviewEvery.V.After(m.Reviewed.V); b.options.Date.After(due.Time) {
			b.findings.Add(p.File, m.Reviewed.Pos, diag.ReviewOverdue, "read it again and put today's date here",
				"the page was to be reviewed by %s", due.Format(time.DateOnly))
		}
	}
}
