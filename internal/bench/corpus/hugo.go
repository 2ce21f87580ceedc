package corpus

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// hugoFile is the path of the page's file in a language, below content.
func (p *page) hugoFile(code string) string {
	if p.index {
		return p.dir + "_" + p.name + "." + code + ".md"
	}
	return p.file(code)
}

// hugoFrontMatter says what [Corpus.frontMatter] says, in Hugo's words.
func (c *Corpus) hugoFrontMatter(p *page, lang int) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	key(&b, "title", p.title[lang])
	key(&b, "description", p.description[lang])
	switch s := p.slug(lang); {
	case s != "":
		key(&b, "slug", s)
	case p.index && p.parent != nil:
		// Without one, Hugo would take a section's title for its segment of the address.
		key(&b, "slug", p.slugs[lang])
	}
	if p.weight > 0 {
		key(&b, "weight", strconv.Itoa(p.weight))
	}
	if p.menu != nil {
		key(&b, "linkTitle", p.menu[lang])
	}
	if p.alias {
		// Hugo puts the language before it.
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
	if p.yearly {
		key(&b, "review_every", "1 year")
	}
	if p.silent {
		key(&b, "feedback", "false")
	}
	b.WriteString("---\n\n")
	return b.Bytes()
}

var (
	passageOfOtherLanguage = regexp.MustCompile(`\[([^\]\n]*)\]\{lang=[A-Za-z-]+\}`)
	directive              = regexp.MustCompile(`(?m)^::[a-z]+\n+`)
)

// hugoText takes out of a text what only Baken's Markdown has.
func hugoText(text []byte) []byte {
	text = passageOfOtherLanguage.ReplaceAll(text, []byte("$1"))
	return directive.ReplaceAll(text, nil)
}

// hugoLanguages is the part of Hugo's configuration that says what site.yaml says.
func (c *Corpus) hugoLanguages() File {
	var b bytes.Buffer
	for lang, l := range c.vocabulary.Languages {
		fmt.Fprintf(&b, "%s:\n  label: %s\n  locale: %s\n  weight: %d\n", l.Code, l.Name, l.Code, lang+1)
		fmt.Fprintf(&b, "  title: %s\n", c.vocabulary.Site.Title[l.Code])
		fmt.Fprintf(&b, "  params:\n    description: %s\n", c.vocabulary.Site.Description[l.Code])
		fmt.Fprintf(&b, "    email: %s\n    editURL: https://git.example.net/guidance/edit/main/content/\n", mail)
		if lang == 0 {
			// The redirects of all languages are one file.
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
