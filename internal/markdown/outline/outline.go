// Package outline describes the structure and the text of each section of a page, so that a page
// can be compared with its translation and with an earlier version.
//
// # Parts
//
// A section ends at the next heading. Its parts are its lists, tables, code blocks, callouts,
// quotes, blocks with names, definition lists, footnote references, external links, buttons and
// videos. Links to pages and files of
// the site, pictures and directives aren't parts: they are slots of the text.
//
// # Fingerprints
//
// Each section has a [Fingerprint] of its text. It changes if readers see another text, and
// doesn't depend on the form of the source: white space and line breaks, comments, typographic or
// straight quotation marks and dashes, the delimiters of emphasis, the numbers of a list, marks of
// glossary terms, and the syntax of headings, links, code blocks and footnotes. It doesn't include
// the targets of links within the site, the files of pictures, and directives, which are compared
// as slots.
//
// Fingerprints are recorded in editors' files. A change to their input makes every translation
// stale, which a test with fixed fingerprints prevents.
package outline

import "github.com/yuin/goldmark/ast"

// Outline is the outline of a text. Its zero value has no sections.
type Outline struct {
	// Sections are in the order of the text: the text before the first heading, which may be
	// empty; a section for each heading; and the footnotes, if there are any.
	Sections []Section
	parts    []Part
}

// Section is a section of a text. A site holds several for every page, so they are small.
type Section struct {
	Print Fingerprint
	// Size is the number of bytes of text, without markup.
	Size uint32
	// Slots is the number of slots before the section.
	Slots uint32
	// parts is the index of its first part.
	parts uint32
}

// Parts returns the parts of the section with an index, in the order of the text. A nested part
// follows the one that contains it.
func (o *Outline) Parts(section int) []Part {
	from, to := o.Sections[section].parts, len(o.parts)
	if section+1 < len(o.Sections) {
		to = int(o.Sections[section+1].parts)
	}
	return o.parts[from:to]
}

// Part is a part of a section.
type Part struct {
	Kind Kind
	// Columns is the number of columns of a table.
	Columns uint16
	// Count is the number of items of a list, rows of a table without its header, or defined terms.
	Count uint32
}

// Kind is the kind of a part.
type Kind uint8

// The kinds of parts. Each kind of callout has its own.
const (
	List Kind = iota + 1
	NumberedList
	Table
	Code
	Quote
	Note
	Tip
	Important
	Warning
	Caution
	Definitions
	// FootnoteReference is the number that leads to a footnote.
	FootnoteReference
	// WebLink and MailLink are links to other hosts, and to mail addresses and telephone numbers.
	WebLink
	MailLink
	// Details, Cards, Steps and Downloads are blocks with these names; Button is a link that looks
	// like one, Video a video of the site or a link to one elsewhere.
	Details
	Cards
	Steps
	Downloads
	Button
	Video
)

// Start is the start of a section: a heading or the list of footnotes, and the number of slots
// before it.
type Start struct {
	Node  ast.Node
	Slots uint32
}
