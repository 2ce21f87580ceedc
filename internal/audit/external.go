package audit

import (
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/site"
)

// Address is an external address that the site links to, and the position of the link.
type Address struct {
	URL, File string
	diag.Pos
}

// plainURL matches URLs in text without Markdown.
var plainURL = lazyregexp.New(`https?://[^\s<>"“”«»]+`)

// ExternalAddresses returns the addresses on other hosts that published pages, criteria in force,
// the glossary and site.yaml link to. It finds addresses in pages and criteria only where their
// Markdown was converted with Options.Addresses.
func ExternalAddresses(s *site.Site) []Address {
	var out []Address
	for _, p := range s.Pages {
		for _, a := range s.Text(p).Body.Addresses {
			out = append(out, Address{a.URL, p.File, a.Pos})
		}
	}
	for _, c := range s.Shown() {
		for text := range c.Prose() {
			for _, lang := range s.Languages {
				t := text[lang]
				body := c.Body(t)
				if body == nil {
					continue
				}
				for _, a := range body.Addresses {
					out = append(out, Address{a.URL, c.File, c.PosAt(t, a.Pos)})
				}
			}
		}
		for _, r := range c.Cited() {
			if r.URL != "" {
				out = append(out, Address{r.URL, c.File, r.Pos})
			}
		}
	}
	add := func(file string, t content.Text) {
		for _, url := range plainURL().FindAllString(t.V, -1) {
			out = append(out, Address{strings.TrimRight(url, ".,;:!?)'’"), file, t.Pos})
		}
	}
	for _, t := range s.Glossary.Terms {
		for _, lang := range s.Languages {
			add(content.GlossaryFile, t.Definition[lang])
		}
	}
	var authority []content.Text
	if a := s.Config.Authority; a != nil {
		authority = []content.Text{a.URL}
	}
	for _, t := range append(authority, s.Config.Contact.URL, s.Config.Security.Contact, s.Config.Security.Policy) {
		add(content.ConfigFile, t)
	}
	for _, e := range slices.Concat(s.Config.Menu, s.Config.Footer) {
		add(content.ConfigFile, e.URL)
	}
	return out
}
