// Package link checks the links and pictures of a site: that there is a page, an anchor or a file
// where they lead.
package link

import (
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/anchor"
	"baken.example/baken/internal/site/suggest"
	"baken.example/baken/internal/site/tree"
	"baken.example/baken/internal/source"
)

// Options are the inputs of [New] beside the model.
type Options struct {
	// Shows reports whether browsers show a file as a picture, and if not, a remedy that may be
	// empty; nil means that they show all.
	Shows func(file string) (shown bool, remedy string)
	// KeepGoing reports a link to a page that only its date keeps away as [diag.DayPassed], a
	// warning.
	KeepGoing bool
	// Suggester suggests targets for dead links.
	Suggester *suggest.Suggester
}

// Checker checks links and pictures. It may be used concurrently.
type Checker struct {
	pages   *tree.Tree
	anchors *anchor.Anchors
	options Options
}

// New returns a checker of links to pages with their anchors, and to the files beside them.
func New(pages *tree.Tree, anchors *anchor.Anchors, o Options) *Checker {
	return &Checker{pages, anchors, o}
}

// References are the files that a text refers to, and the findings on its references of all kinds.
type References struct {
	// Files are the pictures that the text shows, and Downloads the files that it links to.
	Files, Downloads []string

	Findings diag.List
	// Speller bounds the number of suggestions for mistakes in the text.
	Speller diag.Speller
}

// add adds the file that a link or a picture leads to.
func (r *References) add(kind hypertext.SlotKind, file string) {
	switch {
	case file == "":
	case kind == hypertext.SlotImage, kind == hypertext.SlotPoster:
		r.Files = append(r.Files, file)
	default:
		r.Downloads = append(r.Downloads, file)
	}
}

// Check checks a slot of a text in a language, if it is a link or a picture. Pos is its position
// in the file of the text, to which its target is relative.
func (c *Checker) Check(file, lang string, slot *hypertext.Slot, pos diag.Pos, into *References) {
	into.add(slot.Kind, check{c, file, lang, slot, pos, into}.run())
}

// CheckOn checks a slot of a page, if it is a link or a picture. A link in a file that the page
// includes is checked, and reported, as it is written there.
func (c *Checker) CheckOn(p *tree.Page, slot *hypertext.Slot, into *References) {
	pos := slot.Pos()
	from, line := c.pages.Text(p).Place(pos.Line)
	if from == p.File || slot.Target == "" {
		c.Check(p.File, p.Lang, slot, pos, into)
		return
	}
	written := *slot
	written.Target = suggest.Relative(from, source.Beside(p.File, slot.Target))
	if strings.HasSuffix(slot.Target, "/") {
		written.Target += "/"
	}
	pos.Line = line
	c.Check(from, p.Lang, &written, pos, into)
}

// CheckReference checks a reference to another page in the front matter of a page.
func (c *Checker) CheckReference(p *tree.Page, reference content.Text, into *References) {
	target, fragment := content.SplitReference(reference.V)
	slot := &hypertext.Slot{Kind: hypertext.SlotHref, Target: target, Fragment: fragment}
	one := check{c, p.File, p.Lang, slot, reference.Pos, into}
	switch file := one.run(); {
	case file != "":
		one.add(diag.LinkPage, "name a page: page."+p.Lang+".md", "%q is a file for downloading, and no page", reference.V)
	case c.pages.Resolve(p.File, target).Page == p && fragment == "":
		one.add(diag.LinkPage, "name another page, or take the key out", "the page leads to itself")
	}
}

// check checks one link or picture.
type check struct {
	*Checker
	// file and lang are those of the text, and pos is the slot's position in the file.
	file, lang string
	slot       *hypertext.Slot
	pos        diag.Pos
	into       *References
}
