package audit

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/extract"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/site"
)

// Search reports pages of a language that have the same title or one without a word, which no
// search for the title finds alone or at all, and keywords that are in vain: they repeat each other
// or the page, or are in another language. It reads the texts of pages with keywords only. The
// error is the context's, or a flaw of Baken's own data.
func Search(ctx context.Context, s *site.Site) (diag.List, error) {
	c := searchChecker{site: s, first: map[string]*site.Page{}, vocabularies: map[string]map[string]bool{}}
	for _, code := range s.Languages {
		c.source = extract.New(s, code, extract.Rendering{})
		clear(c.first)
		made := false
		for i := range c.source.Len() {
			if err := ctx.Err(); err != nil {
				return diag.List{}, err
			}
			p := c.source.Page(i)
			c.title(p)
			if len(p.Meta.Keywords) == 0 {
				continue
			}
			if !made {
				made = true
				var err error
				if c.detector, err = langdetect.New(code, s.Languages, s.Glossary.Spellings(code)); err != nil {
					return diag.List{}, err
				}
			}
			c.keywords(i, p)
		}
	}
	return c.list, nil
}

type searchChecker struct {
	site *site.Site
	list diag.List
	// first is the first page with each title, in the words of search.
	first map[string]*site.Page
	// detector is nil where the language isn't supported. Source holds the pages of the language.
	detector *langdetect.Detector
	source   *extract.Source
	// vocabularies hold the words of all pages in a language.
	vocabularies map[string]map[string]bool
}

// words returns the words of a text, between spaces.
func words(text []byte) string {
	b := []byte{' '}
	language.Words(text, func(_, _ int, word []byte) { b = append(append(b, word...), ' ') })
	return string(b)
}

func (c *searchChecker) title(p *site.Page) {
	title := p.Meta.Title
	in := words([]byte(title.V))
	switch first := c.first[in]; {
	case title.V == "" || title.V == content.Unwritten: // These have findings of their own.
	case in == " ":
		c.list.Add(p.File, title.Pos, diag.TitleShared, "write one with a word in it, or keep the page out of search with search: false",
			"the title %.80q has no letter or digit, so that no search can find the page by it", title.V)
	case first == nil:
		c.first[in] = p
	default:
		c.list.Add(p.File, title.Pos, diag.TitleShared, "give one of the two another title, or keep it out of search with search: false",
			"%s has the title %.80q too: readers who search can't tell the two apart", place(first.File, first.Meta.Title.Pos), title.V)
	}
}

func place(file string, pos diag.Pos) string { return fmt.Sprintf("%s:%d", file, pos.Line) }

func (c *searchChecker) keywords(i int, p *site.Page) {
	var page search.Page
	c.source.Read(i, &page)
	shown := words(shownText(&page))
	seen := map[string]content.Text{}
	copied := c.copiedList(p)
	for _, k := range p.Meta.Keywords {
		if !k.IsSet() {
			continue // Decoding has reported it.
		}
		add := func(hint, format string, args ...any) {
			c.list.Add(p.File, k.Pos, diag.KeywordUseless, hint, format, args...)
		}
		const remove = "take it out"
		in := words([]byte(k.V))
		before, repeated := seen[in]
		seen[in] = k
		switch {
		case in == " ":
			add("write a word that readers type, or "+remove, "the keyword %.80q has no letter or digit", k.V)
		case repeated:
			add(remove, "the keyword %.80q stands on line %d already", k.V, before.Line)
		case strings.Contains(shown, in):
			add(remove+": search finds the page by it as it is", "the page has the words of the keyword %.80q", k.V)
		case copied != "":
			c.list.Add(p.File, k.Pos, diag.TextLanguage, "write the words that readers in this language type, or "+remove,
				"the keywords are those of the page in %q, and no page in %q has their words", copied, p.Lang)
			return // One finding for all of them.
		default:
			c.language(p, k, shown)
		}
	}
}

// shownText returns all texts of a page that search reads, but for its keywords.
func shownText(p *search.Page) []byte {
	var b bytes.Buffer
	b.WriteString(p.Title + "\n" + p.Description + "\n")
	for _, s := range p.Sections {
		b.WriteString(s.Heading + "\n")
		b.Write(p.Text[s.Start:s.End])
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// language reports a keyword in another language of the site.
func (c *searchChecker) language(p *site.Page, k content.Text, shown string) {
	if c.detector == nil {
		return
	}
	if lang := c.detector.Keyword(k.V); lang != "" {
		c.list.Add(p.File, k.Pos, diag.TextLanguage, "translate it, or take it out", "the keyword %.80q seems to be in %q, not in %q", k.V, lang, p.Lang)
		return
	}
	in := words([]byte(k.V))
	for _, t := range p.Translations {
		if t != p && slices.ContainsFunc(t.Meta.Keywords, func(other content.Text) bool { return words([]byte(other.V)) == in }) {
			c.detector.Copied(p.File, k.Pos, "keyword", k.V, t.Lang, func() string { return shown }, &c.list)
		}
	}
}

// leastCopied is the number of keywords from which a list that is the same in two languages isn't
// taken for names.
const leastCopied = 3

// copiedList returns the language from which the keywords of a page were copied, or "": those of
// the page in that language are the same, no page in the language of p has any of their words, and
// the pages in the other one have most of them.
func (c *searchChecker) copiedList(p *site.Page) string {
	if len(p.Meta.Keywords) < leastCopied {
		return ""
	}
	of := func(p *site.Page) string {
		var all []byte
		for _, k := range p.Meta.Keywords {
			all = append(append(all, k.V...), '\n')
		}
		return words(all)
	}
	list := of(p)
	for _, t := range p.Translations {
		if t == p || of(t) != list {
			continue
		}
		own, other, known := c.vocabulary(p.Lang), c.vocabulary(t.Lang), 0
		all := strings.Fields(list)
		if slices.ContainsFunc(all, func(w string) bool { return own[w] }) {
			continue
		}
		for _, w := range all {
			if other[w] {
				known++
			}
		}
		if 2*known > len(all) {
			return t.Lang
		}
	}
	return ""
}

// vocabulary returns the words of all pages in a language.
func (c *searchChecker) vocabulary(code string) map[string]bool {
	if v := c.vocabularies[code]; v != nil {
		return v
	}
	v := map[string]bool{}
	c.vocabularies[code] = v
	source := extract.New(c.site, code, extract.Rendering{})
	var page search.Page
	for i := range source.Len() {
		page.Reset()
		source.Read(i, &page)
		language.Words(shownText(&page), func(_, _ int, word []byte) {
			if !v[string(word)] {
				v[string(word)] = true
			}
		})
	}
	return v
}
