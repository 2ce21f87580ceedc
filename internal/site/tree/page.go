package tree

import (
	"strings"

	"baken.example/baken/internal/content"
)

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

	// index is the page's place in [Tree.Pages].
	index int
}

// Label returns the page's name in navigation.
func (p *Page) Label() string {
	if p.Meta.Menu.V != "" {
		return p.Meta.Menu.V
	}
	return p.Meta.Title.V
}

// Index returns the page's place in [Tree.Pages].
func (p *Page) Index() int { return p.index }

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

func isIndex(key string) bool {
	return key == "index" || strings.HasSuffix(key, "/index")
}
