package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
)

// MenuItem is an item of the menu or the footer in a language. Page is nil for one that leads
// elsewhere.
type MenuItem struct {
	Page       *Page
	Title, URL string
}

// MenuPages returns the pages of the menu in a language, without what leads elsewhere.
func (s *Site) MenuPages(lang string) []*Page {
	var out []*Page
	for _, item := range s.Menu[lang] {
		if item.Page != nil {
			out = append(out, item.Page)
		}
	}
	return out
}

// Top returns the pages directly below the home page in a language: those of the menu, in its
// order, and behind them all others.
func (s *Site) Top(lang string) []*Page {
	home := s.Home(lang)
	if home == nil {
		return nil
	}
	var out []*Page
	added := map[*Page]bool{}
	for _, p := range slices.Concat(s.MenuPages(lang), home.Children) {
		if p.Parent == home && !added[p] {
			added[p] = true
			out = append(out, p)
		}
	}
	return out
}

// resolveMenus looks up the pages that site.yaml names in its menu and footer.
func (b *builder) resolveMenus() {
	keys := map[string]bool{}
	for d := range b.tree.Documents() {
		keys[d.Key] = true
	}
	for d := range b.tree.AllBroken() {
		keys[d.Key] = true
	}
	var speller diag.Speller
	var sorted []string // made for the first key that isn't there
	for _, list := range []struct {
		name    string
		entries []siteconfig.MenuEntry
		into    map[string][]MenuItem
	}{{"menu", b.Config.Menu, b.Menu}, {"footer", b.Config.Footer, b.Footer}} {
		for _, entry := range list.entries {
			text := entry.Page
			if entry.URL.IsSet() {
				for _, lang := range b.Languages {
					list.into[lang] = append(list.into[lang], MenuItem{Title: entry.Title.In(lang), URL: entry.URL.V})
				}
			}
			if !text.IsSet() {
				continue // It leads elsewhere, or loading has reported it.
			}
			key := norm.NFC.String(text.V)
			if !keys[key] && keys[path.Join(key, "index")] {
				key = path.Join(key, "index")
			}
			if !keys[key] {
				if sorted == nil {
					sorted = b.keys()
				}
				if strings.Contains(text.V, "://") {
					b.findings.Add(content.ConfigFile, text.Pos, diag.SiteMenu, "write {url: "+text.V+", title: …}, with a title in each language",
						"%s: the address elsewhere %q has no title", list.name, text.V)
					continue
				}
				b.findings.Add(content.ConfigFile, text.Pos, diag.SiteMenu, "name the page by its file, without the language and .md",
					"%s: there is no page %q%s", list.name, text.V, b.suggestKey(text.V, keys, sorted, &speller))
				continue
			}
			for _, lang := range b.Languages {
				if p := b.tree.Page(content.PageFile(key, lang)); p != nil {
					list.into[lang] = append(list.into[lang], MenuItem{Page: p, Title: p.Label(), URL: p.URL})
				}
			}
		}
	}
}

// suggestKey returns a suggestion for an unknown key, which may be a file's name, a URL or
// misspelt, as the end of a message.
func (b *builder) suggestKey(written string, keys map[string]bool, sorted []string, speller *diag.Speller) string {
	bare := strings.TrimSuffix(strings.Trim(written, "/"), ".md")
	for _, lang := range b.Languages {
		bare = strings.TrimSuffix(strings.TrimPrefix(bare, lang+"/"), "."+lang)
	}
	bare = strings.TrimPrefix(bare, "content/")
	if bare != written && (keys[bare] || keys[path.Join(bare, "index")]) {
		return fmt.Sprintf("; did you mean %q?", bare)
	}
	return speller.DidYouMean(written, sorted)
}
