// Package standin marks strings that stand in for ones that a language lacks yet, and makes the
// marks visible in a preview: the reader of a page sees which strings are in another language, and
// a screen reader pronounces them in theirs.
//
// In a template or in Go code it can't be known where in a page a string ends up. So a string is
// enclosed in two characters that no text has, private ones of Unicode's last plane, and [Visible]
// replaces these in the finished page.
package standin

import (
	"bytes"
	"html"
	"strings"

	htmltoken "golang.org/x/net/html"
)

// begin and end enclose a string.
const begin, end = "\U0010fff0", "\U0010fff1"

// The brackets that replace marks where no element can be, as in attributes and titles.
const leftBracket, rightBracket = "⟦", "⟧"

// Mark encloses a string in marks.
func Mark(text string) string { return begin + text + end }

var strip = strings.NewReplacer(begin, "", end, "")

// Strip returns a text without marks.
func Strip(text string) string { return strip.Replace(text) }

// marked reports whether there are marks in a file.
func marked(b []byte) bool { return bytes.Contains(b, []byte(begin)) || bytes.Contains(b, []byte(end)) }

// Visible returns a file of a site, which has the given media type, with its marks made visible. In
// the text of HTML they become elements with the language lang; in its attributes and titles,
// brackets. Marks within others are dropped, and so are those in files that aren't HTML. A file
// without marks is returned as it is.
func Visible(file []byte, mediaType, lang string) []byte {
	if !marked(file) {
		return file
	}
	if !strings.HasPrefix(mediaType, "text/html") {
		return []byte(strip.Replace(string(file)))
	}
	p := page{open: `<mark lang="` + html.EscapeString(lang) + `">`}
	z := htmltoken.NewTokenizer(bytes.NewReader(file))
	raw := false
	for {
		kind := z.Next()
		switch token := string(z.Raw()); kind {
		case htmltoken.ErrorToken:
			p.out.WriteString(token)
			return p.out.Bytes()
		case htmltoken.TextToken:
			if raw {
				p.out.WriteString(bracketed(token))
			} else {
				p.text(token)
			}
		case htmltoken.StartTagToken:
			name, _ := z.TagName()
			raw = plain(string(name))
			p.out.WriteString(bracketed(token))
		case htmltoken.EndTagToken:
			raw = false
			p.out.WriteString(bracketed(token))
		default:
			p.out.WriteString(bracketed(token))
		}
	}
}

// plain reports whether an element can hold text only.
func plain(element string) bool {
	switch element {
	case "title", "textarea", "option", "script", "style":
		return true
	}
	return false
}

// bracketed replaces the outermost marks in a text by brackets.
func bracketed(text string) string {
	if !strings.Contains(text, begin) && !strings.Contains(text, end) {
		return text
	}
	p := page{open: leftBracket, close: rightBracket}
	p.text(text)
	return p.out.String()
}

// page is a page as far as it was read.
type page struct {
	out bytes.Buffer
	// open begins a marked text, close ends it; without one, </mark> does.
	open, close string
	// depth is the number of marked texts that have begun and not ended.
	depth int
}

// text appends a text between tags. A marked text that goes on behind a tag gets an element on each
// side of it, so that elements stay nested whatever the tag is.
func (p *page) text(text string) {
	part := ""
	for text != "" {
		i := strings.IndexAny(text, begin+end)
		if i < 0 {
			break
		}
		part += text[:i]
		depth := max(p.depth-1, 0)
		if strings.HasPrefix(text[i:], begin) {
			depth = p.depth + 1
		}
		if depth == 0 || p.depth == 0 {
			p.part(part)
			part = ""
		}
		p.depth, text = depth, text[i+len(begin):]
	}
	p.part(part + text)
}

// part appends a text without marks. Space alone isn't marked: it may stand where no element can.
func (p *page) part(text string) {
	if p.depth == 0 || strings.TrimSpace(text) == "" {
		p.out.WriteString(text)
		return
	}
	p.out.WriteString(p.open)
	p.out.WriteString(text)
	if p.close == "" {
		p.out.WriteString("</mark>")
	} else {
		p.out.WriteString(p.close)
	}
}
