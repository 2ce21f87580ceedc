// Package standin marks strings that stand in for ones that a language lacks yet, and makes the
// marks visible in a preview: the reader of a page sees which strings are in another language, and
// a screen reader pronounces them in theirs.
//
// In a template or in Go code it can't be known where in a page a string ends up. So a string is
// enclosed in characters that no text has, private ones of Unicode's last plane, and [Visible]
// replaces these in the finished page.
package standin

import (
	"bytes"
	"html"
	"strings"

	htmltoken "golang.org/x/net/html"
)

// A string stands between begin and end; before it are its language and separator.
const begin, separator, end = "\U0010fff0", "\U0010fff1", "\U0010fff2"

// The brackets that replace marks where no element can be, as in attributes and titles.
const leftBracket, rightBracket = "⟦", "⟧"

// Mark marks a string in a language; its language may be "", unknown.
func Mark(lang, text string) string { return begin + lang + separator + text + end }

// marked reports whether there are marks in a file.
func marked(b []byte) bool { return bytes.Contains(b, []byte(begin)) || bytes.Contains(b, []byte(end)) }

// Visible returns a file of a site, which has the given media type, with its marks made visible. In
// the text of HTML they become elements with the language of the string; in its attributes and
// titles, brackets. Marks within others are dropped, and so are those in files that aren't HTML. A
// file without marks is returned as it is.
func Visible(file []byte, mediaType string) []byte {
	if !marked(file) {
		return file
	}
	if !strings.HasPrefix(mediaType, "text/html") {
		return []byte(replaced(string(file), func(_, text string) string { return text }))
	}
	p := page{enclose: element}
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
	return replaced(text, func(_, text string) string { return leftBracket + text + rightBracket })
}

// replaced replaces the outermost marks in a text by what enclose makes of the marked texts.
func replaced(text string, enclose func(lang, text string) string) string {
	if !strings.Contains(text, begin) && !strings.Contains(text, end) {
		return text
	}
	p := page{enclose: enclose}
	p.text(text)
	return p.out.String()
}

// element returns the element that marks a text in HTML. Space alone isn't marked: it may stand
// where no element can.
func element(lang, text string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return text
	case lang == "":
		return `<mark dir="auto">` + text + "</mark>"
	}
	return `<mark lang="` + html.EscapeString(lang) + `" dir="auto">` + text + "</mark>"
}

// page is a page as far as it was read.
type page struct {
	out     bytes.Buffer
	enclose func(lang, text string) string
	// depth is the number of marked texts that have begun and not ended, lang the language of the
	// outermost.
	depth int
	lang  string
}

// text appends a text between tags. A marked text that goes on behind a tag is enclosed on each
// side of it, so that elements stay nested whatever the tag is.
func (p *page) text(text string) {
	part := ""
	for text != "" {
		i := strings.IndexAny(text, begin+end)
		if i < 0 {
			break
		}
		part += text[:i]
		rest, begins := strings.CutPrefix(text[i:], begin)
		if !begins {
			text = rest[len(end):]
			if p.depth == 1 {
				p.part(part)
				part = ""
			}
			p.depth = max(p.depth-1, 0)
			continue
		}
		var lang string
		lang, text, _ = strings.Cut(rest, separator)
		if p.depth == 0 {
			p.part(part)
			part, p.lang = "", lang
		}
		p.depth++
	}
	p.part(part + text)
}

// part appends a text without marks.
func (p *page) part(text string) {
	if p.depth > 0 {
		text = p.enclose(p.lang, text)
	}
	p.out.WriteString(text)
}
