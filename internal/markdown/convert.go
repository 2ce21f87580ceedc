package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/direction"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/glossary"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/leftover"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/markdown/position"
	"baken.example/baken/internal/markdown/typography"
)

// Options are the options of a [Converter].
type Options struct {
	// Language is a BCP 47 tag.
	Language string
	// Quotes replace the straight quotes. An empty one leaves the straight quote as it is.
	Quotes Quotes
	// Colon is the colon after a word, with the space that the language puts before it.
	Colon string
	// Terms are the terms of the glossary in this language. If they are nil, no terms are marked,
	// and a span that marks one is a finding.
	Terms []Term
	// Strings are the UI strings of [Strings] by id, as plain text.
	Strings map[string]string
	// Judge checks texts of a page that aren't Markdown, for [Converter.Judge]; it may be nil.
	Judge func(file string, pos diag.Pos, text string, findings *diag.List)
	// Base is where the site is published: links to a path of the site are put below it.
	Base baseurl.URL
	// Addresses requests [Body.Addresses].
	Addresses bool
	// Linters are the linters. They get the plain text of each text and add to its findings.
	Linters []plaintext.Linter
	// Facts reads [Body.Facts]; it may be nil.
	Facts *facts.Reader
	// Values are the constants that texts may use.
	Values constant.Values
}

// Strings returns the ids of the UI strings that occur in the HTML.
func Strings() []string {
	ids := []string{"Footnotes", "FootnoteBack", "TableLabel", "VideoCaptions", "VideoDownload", "VideoElsewhere"}
	for _, c := range callouts {
		ids = append(ids, c.title)
	}
	return ids
}

// MaxForm is the maximum length in bytes of a form of a term. Longer forms aren't matched.
const MaxForm = glossary.MaxForm

// Term is a term of the glossary.
type Term struct {
	ID string
	// Forms are its spellings. A form with an upper-case letter is matched exactly, one without
	// also matches with a capital.
	Forms []string
}

// Converter converts Markdown in one language to HTML. It is safe for concurrent use.
type Converter struct {
	language string
	// rightToLeft reports whether the language is written from right to left.
	rightToLeft bool
	quotes      Quotes
	escaped     Quotes
	spaces      typography.Spaces
	// spaced reports whether the language has such spaces.
	spaced bool
	// strings are the UI strings, escaped.
	strings map[string]string
	// terms are the ids, in the order of the index.
	terms []string
	// numbers maps ids to their indexes in terms.
	numbers    map[string]int
	marksTerms bool
	base       baseurl.URL
	// collectsAddresses reports whether [Body.Addresses] is requested.
	collectsAddresses bool
	index             *glossary.Index
	// parse is [dialect.Parser.Parse], but for tests.
	parse   func(src []byte) (ast.Node, *dialect.Bounds)
	linters []plaintext.Linter
	facts   *facts.Reader
	values  constant.Values
	judge   func(file string, pos diag.Pos, text string, findings *diag.List)
	buffers sync.Pool
}

// buffers are reused by one conversion after another.
type buffers struct {
	plain     []byte
	slots     []Slot
	headings  []Heading
	starts    []outline.Start
	plainText plaintext.Document
	outlines  outline.Reader
}

// New returns a converter for a language. It indexes the terms, so that a converter should be
// reused.
func New(o Options) *Converter {
	c := &Converter{
		language:          o.Language,
		rightToLeft:       direction.RightToLeft(o.Language),
		quotes:            o.Quotes,
		escaped:           o.Quotes.Escaped(),
		spaces:            typography.NewSpaces(o.Quotes, o.Colon),
		strings:           make(map[string]string, len(o.Strings)),
		parse:             dialect.NewParser().Parse,
		linters:           o.Linters,
		facts:             o.Facts,
		values:            o.Values,
		judge:             o.Judge,
		marksTerms:        o.Terms != nil,
		base:              o.Base,
		collectsAddresses: o.Addresses,
		buffers:           sync.Pool{New: func() any { return new(buffers) }},
	}
	c.spaced = c.spaces.Any()
	for id, text := range o.Strings {
		c.strings[id] = string(escape.Attribute(nil, []byte(text)))
	}
	var forms [][]string
	c.numbers = make(map[string]int, len(o.Terms))
	for i, t := range o.Terms {
		if _, twice := c.numbers[t.ID]; !twice {
			c.numbers[t.ID] = i
		}
		c.terms = append(c.terms, t.ID)
		forms = append(forms, t.Forms)
	}
	c.index = glossary.New(forms)
	return c
}

// Judge checks a text that isn't Markdown, such as a title, by [Options.Judge].
func (c *Converter) Judge(file string, pos diag.Pos, text string, findings *diag.List) {
	if c.judge != nil {
		c.judge(file, pos, text, findings)
	}
}

// Facts returns the facts of texts that aren't Markdown, such as a title: those of each in a
// section of its own.
func (c *Converter) Facts(texts ...string) facts.List {
	if c.facts == nil {
		return facts.List{}
	}
	var all []byte
	var sections []int
	for i, t := range texts {
		if i > 0 {
			all = append(all, '\n')
			sections = append(sections, len(all))
		}
		all = append(all, strings.ReplaceAll(t, "\n", " ")...)
	}
	return c.facts.Read(facts.Text{Text: all, Sections: sections})
}

// Convert converts src, which must be valid UTF-8, into HTML. Findings name file and count lines
// from firstLine, the number of src's first line in the file. The body is never nil and doesn't
// refer to src. Its HTML is written to buf if that has the capacity.
//
// A failure of the conversion itself is a finding too, an error that asks the editor to report a
// flaw of Baken, and the body is empty then: a panic, or a node of goldmark's that the package
// can't render.
func (c *Converter) Convert(buf []byte, file string, src []byte, firstLine int) (body *Body, findings diag.List) {
	return c.ConvertPage(buf, Page{File: file, Text: src, FirstLine: firstLine})
}

// Page is the text of a page.
type Page struct {
	File string
	// Title is what the headings aren't to repeat. Linters may read it and the description.
	Title, Description string
	Text               []byte
	// FirstLine is the number of the text's first line.
	FirstLine int
	// Origins are the files that the text was put together from: links are relative to these.
	// Findings and positions count the lines of Text and name File.
	Origins origin.List
}

// ConvertPage is [Converter.Convert] for a page.
func (c *Converter) ConvertPage(buf []byte, p Page) (body *Body, findings diag.List) {
	file, src := p.File, unixLines(p.Text)
	b := c.buffers.Get().(*buffers)
	defer c.buffers.Put(b)
	r := &rendering{
		Converter: c,
		Writer:    hypertext.Writer{HTML: buf[:0], Slots: b.slots[:0]},
		positions: position.New(src, p.FirstLine),
		first:     p.FirstLine,
		origins:   p.Origins,
		file:      file,
		pageTitle: p.Title, front: p.Title + "\n" + p.Description,
		src:      src,
		plain:    b.plain[:0],
		headings: b.headings[:0],
		starts:   b.starts[:0],

		rightToLeft: c.rightToLeft,
	}
	defer func() {
		// The fuzz test checks that no text causes a panic. If one does, the findings of all other
		// pages are still reported.
		if cause := recover(); cause != nil {
			body, findings = flawed(file, diag.Pos{}, cause)
		}
	}()
	r.document(b)
	if n := r.unknown; n != nil {
		return flawed(file, r.at(offsetOf(n, len(src))), fmt.Sprintf("there is no HTML for a node of kind %v", n.Kind()))
	}
	b.plain, b.slots, b.headings, b.starts = r.plain, r.Slots, r.headings, r.starts
	body = &Body{
		HTML:      r.HTML,
		Slots:     exact(r.Slots),
		Headings:  exact(r.headings),
		Outline:   r.outline,
		Anchors:   r.anchors,
		Addresses: r.addresses,
		Values:    r.usedValues(),
		Facts:     r.read,
		Tables:    r.tables,
		Figures:   r.figures,
		Rare:      r.rare,

		Components: r.components, Videos: r.videos > 0,
	}
	clear(b.slots)
	clear(b.headings)
	clear(b.starts)
	slices.Sort(body.Anchors)
	return body, r.findings
}

// flawed returns an empty body and a finding for a failure that isn't the text's.
func flawed(file string, pos diag.Pos, cause any) (body *Body, findings diag.List) {
	findings.Add(file, pos, diag.FileUnreadable,
		"this is a flaw of Baken, not of the text: please report it with this file",
		"can't read the Markdown: %v", cause)
	return new(Body), findings
}

// offsetOf returns the offset of a node in a source of some size, or else that of the nearest node
// around it that has one.
func offsetOf(n ast.Node, size int) int {
	for ; n != nil; n = n.Parent() {
		if pos := n.Pos(); pos >= 0 && pos <= size {
			return pos
		}
	}
	return 0
}

// exact returns a copy of a slice without spare capacity, which all pages together would retain.
func exact[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return append(make([]T, 0, len(s)), s...)
}

// document parses the text, renders it, and derives the outline and the text for linters from it.
func (r *rendering) document(b *buffers) {
	document, bounds := r.parse(r.src)
	r.bounds = bounds
	r.blocks(document)
	if r.unknown != nil {
		return
	}
	exceeded := bounds.Exceeded()
	for _, e := range exceeded {
		r.report(e.Offset, e.Code, e.Hint, e.Message)
	}
	if len(exceeded) == 0 { // Marks after a bound are text.
		leftover.Check(document, r.src, r.report)
	}
	r.outline = b.outlines.Read(document, r.src, r.starts)
	if len(r.linters) > 0 || r.Converter.facts != nil {
		r.lint(document, &b.plainText)
	}
}

// lint reads the facts of a document, and calls the linters with its plain text.
func (r *rendering) lint(document ast.Node, d *plaintext.Document) {
	d.Read(document, plaintext.Source{
		File: r.file, Title: r.front, Text: r.src, FirstLine: r.first, Language: r.language, Starts: r.starts,
		Addresses: r.Converter.facts != nil, Values: r.Converter.values,
	})
	if r.Converter.facts != nil {
		r.read = d.Facts(r.Converter.facts)
	}
	for _, lint := range r.linters {
		lint(d, &r.findings)
	}
	d.Release()
}

// unixLines returns src with all line endings as line feeds, a lone carriage return included
// (CommonMark, section 2.1). Line and column numbers stay the same.
func unixLines(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	for i, c := range src {
		if c == '\r' {
			src[i] = '\n'
		}
	}
	return src
}
