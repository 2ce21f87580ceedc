package extract

import (
	"bytes"

	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/search"
)

// scanner collects the sections and the text of a page from HTML. It knows the HTML that package
// markdown writes, that of the packages below criteria, and that of well-formed templates: tags
// are closed, attributes may be quoted or not.
type scanner struct {
	source *Source
	page   *search.Page
	// out is the text so far, from the section that begins at start.
	out   []byte
	start int
	// gap is the white space before the next text: 0, ' ' or '\n'.
	gap byte
	// pre counts the open elements in which line feeds count.
	pre int
	// headings are those of the text that is scanned, from the next one.
	headings []hypertext.Heading
	// glossary reports whether the HTML is that of a glossary, and term whether it is within a term
	// whose name, which is the heading of its section, is still to come.
	glossary, term bool
	// resume is one more than the index of the section that goes on behind a glossary.
	resume int
	// html and filled are buffers.
	html, filled []byte
}

func (c *scanner) reset(s *Source, p *search.Page) {
	*c = scanner{source: s, page: p, out: p.Text, html: c.html, filled: c.filled}
	p.Sections = append(p.Sections, search.Section{})
}

// finish ends the last section.
func (c *scanner) finish() {
	c.end()
	c.page.Text = c.out
	c.source, c.page, c.out, c.headings = nil, nil, nil, nil
}

// end ends the current section.
func (c *scanner) end() {
	s := &c.page.Sections[len(c.page.Sections)-1]
	s.Start, s.End = c.start, len(c.out)
	c.gap = 0
}

// section ends the current section and starts another one.
func (c *scanner) section(anchor, heading string) {
	c.end()
	if len(c.out) > c.start {
		c.out = append(c.out, '\n')
	}
	c.start = len(c.out)
	c.page.Sections = append(c.page.Sections, search.Section{Anchor: anchor, Heading: heading})
	c.resume = 0
}

// text scans the HTML of a text in a file.
func (c *scanner) text(file string, html []byte, body *hypertext.Body) {
	c.headings = body.Headings
	from := 0
	for i := range body.Slots {
		slot := &body.Slots[i]
		if !isFilled(*slot) {
			continue
		}
		at := int(slot.Offset)
		c.scan(html[from:at])
		from = at
		if c.source.Fill == nil || slot.Kind == hypertext.SlotDirective && repeats(slot.Target) {
			continue
		}
		filled, err := c.source.Fill(c.filled[:0], file, html[:at], slot)
		if err == nil {
			c.directive(filled, slot)
		}
		c.filled = filled
	}
	c.scan(html[from:])
	c.gap = '\n'
}

// repeats reports whether the directive of a name repeats what other pages say of themselves: the
// link to a self-check, and the list of all pages.
func repeats(name string) bool {
	return name == directive.Check || name == directive.Sitemap
}

// directive scans the content of a slot. Its headings aren't those of the text.
func (c *scanner) directive(html []byte, slot *hypertext.Slot) {
	headings := c.headings
	c.headings = nil
	current := len(c.page.Sections)
	c.glossary = slot.Kind == hypertext.SlotDirective && slot.Target == directive.Glossary
	c.scan(html)
	if c.glossary && len(c.page.Sections) > current {
		c.resume = current
	}
	c.headings, c.glossary, c.term = headings, false, false
}

// scan scans a piece of HTML that begins and ends outside of tags.
func (c *scanner) scan(html []byte) {
	for len(html) > 0 {
		open := bytes.IndexByte(html, '<')
		if open < 0 {
			c.characters(html)
			return
		}
		if open > 0 {
			c.characters(html[:open])
		}
		html = c.tag(html[open:])
	}
}

// tag reads the tag at the start of html and returns what follows it, or what follows its element.
func (c *scanner) tag(html []byte) []byte {
	t, rest, ok := readTag(html)
	if !ok {
		return rest
	}
	kind := kindOf(t.name)
	switch {
	case t.end:
		c.endTag(t.name, kind)
	case kind == skipped || t.invisible():
		if kind == block {
			c.gap = '\n'
		}
		return skip(rest, t.name)
	case kind == heading:
		return c.heading(t, rest)
	case c.term && string(t.name) == "dt":
		c.term = false
		return skip(rest, t.name)
	default:
		c.startTag(t, kind)
	}
	return rest
}

func (c *scanner) startTag(t tag, kind kind) {
	switch {
	case kind == picture:
		c.space()
		if alt, ok := t.attribute("alt"); ok {
			c.characters(alt)
		}
		c.space()
	case kind == block:
		c.gap = '\n'
		if c.glossary {
			c.glossaryTag(t)
		}
		switch string(t.name) {
		case "pre":
			c.pre++
		case "section":
			if label, ok := t.attribute("aria-label"); ok && t.is("role", "doc-endnotes") {
				c.section("fn:1", string(unescape(nil, label)))
			}
		}
	}
}

func (c *scanner) endTag(name []byte, kind kind) {
	if kind != block && kind != heading {
		return
	}
	c.gap = '\n'
	if c.pre > 0 && string(name) == "pre" {
		c.pre--
	}
}

// heading reads a heading, which starts a section if it has an anchor.
func (c *scanner) heading(t tag, html []byte) []byte {
	id, ok := t.attribute("id")
	if !ok || len(id) == 0 {
		c.gap = '\n'
		return html
	}
	if len(c.headings) > 0 {
		h := &c.headings[0]
		c.headings = c.headings[1:]
		c.section(h.ID, h.Text)
		return skip(html, t.name)
	}
	after := skip(html, t.name)
	c.section(string(unescape(nil, id)), "")
	c.name(html[:len(html)-len(after)])
	return after
}

// name makes the text of an element the heading of the section that has just been started.
func (c *scanner) name(html []byte) {
	c.scan(html)
	c.page.Sections[len(c.page.Sections)-1].Heading = string(c.out[c.start:])
	c.out, c.gap = c.out[:c.start], 0
}

// space separates words.
func (c *scanner) space() {
	if c.gap == 0 {
		c.gap = ' '
	}
}

// characters adds text without tags. Runs of words with single spaces between them are copied
// whole.
func (c *scanner) characters(text []byte) {
	for i := 0; i < len(text); {
		switch class[text[i]] {
		case lineFeed, space:
			if text[i] == '\n' && c.pre > 0 {
				c.gap = '\n'
			} else {
				c.space()
			}
			i++
		case ampersand:
			c.separate()
			var n int
			c.out, n = reference(c.out, text[i:])
			i += n
		default:
			c.separate()
			end := i + 1
			for end < len(text) && (class[text[end]] == other || text[end] == ' ' && end+1 < len(text) && class[text[end+1]] == other) {
				end++
			}
			c.out = append(c.out, text[i:end]...)
			i = end
		}
	}
}

// separate prepares the text for the next word.
func (c *scanner) separate() {
	if c.resume > 0 {
		s := c.page.Sections[c.resume-1]
		c.section(s.Anchor, s.Heading)
	}
	if c.gap != 0 && len(c.out) > c.start {
		c.out = append(c.out, c.gap)
	}
	c.gap = 0
}

// The classes of bytes in text.
const (
	other = iota
	space
	lineFeed
	ampersand
)

var class = [256]uint8{' ': space, '\t': space, '\r': space, '\f': space, '\n': lineFeed, '&': ampersand}
