package corpus

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

const (
	baseURL = "https://guidance.example.net"
	mail    = "contact@guidance.example.net"
)

// frontMatter returns the front matter of a page in a language, as an editor of a site for Baken
// writes it.
func (c *Corpus) frontMatter(p *page, lang int) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	key(&b, "title", p.title[lang])
	key(&b, "description", p.description[lang])
	if s := p.slug(lang); s != "" {
		key(&b, "slug", s)
	}
	if p.weight > 0 {
		key(&b, "weight", strconv.Itoa(p.weight))
	}
	if p.menu != nil {
		key(&b, "menu", p.menu[lang])
	}
	if p.moved {
		fmt.Fprintf(&b, "aliases:\n  - %s\n", c.alias(p, lang))
	}
	if p.draft {
		key(&b, "draft", "true")
	}
	if !p.publish.IsZero() {
		key(&b, "publish", p.publish.Format("2006-01-02"))
	}
	if !p.expire.IsZero() {
		key(&b, "expires", p.expire.Format("2006-01-02"))
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

// slug is a page's slug in a language, empty where the file's name serves.
func (p *page) slug(lang int) string {
	if p.parent == nil || len(p.slugs) == 0 || p.slugs[lang] == p.slugs[len(p.slugs)-1] {
		return ""
	}
	return p.slugs[lang]
}

// alias is an address that the page once had.
func (c *Corpus) alias(p *page, lang int) string {
	return fmt.Sprintf("/%s/%s/%d/", c.code(lang), c.vocabulary.Archive[c.code(lang)], 1000+p.number)
}

// key writes a key of front matter whose value is on one line, with quotes where YAML needs them.
func key(b *bytes.Buffer, name, value string) {
	if strings.Contains(value, ": ") || strings.ContainsAny(value[:1], `'"‘&*!%@[{#-?|>`) {
		value = strconv.Quote(value)
	}
	fmt.Fprintf(b, "%s: %s\n", name, value)
}

// glossaryFile is content/glossary.yaml.
func (c *Corpus) glossaryFile() (File, error) {
	data, err := yaml.Marshal(struct {
		Terms []term `yaml:"terms"`
	}{c.vocabulary.Terms})
	return File{"content/glossary.yaml", data}, err
}

// siteFile is content/site.yaml.
func (c *Corpus) siteFile() File {
	v := c.vocabulary
	var b bytes.Buffer
	fmt.Fprintf(&b, "base_url: %s\n", baseURL)
	for _, t := range []struct {
		name  string
		texts localized
	}{{"title", v.Site.Title}, {"description", v.Site.Description}} {
		fmt.Fprintf(&b, "%s:\n", t.name)
		c.inEach(&b, "  ", t.texts)
	}
	b.WriteString("languages:\n")
	for _, l := range v.Languages {
		fmt.Fprintf(&b, "  - {code: %s, name: %s}\n", l.Code, l.Name)
	}
	b.WriteString("contact:\n  name:\n")
	c.inEach(&b, "    ", v.Site.Title)
	fmt.Fprintf(&b, "  email: %s\nsecurity:\n  contact: mailto:%[1]s\n  expires: %s\n", mail, forever.Format("2006-01-02"))
	for _, menu := range []struct {
		name  string
		pages []*page
	}{{"menu", c.menu}, {"footer", c.footer}} {
		fmt.Fprintf(&b, "%s:\n", menu.name)
		for _, p := range menu.pages {
			fmt.Fprintf(&b, "  - %s%s\n", p.dir, p.name)
		}
	}
	fmt.Fprintf(&b, "edit_url: https://git.example.net/guidance/edit/main/\n")
	// The corpus ages, and what it measures must not.
	b.WriteString("severity:\n  review-overdue: off\n")
	return File{"content/site.yaml", b.Bytes()}
}

func (c *Corpus) inEach(b *bytes.Buffer, indent string, texts localized) {
	for _, l := range c.vocabulary.Languages {
		fmt.Fprintf(b, "%s%s: %s\n", indent, l.Code, texts[l.Code])
	}
}
