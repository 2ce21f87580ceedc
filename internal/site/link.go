package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site/suggest"
	"baken.example/baken/internal/source"
)

// HasAnchor reports whether a page has the anchor of a fragment, terms of the glossary and parts of
// criteria sets included.
func (s *Site) HasAnchor(p *Page, fragment string) bool {
	_, found := slices.BinarySearch(s.Text(p).Body.Anchors, fragment)
	if !found && s.glossaries[p.Lang] == p {
		found = slices.ContainsFunc(s.Glossary.Spellings(p.Lang), func(t markdown.Term) bool { return t.ID == fragment })
	}
	return found || s.hasConditions(p, fragment)
}

// addGlossaryPages records the pages that list the glossary.
func (b *builder) addGlossaryPages() {
	for _, p := range b.Pages {
		b.addGlossaryPage(p)
	}
}

// addGlossaryPage records a page that lists the glossary, the first in its language, and checks
// that headings don't have the ids of terms (HTML, 3.2.6: an id is unique in its document).
func (b *builder) addGlossaryPage(p *Page) {
	listed := false
	for _, slot := range b.Text(p).Body.Slots {
		if slot.Kind != markdown.SlotDirective || slot.Target != markdown.DirectiveGlossary {
			continue
		}
		if listed {
			b.findings.Add(p.File, slot.Pos(), diag.GlossaryConflict, "keep one of the two", "::glossary stands on this page twice")
		}
		listed = true
	}
	if !listed {
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

// linkCheck checks one link or picture.
type linkCheck struct {
	*builder
	// file and lang are those of the text, and pos is the slot's position in the file.
	file, lang string
	slot       *markdown.Slot
	pos        diag.Pos
	into       *references
}

// check checks the slot and returns the file that it leads to or shows, if it is a link to a file
// or a picture.
func (c linkCheck) check() string {
	switch c.slot.Kind {
	case markdown.SlotHref, markdown.SlotFile:
		return c.checkHref()
	case markdown.SlotImage, markdown.SlotPoster:
		return c.checkImage()
	case markdown.SlotVideo, markdown.SlotCaptions:
		return c.checkMedia()
	default:
		return ""
	}
}

// linkIn returns the check of a slot of a page. A link in a file that the page includes is checked,
// and reported, as it is written there.
func (b *builder) linkIn(p *Page, slot *markdown.Slot, into *references) linkCheck {
	c := linkCheck{b, p.File, p.Lang, slot, slot.Pos(), into}
	from, line := b.Text(p).Place(c.pos.Line)
	if from == p.File || slot.Target == "" {
		return c
	}
	written := *slot
	written.Target = suggest.Relative(from, source.Beside(p.File, slot.Target))
	if strings.HasSuffix(slot.Target, "/") {
		written.Target += "/"
	}
	c.file, c.slot, c.pos.Line = from, &written, line
	return c
}

func (c linkCheck) add(code diag.Code, hint, format string, args ...any) {
	c.into.findings.Add(c.file, c.pos, code, hint, format, args...)
}

// reportOutside adds a finding for a path that leaves content/, and reports whether it did.
func (c linkCheck) reportOutside() bool {
	place := source.Beside(c.file, c.slot.Target)
	if place == source.ContentDir || strings.HasPrefix(place, source.ContentDir+"/") {
		return false
	}
	what := "link to"
	switch c.slot.Kind {
	case markdown.SlotImage, markdown.SlotPoster:
		what = "picture"
	case markdown.SlotVideo:
		what = "video"
	case markdown.SlotCaptions:
		what = "captions"
	}
	c.add(diag.LinkOutside, "put what it leads to into content/", "%s %q leads out of the site", what, c.slot.Target)
	return true
}

// checkHref checks a link and returns the file that it leads to, if it isn't a page.
func (c linkCheck) checkHref() string {
	target := c.slot.Target
	if target != "" && c.reportOutside() {
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
		c.reportDead()
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
			"link to %q: %s has no heading %q%s", target+"#"+f, where, f, c.into.speller.DidYouMean(f, append(c.conditions(to.Page), c.Text(to.Page).Body.Anchors...)))
	}
	return ""
}

// reportQueryOrSlash adds a finding for a link that would lead to a page or file without the query
// or slash at its end, and reports whether it did.
func (c linkCheck) reportQueryOrSlash() bool {
	target := c.slot.Target
	bare, _, query := strings.Cut(target, "?")
	bare = strings.TrimRight(bare, "/")
	if bare == target {
		return false
	}
	kind, suffix := "page", "slash behind it"
	switch place := source.Beside(c.file, bare); {
	case c.tree.Document(place) != nil:
	case c.tree.File(place) != "":
		kind = "file"
	default:
		return false
	}
	if query {
		suffix = "query"
	}
	remedy := bare
	if c.slot.Fragment != "" {
		remedy += "#" + c.slot.Fragment
	}
	c.add(diag.LinkPage, "write "+remedy, "link to %q: a link to a %s takes no %s", target, kind, suffix)
	return true
}

// reportDead adds a finding for a link that resolves to nothing, with the probable cause.
func (c linkCheck) reportDead() {
	target := c.slot.Target
	if c.reportQueryOrSlash() {
		return
	}
	file := source.Beside(c.file, target)
	if c.tree.Broken(file) != nil {
		return // The page has a finding, and its headings aren't known.
	}
	if d := c.tree.Document(file); d != nil {
		if c.options.KeepGoing && c.tree.ByDate(d) {
			c.add(diag.DayPassed, "take the link out, or give the page other dates",
				"link to %q, published as text: that page %s", target, c.tree.Absence(d))
			c.into.findings.About(c.into.findings.Len()-1, d.File)
			return
		}
		c.add(diag.LinkUnpublished, "publish it, or take the link out", "link to %q: that page %s", target, cmp.Or(c.tree.Absence(d), "isn't published"))
		return
	}
	// The usual mistakes are a page without its language, and a directory.
	for _, guess := range []string{
		strings.TrimSuffix(file, ".md") + "." + c.lang + ".md",
		path.Join(file, "index."+c.lang+".md"),
	} {
		if d := cmp.Or(c.tree.Document(guess), c.tree.Broken(guess)); d != nil {
			c.add(diag.LinkPage, "link to the file", "link to %q: no such page; did you mean %q?",
				target, suggest.Relative(c.file, d.File))
			return
		}
	}
	if suggest.IsHost(target) {
		c.add(diag.LinkPage, "write https://"+target+", or put the file beside the page", "link to %q: no such file, and no address without https://", target)
		return
	}
	if ext := path.Ext(target); len(ext) > 1 && ext != ".md" && ext != ".html" {
		c.add(diag.LinkPage, "put the file beside the page, or link to where it is",
			"link to %q: no such file%s", target, c.meant())
		return
	}
	c.add(diag.LinkPage, "link to a file, relative to this one, with its language: page."+c.lang+".md",
		"link to %q: no such page%s", target, c.meantPage())
}

// meant suggests a file, for the first dead links of a text.
func (c linkCheck) meant() string {
	if !c.into.speller.Look() {
		return ""
	}
	return c.suggester.File(c.file, c.slot.Target)
}

// meantPage suggests a page, for the first dead links of a text.
func (c linkCheck) meantPage() string {
	if !c.into.speller.Look() {
		return ""
	}
	return c.suggester.Page(c.lang, c.file, c.slot.Target)
}

// checkImage checks a picture and returns its file.
func (c linkCheck) checkImage() string {
	if c.reportOutside() {
		return ""
	}
	to := c.Resolve(c.file, c.slot.Target)
	if to.File == "" {
		c.add(diag.ImageMissing, "put the picture beside the page", "picture %q: no such file%s",
			c.slot.Target, c.meant())
		return ""
	}
	if show := c.options.Shows; show != nil {
		if shown, remedy := show(to.File); !shown {
			c.add(diag.ImageInvalid, cmp.Or(remedy, "save it as PNG, JPEG, WebP, AVIF, GIF or SVG"),
				"picture %q is of a kind that browsers don't show", c.slot.Target)
			return ""
		}
	}
	return to.File
}
