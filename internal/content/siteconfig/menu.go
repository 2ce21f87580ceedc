package siteconfig

import (
	"cmp"
	"net/url"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/hostname"
)

// MaxMenu is the number of entries that the menu may have, and the footer. They are on every page,
// so that the size of a site is that of its menu times the number of its pages.
const MaxMenu = 100

// MenuEntry is an entry of the menu or the footer: a page, or an address elsewhere with its title.
type MenuEntry struct {
	// Page is the path of a page below content/, without language and extension. It is set by the
	// short form.
	Page  content.Text
	URL   content.Text      `yaml:"url,required,line" jsonschema:"An address elsewhere, which begins with https: or http:."`
	Title content.Localized `yaml:"title,required,line" jsonschema:"The text of the link."`
}

// SetShort implements [strictyaml.Short]: the path of a page.
func (e *MenuEntry) SetShort(page content.Text) { e.Page = page }

// menus checks the entries that lead elsewhere, and unsets the addresses of those that can't.
func (v configChecker) menus() {
	for _, list := range []struct {
		name    string
		entries *[]MenuEntry
	}{{"menu", &v.c.Menu}, {"footer", &v.c.Footer}} {
		if entries := *list.entries; len(entries) > MaxMenu {
			first := entries[MaxMenu]
			v.add(cmp.Or(first.Page.Pos, first.URL.Pos), diag.SiteMenu, "name sections, and let their pages lead on",
				"%s: there are %d entries, and %d is the most: each page has all of them", list.name, len(entries), MaxMenu)
			*list.entries = entries[:MaxMenu]
		}
		for i := range *list.entries {
			e := &(*list.entries)[i]
			if !e.URL.IsSet() {
				continue
			}
			if len(v.c.Languages) > 0 { // Without valid languages, texts can't be checked.
				content.CheckLocalized(content.ConfigFile, "title", e.URL.Pos, e.Title, v.c.Codes(), v.list)
			}
			if u, err := url.Parse(e.URL.V); err != nil || !strings.EqualFold(u.Scheme, "https") && !strings.EqualFold(u.Scheme, "http") || u.Hostname() == "" {
				v.add(e.URL.Pos, diag.SiteMenu, "write the whole address, such as https://www.example.org/, or the path of a page without url:",
					"%s: %q isn't an address elsewhere", list.name, e.URL.V)
				e.URL = content.Text{}
			} else if ascii, err := hostname.InURL(e.URL.V); err == nil {
				e.URL.V = ascii
			}
		}
	}
}
