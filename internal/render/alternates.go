package render

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// alternates returns the link elements of a page's language versions.
func (r *Renderer) alternates(buffers *buffers, p *site.Page) template.HTML {
	b := buffers.alternates[:0]
	for lang, path := range p.Alternates() {
		b = r.alternate(b, lang, path)
	}
	buffers.alternates = b
	return trusted.Borrowed(b)
}

// alternate appends the link element of a language version. It doesn't use a template, for the same
// reason as [navigation.AppendContents].
func (r *Renderer) alternate(b []byte, lang, path string) []byte {
	b = append(b, `<link rel="alternate" hreflang="`...)
	b = append(b, html.EscapeString(lang)...)
	b = append(b, `" href="`...)
	b = append(b, html.EscapeString(r.Site.Base().Origin)...)
	b = append(b, html.EscapeString(path)...)
	return append(b, `">`...)
}

// dataLinks appends link elements to the data in force that a page lists (HTML, 4.6.7.1:
// alternate).
func (r *Renderer) dataLinks(p *site.Page, l *language) string {
	var b strings.Builder
	slots := r.Site.Text(p).Body.Slots
	for i := range slots {
		if slots[i].Kind != hypertext.SlotDirective || slots[i].Target != directive.Data {
			continue
		}
		set, _ := slots[i].Argument("set")
		c := r.Site.Criteria[set.Value]
		if c == nil {
			continue
		}
		for _, f := range r.publisher.Files(c.Set, false, l.Code) {
			if f.Linked {
				bare, _, _ := strings.Cut(f.MediaType, ";")
				fmt.Fprintf(&b, "<link rel=\"alternate\" type=\"%s\" href=\"%s\">\n", bare, html.EscapeString(r.Site.Address(f.Path)))
			}
		}
	}
	return b.String()
}
