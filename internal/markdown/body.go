package markdown

import (
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/outline"
)

// Body is one Markdown text turned into HTML, with open places where the text depends on the
// rest of the site: [Slot]s. It is immutable.
type Body struct {
	// HTML is the text without what belongs in the slots.
	HTML []byte
	// Slots are in the order of their offsets.
	Slots []Slot
	// Headings are in the order of the text.
	Headings []Heading
	// Outline is what the text is made of.
	Outline outline.Outline
	// Anchors holds every id in HTML that a link may point to (headings and footnotes), sorted.
	// What directives put in has ids of its own.
	Anchors []string
	// Addresses are those elsewhere that links lead to, http and https only. They are only there if
	// [Options.Addresses] asks for them.
	Addresses []Address
}

// Address is what a link leads to on another host, as it stands in HTML but for escapes.
type Address struct {
	URL string
	diag.Pos
}

// Heading is a heading of the text. Level is 2 to 6: the h1 of a page is its title.
type Heading struct {
	Level int
	// ID is made by GitHub's algorithm, so that a link to it works there too.
	ID string
	// Text is the heading's plain text, not escaped, with the typographic quotes of its language.
	Text string
	diag.Pos
}

// Slot is a place in [Body.HTML] whose bytes come from elsewhere in the site.
type Slot struct {
	// Target is what the editor wrote, percent-decoded, without the fragment: a path relative to
	// the file, a directive's name, a term's id.
	Target string
	// Fragment is what stood after # in a link, percent-decoded.
	Fragment string
	// arguments are a directive's; nil for other slots.
	arguments *[]Argument
	// Offset is the index in HTML before which the bytes go.
	Offset uint32
	// Line and Column are where it stands in the file. A site holds several slots for every
	// paragraph, so they are small: see [Slot.Pos].
	Line, Column uint32
	Kind         SlotKind
}

// Pos is where the slot stands in the file.
func (s *Slot) Pos() diag.Pos { return diag.Pos{Line: int(s.Line), Column: int(s.Column)} }

// Arguments are what a directive's slot was given, in the order written.
func (s *Slot) Arguments() []Argument {
	if s.arguments == nil {
		return nil
	}
	return *s.arguments
}

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

// SlotKind says what a slot wants.
type SlotKind uint8

const (
	// SlotHref wants the URL of a page or file of the site, escaped for a double-quoted attribute.
	// Target is empty for a link within the page (only Fragment is given).
	SlotHref SlotKind = iota + 1
	// SlotImage wants the attributes src, width and height of a picture: src="…" width="…" height="…".
	SlotImage
	// SlotDirective wants the HTML of the block directive ::Target with its arguments.
	SlotDirective
	// SlotTermOpen and SlotTermClose enclose the first use of the glossary term whose id is Target.
	SlotTermOpen
	SlotTermClose
)
