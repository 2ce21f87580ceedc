// Package hypertext has texts as HTML with slots, at which the rest of the site inserts what
// depends on it: the addresses of pages and files, what directives stand for, the definitions of
// terms.
package hypertext

import (
	"bytes"
	"slices"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/outline"
)

// Body is a converted text: HTML with a [Slot] wherever it depends on the rest of the site. It is
// immutable.
type Body struct {
	// HTML is the HTML without the contents of the slots.
	HTML []byte
	// Slots are in the order of their offsets.
	Slots []Slot
	// Headings are in the order of the text.
	Headings []Heading
	// Outline is the structure of the text.
	Outline outline.Outline
	// Anchors holds every id in HTML that a link may point to (headings and footnotes), sorted. Ids
	// within the blocks of directives aren't among them.
	Anchors []string
	// Addresses are the targets of links to other hosts, http and https only; nil unless they were
	// asked for.
	Addresses []Address
	// Tables and Figures report whether the text has any.
	Tables, Figures bool
	// Rare reports whether the text has a quotation, a block of code, a task or a footnote.
	Rare bool
	// Components reports whether the text has a block with a name, such as ::: details, a button or
	// a video. Videos reports whether it has one that is a file of the site.
	Components, Videos bool
	// Values are the constants that the text uses, in its order.
	Values []ValueUse
	// Facts are the facts of each section of the outline; none unless they were read.
	Facts facts.List
}

// Line returns a text of one paragraph without its element, or b itself and false if the text is
// anything else.
func (b *Body) Line() (line *Body, ok bool) {
	const open, end = "<p>", "</p>"
	inner, whole := bytes.CutPrefix(b.HTML, []byte(open))
	inner, closed := bytes.CutSuffix(inner, []byte(end))
	if !whole || !closed || bytes.Contains(inner, []byte(open)) {
		return b, false
	}
	copied := *b
	copied.HTML, copied.Slots = inner, slices.Clone(b.Slots)
	for i := range copied.Slots {
		copied.Slots[i].Offset -= uint32(len(open))
	}
	return &copied, true
}

// ValueUse is the use of a constant of a criteria set: :value{set.constant}.
type ValueUse struct {
	constant.Reference
	diag.Pos
}

// Address is the target of a link to another host, as in the HTML but without character references.
type Address struct {
	URL string
	diag.Pos
}

// Heading is a heading of the text. Level is 2 to 6: the h1 of a page is its title.
type Heading struct {
	Level int
	// ID is the anchor by GitHub's algorithm, so that a link to it works there too.
	ID string
	// Text is the heading's plain text, not escaped, with the typographic quotes of its language.
	Text string
	diag.Pos
}

// Slot is an offset in [Body.HTML] at which bytes from elsewhere in the site are inserted.
type Slot struct {
	// Target is a path relative to the file, percent-decoded and without the fragment, or a
	// directive's name, or a term's id.
	Target string
	// Fragment is the fragment of a link, percent-decoded and without the #.
	Fragment string
	// arguments are a directive's; nil for other slots.
	arguments *[]Argument
	// Offset is the index in HTML at which the bytes are inserted.
	Offset uint32
	// Line and Column are the position in the file. They are small, since a site holds several
	// slots for every paragraph: see [Slot.Pos].
	Line, Column uint32
	Kind         SlotKind
}

// Pos returns the slot's position in the file.
func (s *Slot) Pos() diag.Pos { return diag.Pos{Line: int(s.Line), Column: int(s.Column)} }

// Arguments returns the arguments of a directive's slot, in the order of the text.
func (s *Slot) Arguments() []Argument {
	if s.arguments == nil {
		return nil
	}
	return *s.arguments
}

// SetArguments sets a directive's arguments, in the order of the text.
func (s *Slot) SetArguments(arguments []Argument) { s.arguments = &arguments }

// Argument returns one of a directive's arguments.
func (s *Slot) Argument(name string) (a Argument, found bool) {
	for _, a := range s.Arguments() {
		if a.Name == name {
			return a, true
		}
	}
	return Argument{}, false
}

// Argument is one name and value of a directive: {name=value}.
type Argument struct {
	Name, Value string
	diag.Pos
}

// SlotKind is the kind of content that a slot takes.
type SlotKind uint8

const (
	// SlotHref takes the URL of a page or file of the site, escaped for a double-quoted attribute.
	// Target is empty for a link within the page, which has only a Fragment.
	SlotHref SlotKind = iota + 1
	// SlotFile takes the attributes of a link to a file that may be no page: href="…" and, for one
	// that is to be saved, download="…". SlotFileNote takes the text at the end of such a link.
	SlotFile
	SlotFileNote
	// SlotImage takes the attributes of a picture that depend on its file: src="…" width="…"
	// height="…", its sizes, and when it is loaded.
	SlotImage
	// SlotDirective takes the HTML of the block directive ::Target with its arguments.
	SlotDirective
	// SlotTermOpen and SlotTermClose enclose the first use of the glossary term whose id is Target.
	SlotTermOpen
	SlotTermClose
	// SlotVideo, SlotCaptions and SlotPoster take the URLs of a video of the site, of its captions,
	// and of the picture that stands for it before it is played.
	SlotVideo
	SlotCaptions
	SlotPoster
	// SlotSave takes the attributes of the link to a video of the site, which its SlotVideo checks.
	SlotSave
	// SlotFileURL takes the address of a file with its host, for paper.
	SlotFileURL
)
