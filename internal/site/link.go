package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site/suggest"
	"baken.example/baken/internal/source"
)

// Target is what a link leads to: a page, or a file, or neither where the link is dead.
type Target struct {
	Page *Page
	// File is the path of a picture or download, from the site directory.
	File string
}

// Resolve finds what a link or picture in a file means: the text of a page, or a set of criteria. The
// target is the slot's; without one, it is the file's own page.
func (s *Site) Resolve(file, target string) Target {
	if target == "" {
		return Target{Page: s.byFile[normal(file)]}
	}
	if strings.HasSuffix(target, "/") {
		return Target{} // That means a directory, which is neither.
	}
	place := normal(path.Join(path.Dir(file), target))
	if page := s.byFile[place]; page != nil {
		return Target{Page: page}
	}
	return Target{File: s.files[place]}
}

// normal writes a path so that an é typed in a text is the é of a file's name: some systems store
// names decomposed (Unicode Standard Annex #15).
func normal(path string) string { return norm.NFC.String(path) }

// HasAnchor tells whether a link to #fragment on a page finds something.
func (s *Site) HasAnchor(p *Page, fragment string) bool {
	_, found := slices.BinarySearch(s.Text(p).Body.Anchors, fragment)
	if !found && s.glossaries[p.Lang] == p {
		found = slices.ContainsFunc(s.Glossary.Spellings(p.Lang), func(t markdown.Term) bool { return t.ID == fragment })
	}
	return found
}

// glossaryPages finds the pages on which the glossary stands.
func (b *builder) glossaryPages() {
	for _, p := range b.Pages {
		b.glossary(p)
	}
}

// glossary notes a page on which the glossary stands, and checks that its terms' ids are theirs alone
// (HTML, 3.2.6: an id is unique in its document).
func (b *builder) glossary(p *Page) {
	stands := false
	for _, slot := range b.Text(p).Body.Slots {
		if slot.Kind != markdown.SlotDirective || slot.Target != markdown.DirectiveGlossary {
			continue
		}
		if stands {
			b.findings.Add(p.File, slot.Pos(), diag.GlossaryConflict, "keep one of the two", "::glossary stands on this page twice")
		}
		stands = true
	}
	if !stands {
		return
	}
	if b.glossaries[p.Lang] == nil {
		b.glossaries[p.Lang] = p
	}
	for _, h := range b.Text(p).Body.Headings {
		if slices.ContainsFunc(b.Glossary.Terms, func(t content.Term) bool { return t.ID.V == h.ID }) {
			b.findings.Add(p.File, h.Pos, diag.GlossaryConflict, "give the heading other words, or the term another id",
				"heading %q has the anchor %q, and so has a term of the glossary on this page", h.Text, h.ID)
		}
	}
}

// linkCheck looks at one link or picture.
type linkCheck struct {
	*builder
	// file is where the text stands, lang its language, pos the slot's place in the file.
	file, lang string
	slot       *markdown.Slot
	pos        diag.Pos
	into       *references
}

// check returns the file that a slot needs, if it is a link to one or a picture.
func (c linkCheck) check() string {
	switch c.slot.Kind {
	case markdown.SlotHref:
		return c.href()
	case markdown.SlotImage:
		return c.image()
	default:
		return ""
	}
}

func (c linkCheck) add(code diag.Code, hint, format string, args ...any) {
	c.into.findings.Add(c.file, c.pos, code, hint, format, args...)
}

// outside reports a path that leaves content/.
func (c linkCheck) outside() bool {
	place := path.Join(path.Dir(c.file), c.slot.Target)
	if place == source.ContentDir || strings.HasPrefix(place, source.ContentDir+"/") {
		return false
	}
	what := "link to"
	if c.slot.Kind == markdown.SlotImage {
		what = "picture"
	}
	c.add(diag.LinkOutside, "put what it leads to into content/", "%s %q leads out of the site", what, c.slot.Target)
	return true
}

// href checks a link and returns the file that it needs, if it is one.
func (c linkCheck) href() string {
	target := c.slot.Target
	if target != "" && c.outside() {
		return ""
	}
	to := c.Resolve(c.file, target)
	switch {
	case to.File != "":
		return to.File
	case to.Page == nil && target == "":
		c.add(diag.LinkAnchor, "link to the file of a page, and to a heading there",
			"link to %q: this file has no headings", "#"+c.slot.Fragment)
		return ""
	case to.Page == nil:
		c.dead()
		return ""
	case to.Page.Lang != c.lang:
		c.add(diag.LinkLanguage, "link to the page in this language, where it is there",
			"link to %q leads into another language", target)
	}
	if f := c.slot.Fragment; f != "" && !c.HasAnchor(to.Page, f) {
		where := to.Page.File
		if to.Page.File == c.file {
			where = "this page"
		}
		c.add(diag.LinkAnchor, "the anchor of a heading is its text in small letters with hyphens",
			"link to %q: %s has no heading %q%s", target+"#"+f, where, f, c.into.speller.DidYouMean(f, c.Text(to.Page).Body.Anchors))
	}
	return ""
}

// adorned reports a link to what is there, were it not for a query or a slash behind it.
func (c linkCheck) adorned() bool {
	target := c.slot.Target
	bare, _, query := strings.Cut(target, "?")
	bare = strings.TrimRight(bare, "/")
	if bare == target {
		return false
	}
	whose, what := "page", "slash behind it"
	switch place := normal(path.Join(path.Dir(c.file), bare)); {
	case c.documents[place] != nil:
	case c.files[place] != "":
		whose = "file"
	default:
		return false
	}
	if query {
		what = "query"
	}
	meant := bare
	if c.slot.Fragment != "" {
		meant += "#" + c.slot.Fragment
	}
	c.add(diag.LinkPage, "write "+meant, "link to %q: a link to a %s takes no %s", target, whose, what)
	return true
}

// dead says why a link finds nothing.
func (c linkCheck) dead() {
	target := c.slot.Target
	if c.adorned() {
		return
	}
	file := normal(path.Join(path.Dir(c.file), target))
	if d := c.documents[file]; d != nil {
		c.add(diag.LinkUnpublished, "publish it, or take the link out", "link to %q: that page %s", target, cmp.Or(d.Meta.Absence(c.options.Date), "isn't published"))
		return
	}
	// A page without its language, and a directory, are what editors write most.
	for _, guess := range []string{
		strings.TrimSuffix(file, ".md") + "." + c.lang + ".md",
		path.Join(file, "index."+c.lang+".md"),
	} {
		if d := c.documents[guess]; d != nil {
			c.add(diag.LinkPage, "link to the file", "link to %q: no such page; did you mean %q?",
				target, suggest.Relative(c.file, d.File))
			return
		}
	}
	if ext := path.Ext(target); len(ext) > 1 && ext != ".md" && ext != ".html" {
		c.add(diag.LinkPage, "put the file beside the page, or link to where it is",
			"link to %q: no such file%s", target, c.meant(c.suggestions().files))
		return
	}
	c.add(diag.LinkPage, "link to a file, relative to this one, with its language: page."+c.lang+".md",
		"link to %q: no such page%s", target, c.meant(c.suggestions().pages[c.lang]))
}

// meant suggests one of the candidates, for the first dead links of a text.
func (c linkCheck) meant(candidates suggest.Candidates) string {
	if !c.into.speller.Look() {
		return ""
	}
	return candidates.Meant(c.file, c.slot.Target)
}

// image checks a picture and returns its file.
func (c linkCheck) image() string {
	if c.outside() {
		return ""
	}
	to := c.Resolve(c.file, c.slot.Target)
	if to.File == "" {
		c.add(diag.ImageMissing, "put the picture beside the page", "picture %q: no such file%s",
			c.slot.Target, c.meant(c.suggestions().files))
		return ""
	}
	if show := c.options.Shows; show != nil && !show(to.File) {
		c.add(diag.ImageInvalid, "save it as PNG, JPEG, WebP, AVIF, GIF or SVG",
			"picture %q is of a kind that browsers don't show", c.slot.Target)
		return ""
	}
	return to.File
}
