package extract

import (
	"bytes"
	"html"
)

// kind says how an element stands in its text.
type kind uint8

const (
	block kind = iota
	// inline elements don't separate words.
	inline
	heading
	picture
	// skipped elements have no text of the page.
	skipped
)

func kindOf(name []byte) kind {
	switch string(name) {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "input", "ins", "kbd", "mark", "q", "s",
		"samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr":
		return inline
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return heading
	case "img":
		return picture
	case "button", "nav", "script", "style", "svg", "template":
		return skipped
	default:
		return block
	}
}

// tag is a tag in HTML.
type tag struct {
	name []byte
	// attributes is the text between the name and the end of the tag.
	attributes []byte
	end        bool
}

// readTag reads the tag at the start of html, which starts with "<". It reports false, and skips
// a comment or a character that starts no tag.
func readTag(html []byte) (t tag, rest []byte, ok bool) {
	if bytes.HasPrefix(html, []byte("<!--")) {
		if end := bytes.Index(html, []byte("-->")); end >= 0 {
			return t, html[end+3:], false
		}
		return t, nil, false
	}
	i := 1
	if i < len(html) && html[i] == '/' {
		t.end = true
		i++
	}
	from := i
	for i < len(html) && isNameByte(html[i]) {
		i++
	}
	if i == from {
		return t, html[1:], false
	}
	t.name = html[from:i]
	from = i
	for i < len(html) && html[i] != '>' {
		if q := html[i]; q == '"' || q == '\'' {
			end := bytes.IndexByte(html[i+1:], q)
			if end < 0 {
				return t, nil, false
			}
			i += end + 1
		}
		i++
	}
	if i >= len(html) {
		return t, nil, false
	}
	t.attributes = html[from:i]
	return t, html[i+1:], true
}

func isNameByte(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' || b == '-' }

// attribute returns the value of an attribute, escaped as it is, and whether the tag has it.
func (t tag) attribute(name string) (value []byte, ok bool) {
	a := t.attributes
	for i := 0; i < len(a); {
		if isSpace(a[i]) || a[i] == '/' {
			i++
			continue
		}
		from := i
		for i++; i < len(a) && a[i] != '=' && !isSpace(a[i]) && a[i] != '/'; {
			i++
		}
		key := a[from:i]
		value = nil
		if i < len(a) && a[i] == '=' {
			value, i = attributeValue(a, i+1)
		}
		if string(key) == name {
			return value, true
		}
	}
	return nil, false
}

// attributeValue returns the value of an attribute that starts at i, and the index behind it.
func attributeValue(a []byte, i int) (value []byte, end int) {
	if i < len(a) && (a[i] == '"' || a[i] == '\'') {
		end := bytes.IndexByte(a[i+1:], a[i])
		if end < 0 {
			return a[i+1:], len(a)
		}
		return a[i+1 : i+1+end], i + end + 2
	}
	for end = i; end < len(a) && !isSpace(a[end]); {
		end++
	}
	return a[i:end], end
}

func isSpace(b byte) bool { return class[b] == space || class[b] == lineFeed }

// is reports whether an attribute has a value.
func (t tag) is(name, value string) bool {
	v, ok := t.attribute(name)
	return ok && string(v) == value
}

// has reports whether the tag has an attribute. Most have none by far, so that a search for its
// name comes first.
func (t tag) has(name string) bool {
	if !bytes.Contains(t.attributes, []byte(name)) {
		return false
	}
	_, ok := t.attribute(name)
	return ok
}

// invisible reports whether an element isn't text of the page: it is hidden until a script or a
// reader shows it, or it is the number or the way back of a footnote, a list of contents, the
// address of a rule, or a link for editors.
func (t tag) invisible() bool {
	if len(t.attributes) == 0 {
		return false
	}
	switch string(t.name) {
	case "sup":
		id, ok := t.attribute("id")
		return ok && bytes.HasPrefix(id, []byte("fnref:"))
	case "a":
		return bytes.Contains(t.attributes, []byte("doc-backlink")) && t.is("role", "doc-backlink") ||
			bytes.Contains(t.attributes, []byte("edit")) && t.is("class", "edit")
	case "ul":
		if t.is("class", "index") {
			return true
		}
	case "p":
		if bytes.Contains(t.attributes, []byte("at")) && t.is("class", "at") {
			return true
		}
	case "input", "img", "code", "h2", "h3", "h4", "h5", "h6":
		return false
	}
	return t.has("hidden") || t.has("popover")
}

// skip returns what follows the end of the element with a name whose content html begins with.
func skip(html, name []byte) []byte {
	for depth := 1; len(html) > 0; {
		open := bytes.IndexByte(html, '<')
		if open < 0 {
			return nil
		}
		t, rest, ok := readTag(html[open:])
		html = rest
		if !ok || !bytes.Equal(t.name, name) {
			continue
		}
		if t.end {
			depth--
		} else {
			depth++
		}
		if depth == 0 {
			return html
		}
	}
	return nil
}

// unescape appends text with its character references decoded.
func unescape(b, text []byte) []byte {
	for {
		at := bytes.IndexByte(text, '&')
		if at < 0 {
			return append(b, text...)
		}
		b = append(b, text[:at]...)
		var n int
		b, n = reference(b, text[at:])
		text = text[at+n:]
	}
}

// longestReference is the length of the longest name of a character.
const longestReference = len("&CounterClockwiseContourIntegral;")

// reference appends the character that text begins with, which is "&", as it is or by its
// reference, and returns the number of bytes that it takes.
func reference(b, text []byte) (out []byte, n int) {
	end := bytes.IndexByte(text[:min(len(text), longestReference)], ';')
	if end < 0 {
		return append(b, '&'), 1
	}
	switch string(text[1:end]) {
	case "amp":
		return append(b, '&'), end + 1
	case "lt":
		return append(b, '<'), end + 1
	case "gt":
		return append(b, '>'), end + 1
	case "quot":
		return append(b, '"'), end + 1
	}
	decoded := html.UnescapeString(string(text[:end+1]))
	if decoded == string(text[:end+1]) {
		return append(b, '&'), 1
	}
	return append(b, decoded...), end + 1
}
