package corpus

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// hugoFile returns the path, below content, of the page's file in a language on a site for Hugo.
func (p *page) hugoFile(code string) string {
	if p.index {
		return p.dir + "_" + p.name + "." + code + ".md"
	}
	return p.file(code)
}

// hugoFrontMatter returns the front matter of [Corpus.frontMatter] with Hugo's names of the fields.
func (c *Corpus) hugoFrontMatter(p *page, lang int) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	key(&b, "title", p.title[lang])
	key(&b, "description", p.description[lang])
	switch s := p.slug(lang); {
	case s != "":
		key(&b, "slug", s)
	case p.index && p.parent != nil:
		// Without a slug, Hugo would make the section's segment of the address from its title.
		key(&b, "slug", p.slugs[lang])
	}
	if p.weight > 0 {
		key(&b, "weight", strconv.Itoa(p.weight))
	}
	if p.menu != nil {
		key(&b, "linkTitle", p.menu[lang])
	}
	if p.moved {
		// Hugo itself adds the language before the alias.
		fmt.Fprintf(&b, "aliases:\n  - %s\n", strings.TrimPrefix(c.alias(p, lang), "/"+c.code(lang)))
	}
	if p.draft {
		key(&b, "draft", "true")
	}
	if !p.publish.IsZero() {
		key(&b, "publishDate", p.publish.Format("2006-01-02"))
	}
	if !p.expire.IsZero() {
		key(&b, "expiryDate", p.expire.Format("2006-01-02"))
	}
	key(&b, "reviewed", p.reviewed.Format("2006-01-02"))
	if p.reviewedYearly {
		key(&b, "review_every", "1 year")
	}
	if p.noFeedback {
		key(&b, "feedback", "false")
	}
	b.WriteString("---\n\n")
	return b.Bytes()
}

var (
	langAttribute = regexp.MustCompile(`\[([^\]\n]*)\]\{lang=[A-Za-z-]+\}`)
	directive     = regexp.MustCompile(`(?m)^::[a-z]+\n+`)
)

// hugoText removes the markup that only Baken reads from a text: directives and lang attributes.
func hugoText(text []byte) []byte {
	text = langAttribute.ReplaceAll(text, []byte("$1"))
	return directive.ReplaceAll(text, nil)
}

// hugoLanguages returns the part of Hugo's configuration that corresponds to site.yaml: languages,
// titles, descriptions, menus and the contact address.
func (c *Corpus) hugoLanguages() File {
	var b bytes.Buffer
	for lang, l := range c.vocabulary.Languages {
		fmt.Fprintf(&b, "%s:\n  label: %s\n  locale: %s\n  weight: %d\n", l.Code, l.Name, l.Code, lang+1)
		fmt.Fprintf(&b, "  title: %s\n", c.vocabulary.Site.Title[l.Code])
		fmt.Fprintf(&b, "  params:\n    description: %s\n", c.vocabulary.Site.Description[l.Code])
		fmt.Fprintf(&b, "    email: %s\n    editURL: https://git.example.net/guidance/edit/main/content/\n", mail)
		if lang == 0 {
			// One file has the redirects of all languages.
			b.WriteString("  outputs:\n    home: [html, feed, redirects]\n")
		}
		b.WriteString("  menus:\n")
		for _, menu := range []struct {
			name  string
			pages []*page
		}{{"main", c.menu}, {"footer", c.footer}} {
			fmt.Fprintf(&b, "    %s:\n", menu.name)
			for i, p := range menu.pages {
				ref := "/" + p.dir + p.name
				if p.index {
					ref = "/" + p.dir
				}
				fmt.Fprintf(&b, "      - {pageRef: %s, weight: %d}\n", ref, i+1)
			}
		}
	}
	return File{"config/_default/languages.yaml", b.Bytes()}
}
