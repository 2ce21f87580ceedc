package markdown

import (
	"bytes"
	"slices"
	"sync"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/glossary"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/typography"
)

// Options are what depends on the language of a text.
type Options struct {
	// Language is a BCP 47 tag.
	Language string
	// Quotes replace the straight ones. One that is empty leaves the straight quote as it is.
	Quotes Quotes
	// Terms are the glossary's, in this language. Where they are nil, none are marked, not even by hand.
	Terms []Term
	// Strings are the UI strings of [Strings], as plain text.
	Strings map[string]string
	// Judge is called with texts of a page that aren't Markdown, through [Converter.Judge]; nil calls nobody.
	Judge func(file string, pos diag.Pos, text string, findings *diag.List)
	// Addresses asks for [Body.Addresses].
	Addresses bool
	// Looks are called with what each text says, and add findings to those of the conversion.
	Looks []Linter
}

// Strings are the ids of the UI strings that stand in a text's HTML.
func Strings() []string {
	ids := []string{"Footnotes", "FootnoteBack", "TableLabel"}
	for _, c := range callouts {
		ids = append(ids, c.title)
	}
	return ids
}

// Quotes are the typographic quotation marks of a language.
type Quotes = typography.Quotes

// MaxForm is how many bytes a form of a term may have; longer ones aren't found.
const MaxForm = glossary.MaxForm

// Term is a term of the glossary.
type Term struct {
	ID string
	// Forms are its spellings. One with an upper-case letter is found as it stands here, one
	// without is found with a capital too.
	Forms []string
}

// Converter turns Markdown in one language into HTML. It is safe for concurrent use.
type Converter struct {
	language string
	quotes   Quotes
	escaped  Quotes
	// strings are the UI strings, escaped.
	strings map[string]string
	// terms are the ids, in the order of the index.
	terms []string
	// numbers are their places in terms.
	numbers    map[string]int
	marksTerms bool
	// collects tells that addresses are asked for.
	collects bool
	index    *glossary.Index
	parser   *dialect.Parser
	looks    []Linter
	judge    func(file string, pos diag.Pos, text string, findings *diag.List)
	buffers  sync.Pool
}

// buffers are what a conversion fills and the next one can use again.
type buffers struct {
	plain    []byte
	slots    []Slot
	headings []Heading
	starts   []outline.Start
	wording  PlainText
	outlines outline.Reader
}

// New returns a converter for a language. It does work that pays off over many texts.
func New(o Options) *Converter {
	c := &Converter{
		language:   o.Language,
		quotes:     o.Quotes,
		escaped:    o.Quotes.Escaped(),
		strings:    make(map[string]string, len(o.Strings)),
		parser:     dialect.NewParser(),
		looks:      o.Looks,
		judge:      o.Judge,
		marksTerms: o.Terms != nil,
		collects:   o.Addresses,
		buffers:    sync.Pool{New: func() any { return new(buffers) }},
	}
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

// Judge has a text that isn't Markdown, such as a title, judged by [Options.Judge].
func (c *Converter) Judge(file string, pos diag.Pos, text string, findings *diag.List) {
	if c.judge != nil {
		c.judge(file, pos, text, findings)
	}
}

// Convert turns src, which is valid UTF-8, into HTML. Findings name file and count lines from
// firstLine, the number of src's first line in the file. There is always a body, however much
// was found, and it holds no part of src. Its HTML is written into room, if that has the capacity.
func (c *Converter) Convert(room []byte, file string, src []byte, firstLine int) (body *Body, findings diag.List) {
	src = unixLines(src)
	b := c.buffers.Get().(*buffers)
	defer c.buffers.Put(b)
	r := &rendering{
		Converter: c,
		places:    places{src: src, first: firstLine},
		file:      file,
		src:       src,
		out:       room[:0],
		plain:     b.plain[:0],
		slots:     b.slots[:0],
		headings:  b.headings[:0],
		starts:    b.starts[:0],
	}
	defer func() {
		// The fuzz test holds that this doesn't happen. Should it happen to an editor all the
		// same, all other pages still deserve their findings.
		if p := recover(); p != nil {
			body, findings = new(Body), diag.List{}
			findings.Add(file, diag.Pos{}, diag.FileUnreadable,
				"this is a flaw of Baken, not of the text: please report it with this file",
				"can't read the Markdown: %v", p)
		}
	}()
	r.document(b)
	b.plain, b.slots, b.headings, b.starts = r.plain, r.slots, r.headings, r.starts
	body = &Body{
		HTML:      r.out,
		Slots:     exact(r.slots),
		Headings:  exact(r.headings),
		Outline:   r.outline,
		Anchors:   r.anchors,
		Addresses: r.addresses,
	}
	clear(b.slots)
	clear(b.headings)
	clear(b.starts)
	slices.Sort(body.Anchors)
	return body, r.findings
}

// exact copies a slice to one without room for more, which all pages together would keep for nothing.
func exact[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return append(make([]T, 0, len(s)), s...)
}

// document parses the text and renders it.
func (r *rendering) document(b *buffers) {
	document, bounds := r.parser.Parse(r.src)
	r.bounds = bounds
	r.blocks(document)
	for _, e := range bounds.Exceeded() {
		r.report(e.Offset, e.Code, e.Hint, e.Message)
	}
	r.outline = b.outlines.Read(document, r.src, r.starts)
	if len(r.looks) > 0 {
		r.wording(document, &b.wording)
	}
}

// unixLines ends all lines with a line feed. Lines and columns stay the same; a carriage return
// alone ends a line too (CommonMark, section 2.1).
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
