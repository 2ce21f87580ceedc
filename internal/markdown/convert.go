package markdown

import (
	"bytes"
	"errors"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/glossary"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/leftover"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/markdown/position"
	"baken.example/baken/internal/markdown/renderer"
	"baken.example/baken/internal/markdown/typography"
)

// Options are the options of a [Converter].
type Options struct {
	// Language is a BCP 47 tag.
	Language string
	// Quotes replace the straight quotes. An empty one leaves the straight quote as it is.
	Quotes typography.Quotes
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
func Strings() []string { return renderer.Strings() }

// MaxForm is the maximum length in bytes of a form of a term. Longer forms aren't matched.
const MaxForm = glossary.MaxForm

// Term is a term of the glossary.
type Term = renderer.Term

// Converter converts Markdown in one language to HTML. It is safe for concurrent use.
type Converter struct {
	language string
	renderer *renderer.Renderer
	// parse is [dialect.Parser.Parse], but for tests.
	parse   func(src []byte) (ast.Node, *dialect.Bounds)
	linters []plaintext.Linter
	facts   *facts.Reader
	values  constant.Values
	judge   func(file string, pos diag.Pos, text string, findings *diag.List)
	buffers sync.Pool
}

// conversion is the memory that one conversion after another reuses.
type conversion struct {
	findings  position.Findings
	rendering renderer.Rendering
	plainText plaintext.Document
	outlines  outline.Reader
}

// New returns a converter for a language. It indexes the terms, so that a converter should be
// reused.
func New(o Options) *Converter {
	return &Converter{
		language: o.Language,
		renderer: renderer.New(renderer.Options{
			Language: o.Language, Quotes: o.Quotes, Colon: o.Colon, Terms: o.Terms, Strings: o.Strings,
			Base: o.Base, Addresses: o.Addresses, Values: o.Values,
		}),
		parse:   dialect.NewParser().Parse,
		linters: o.Linters,
		facts:   o.Facts,
		values:  o.Values,
		judge:   o.Judge,
		buffers: sync.Pool{New: func() any { return new(conversion) }},
	}
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
func (c *Converter) Convert(buf []byte, file string, src []byte, firstLine int) (body *hypertext.Body, findings diag.List) {
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
func (c *Converter) ConvertPage(buf []byte, p Page) (body *hypertext.Body, findings diag.List) {
	p.Text = unixLines(p.Text)
	v := c.buffers.Get().(*conversion)
	defer c.buffers.Put(v)
	v.findings = position.Findings{Finder: position.New(p.Text, p.FirstLine), File: p.File}
	defer func() {
		// The fuzz test checks that no text causes a panic. If one does, the findings of all other
		// pages are still reported.
		if cause := recover(); cause != nil {
			body, findings = flawed(p.File, diag.Pos{}, cause)
		}
		v.findings = position.Findings{}
		v.rendering.Release()
	}()
	body, err := c.convert(v, buf, p)
	if wrong := (renderer.NodeError{}); errors.As(err, &wrong) {
		return flawed(p.File, v.findings.At(wrong.Offset), err)
	}
	return body, v.findings.List
}

// convert parses a text, renders it, and derives the outline and the text for linters from it.
func (c *Converter) convert(v *conversion, buf []byte, p Page) (*hypertext.Body, error) {
	document, bounds := c.parse(p.Text)
	body, err := v.rendering.Render(c.renderer, renderer.Text{
		Title: p.Title, Src: p.Text, Document: document, Bounds: bounds, Origins: p.Origins,
	}, buf, &v.findings)
	if err != nil {
		return nil, err
	}
	exceeded := bounds.Exceeded()
	for _, e := range exceeded {
		v.findings.Report(e.Offset, e.Code, e.Hint, e.Message)
	}
	if len(exceeded) == 0 { // Marks after a bound are text.
		leftover.Check(document, p.Text, v.findings.Report)
	}
	starts := v.rendering.Starts()
	body.Outline = v.outlines.Read(document, p.Text, starts)
	if len(c.linters) > 0 || c.facts != nil {
		c.lint(v, body, document, p, starts)
	}
	return body, nil
}

// lint reads the facts of a document, and calls the linters with its plain text.
func (c *Converter) lint(v *conversion, body *hypertext.Body, document ast.Node, p Page, starts []outline.Start) {
	v.plainText.Read(document, plaintext.Source{
		File: p.File, Title: p.Title + "\n" + p.Description, Text: p.Text, FirstLine: p.FirstLine, Language: c.language, Starts: starts,
		Addresses: c.facts != nil, Values: c.values,
	})
	if c.facts != nil {
		body.Facts = v.plainText.Facts(c.facts)
	}
	for _, lint := range c.linters {
		lint(&v.plainText, &v.findings.List)
	}
	v.plainText.Release()
}

// flawed returns an empty body and a finding for a failure that isn't the text's.
func flawed(file string, pos diag.Pos, cause any) (body *hypertext.Body, findings diag.List) {
	findings.Add(file, pos, diag.FileUnreadable,
		"this is a flaw of Baken, not of the text: please report it with this file",
		"can't read the Markdown: %v", cause)
	return new(hypertext.Body), findings
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
