// Package outline says what a text is made of, section by section, so that it can be held against the
// same text in another language, or against what it was before.
//
// # Parts
//
// A section is what stands between one heading and the next. Its parts are the lists, tables, code
// blocks, callouts, quotes, lists of definitions, references to footnotes and links elsewhere in it. What depends on the
// rest of the site (links to pages and files, pictures, directives) is known to the text as its
// slots, and isn't repeated here.
//
// # Prints
//
// Each section has a [Fingerprint] of its text. It changes when a reader would see another text, and stays
// as it is when only the source looks different: white space and the length of lines, comments,
// typographic or straight quotation marks and dashes, one sign or another for the same emphasis, the
// numbers of a list, marks of glossary terms, the ways to write a heading, a link, a code block or a footnote. It says nothing of where a link
// within the site leads, of pictures' files and of directives, which are compared as slots.
//
// Prints stand in editors' files for years. A change to what goes into them makes every translation
// stale: the test with fixed prints is there to prevent that.
package outline

import "github.com/yuin/goldmark/ast"

// Outline is what a text is made of. Its zero value is that of no text.
type Outline struct {
	// Sections are in the order of the text: what stands before the first heading, though that be
	// nothing; a section for each heading; and the footnotes, if there are any.
	Sections []Section
	parts    []Part
}

// Section is a section of a text. A site holds several for every page, so they are small.
type Section struct {
	Print Fingerprint
	// Size is how many bytes of text there are, marks and white space left out.
	Size uint32
	// Slots is how many slots there are before the section.
	Slots uint32
	// parts is where its parts begin.
	parts uint32
}

// Parts are the parts of the section with an index, in the order of the text. A part in another
// comes after it.
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
	// Columns are a table's.
	Columns uint16
	// Count is how many items, rows below the header or terms there are.
	Count uint32
}

// Kind is what a part is.
type Kind uint8

// The kinds of part. A callout's is its own kind and what it is called between its brackets.
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
	// WebLink and MailLink lead out of the site.
	WebLink
	MailLink
)

// Start is where a section begins: a heading or the list of footnotes, and how many slots there are before it.
type Start struct {
	Node  ast.Node
	Slots uint32
}
