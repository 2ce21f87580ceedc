package markdown

import "baken.example/baken/internal/diag"

// Body is one Markdown text turned into HTML, with open places where the text depends on the
// rest of the site: [Slot]s. It is immutable.
type Body struct {
	// HTML is the text without what belongs in the slots.
	HTML []byte
	// Slots are in the order of their offsets.
	Slots []Slot
	// Headings are in the order of the text.
	Headings []Heading
	// Anchors holds every id in HTML that a link may point to (headings and footnotes), sorted.
	// What directives put in has ids of its own.
	Anchors []string
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
	// Offset is the index in HTML before which the bytes go.
	Offset int
	Kind   SlotKind
	// Target is what the editor wrote, percent-decoded, without the fragment: a path relative to
	// the file, a directive's name, a term's id, a UI string's id.
	Target string
	// Fragment is what stood after # in a link, percent-decoded.
	Fragment string
	// Arguments are a directive's, in the order written.
	Arguments []Argument
	// Pos is where it stands in the file.
	diag.Pos
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
	// SlotString wants the UI string whose id is Target, escaped for HTML text or a quoted attribute.
	SlotString
	// SlotDirective wants the HTML of the block directive ::Target{Arguments}.
	SlotDirective
	// SlotTermOpen and SlotTermClose enclose the first use of the glossary term whose id is Target.
	SlotTermOpen
	SlotTermClose
)
