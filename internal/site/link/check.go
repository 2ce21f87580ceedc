package link

import (
	"cmp"
	"path"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/suggest"
	"baken.example/baken/internal/source"
)

// run checks the slot and returns the file that it leads to or shows, if it is a link to a file
// or a picture.
func (c check) run() string {
	switch c.slot.Kind {
	case hypertext.SlotHref, hypertext.SlotFile:
		return c.checkHref()
	case hypertext.SlotImage, hypertext.SlotPoster:
		return c.checkImage()
	case hypertext.SlotVideo, hypertext.SlotCaptions:
		return c.checkMedia()
	default:
		return ""
	}
}

func (c check) add(code diag.Code, hint, format string, args ...any) {
	c.into.Findings.Add(c.file, c.pos, code, hint, format, args...)
}

// reportOutside adds a finding for a path that leaves content/, and reports whether it did.
func (c check) reportOutside() bool {
	place := source.Beside(c.file, c.slot.Target)
	if place == source.ContentDir || strings.HasPrefix(place, source.ContentDir+"/") {
		return false
	}
	what := "link to"
	switch c.slot.Kind {
	case hypertext.SlotImage, hypertext.SlotPoster:
		what = "picture"
	case hypertext.SlotVideo:
		what = "video"
	case hypertext.SlotCaptions:
		what = "captions"
	}
	c.add(diag.LinkOutside, "put what it leads to into content/", "%s %q leads out of the site", what, c.slot.Target)
	return true
}

// checkHref checks a link and returns the file that it leads to, if it isn't a page.
func (c check) checkHref() string {
	target := c.slot.Target
	if target != "" && c.reportOutside() {
		return ""
	}
	to := c.pages.Resolve(c.file, target)
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
	if f := c.slot.Fragment; f != "" && !c.anchors.Has(to.Page, f) {
		where := to.Page.File
		if to.Page.File == c.file {
			where = "this page"
		}
		c.add(diag.LinkAnchor, "the anchor of a heading is its text in small letters with hyphens",
			"link to %q: %s has no heading %q%s", target+"#"+f, where, f, c.into.Speller.DidYouMean(f, c.anchors.All(to.Page)))
	}
	return ""
}

// reportQueryOrSlash adds a finding for a link that would lead to a page or file without the query
// or slash at its end, and reports whether it did.
func (c check) reportQueryOrSlash() bool {
	target := c.slot.Target
	bare, _, query := strings.Cut(target, "?")
	bare = strings.TrimRight(bare, "/")
	if bare == target {
		return false
	}
	kind, suffix := "page", "slash behind it"
	switch place := source.Beside(c.file, bare); {
	case c.pages.Document(place) != nil:
	case c.pages.File(place) != "":
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
func (c check) reportDead() {
	target := c.slot.Target
	if c.reportQueryOrSlash() {
		return
	}
	file := source.Beside(c.file, target)
	if c.pages.Broken(file) != nil {
		return // The page has a finding, and its headings aren't known.
	}
	if d := c.pages.Document(file); d != nil {
		if c.options.KeepGoing && c.pages.ByDate(d) {
			c.add(diag.DayPassed, "take the link out, or give the page other dates",
				"link to %q, published as text: that page %s", target, c.pages.Absence(d))
			c.into.Findings.About(c.into.Findings.Len()-1, d.File)
			return
		}
		c.add(diag.LinkUnpublished, "publish it, or take the link out", "link to %q: that page %s", target, cmp.Or(c.pages.Absence(d), "isn't published"))
		return
	}
	// The usual mistakes are a page without its language, and a directory.
	for _, guess := range []string{
		strings.TrimSuffix(file, ".md") + "." + c.lang + ".md",
		path.Join(file, "index."+c.lang+".md"),
	} {
		if d := cmp.Or(c.pages.Document(guess), c.pages.Broken(guess)); d != nil {
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
func (c check) meant() string {
	if !c.into.Speller.Look() {
		return ""
	}
	return c.options.Suggester.File(c.file, c.slot.Target)
}

// meantPage suggests a page, for the first dead links of a text.
func (c check) meantPage() string {
	if !c.into.Speller.Look() {
		return ""
	}
	return c.options.Suggester.Page(c.lang, c.file, c.slot.Target)
}

// checkImage checks a picture and returns its file.
func (c check) checkImage() string {
	if c.reportOutside() {
		return ""
	}
	to := c.pages.Resolve(c.file, c.slot.Target)
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
