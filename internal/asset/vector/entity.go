package vector

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
)

// The bounds on entities: what they may add to a drawing, each reference counted too, and how deep
// they may refer to each other. Drawing programs use them for the names of namespaces.
const (
	maxExpansion = 1 << 20
	maxNesting   = 16
)

// expander replaces references to entities by their texts (XML 1.0, section 4.4).
type expander struct {
	entities map[string]string
	defaults map[string][]attribute
	out      []byte
	open     []string
	added    int
}

// expand returns a document without its document type: with the entities that it declares replaced,
// and the attributes that have a default value. Line feeds take its place, so that positions stay.
func expand(src []byte) ([]byte, *Problem) {
	from := doctypeAt(src)
	if from < 0 {
		return src, nil
	}
	pos := diag.Pos{Line: 1 + bytes.Count(src[:from], []byte("\n")), Column: 1 + from - (1 + bytes.LastIndexByte(src[:from], '\n'))}
	d := doctype{src: src, i: from, pos: pos, entities: map[string]string{}, defaults: map[string][]attribute{}}
	if problem := d.parse(); problem != nil {
		return nil, problem
	}
	e := expander{entities: d.entities, defaults: d.defaults}
	e.out = append(e.out, src[:from]...)
	e.out = append(e.out, strings.Repeat("\n", bytes.Count(src[from:d.i], []byte("\n")))...)
	if len(d.entities) == 0 && len(d.defaults) == 0 {
		return append(e.out, src[d.i:]...), nil
	}
	if text := e.content(src[d.i:]); text != "" {
		return nil, &Problem{Pos: pos, Text: text}
	}
	return e.out, nil
}

// doctypeAt returns the offset of the document type, which stands before the root element, or -1.
func doctypeAt(src []byte) int {
	for i := 0; i < len(src); {
		n := bytes.IndexByte(src[i:], '<')
		if n < 0 {
			return -1
		}
		i += n
		rest := src[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!DOCTYPE")):
			return i
		case bytes.HasPrefix(rest, []byte("<?")):
			n = after(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			n = after(rest, "-->")
		default:
			return -1
		}
		i += n
	}
	return -1
}

// after returns the offset behind the first end in b, len(b) if there is none.
func after(b []byte, end string) int {
	if n := bytes.Index(b, []byte(end)); n >= 0 {
		return n + len(end)
	}
	return len(b)
}

// content appends the content of an element, or of an entity within one. It returns the reason why
// it can't.
func (e *expander) content(s []byte) string {
	for len(s) > 0 {
		n := bytes.IndexAny(s, "<&")
		if n < 0 {
			n = len(s)
		}
		e.out = append(e.out, s[:n]...)
		if s = s[n:]; len(s) == 0 {
			break
		}
		if s[0] == '&' {
			n, text := e.reference(s, false)
			if text != "" {
				return text
			}
			s = s[n:]
			continue
		}
		switch {
		case bytes.HasPrefix(s, []byte("<!--")):
			n = 4 + after(s[4:], "-->")
		case bytes.HasPrefix(s, []byte("<![CDATA[")):
			n = after(s, "]]>")
		case bytes.HasPrefix(s, []byte("<?")):
			n = after(s, "?>")
		case bytes.HasPrefix(s, []byte("<!")):
			return "it has a declaration where none belongs"
		default:
			var text string
			if n, text = e.tag(s); text != "" {
				return text
			}
			s = s[n:]
			continue
		}
		e.out = append(e.out, s[:n]...)
		s = s[n:]
	}
	return ""
}

// tag appends the tag at the start of s and returns its length.
func (e *expander) tag(s []byte) (int, string) {
	start := 0
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '>':
			e.out = append(e.out, s[start:i]...)
			if s[1] != '/' {
				if text := e.addDefaults(s[:i+1]); text != "" {
					return 0, text
				}
			}
			e.out = append(e.out, '>')
			return i + 1, ""
		case '"', '\'':
			n := bytes.IndexByte(s[i+1:], s[i])
			if n < 0 {
				return 0, "it has a tag that doesn't end"
			}
			e.out = append(e.out, s[start:i+1]...)
			if text := e.value(s[i+1:i+1+n], false); text != "" {
				return 0, text
			}
			i += 1 + n
			start = i
		}
	}
	return 0, "it has a tag that doesn't end"
}

// addDefaults appends the attributes with default values that a start tag, which was appended up to
// its end, doesn't have.
func (e *expander) addDefaults(tag []byte) string {
	defaults := e.defaults[string(tag[1:1+bytes.IndexAny(tag[1:], " \t\r\n/>")])]
	if len(defaults) == 0 {
		return ""
	}
	var have []string
	eachAttribute(tag, func(from, value, _ int) {
		have = append(have, strings.Trim(string(tag[from:value]), " \t\r\n="))
	})
	empty := e.out[len(e.out)-1] == '/'
	if empty {
		e.out = e.out[:len(e.out)-1]
	}
	for _, a := range defaults {
		if slices.Contains(have, a.name) {
			continue
		}
		if e.added += len(a.name) + len(a.value) + 1; e.added > maxExpansion {
			return tooMuch
		}
		e.out = append(append(append(e.out, ' '), a.name...), '=', '"')
		if text := e.value([]byte(a.value), true); text != "" {
			return text
		}
		e.out = append(e.out, '"')
	}
	if empty {
		e.out = append(e.out, '/')
	}
	return ""
}

const tooMuch = "its entities are too large"

// value appends the value of an attribute, or of an entity within one, whose quotes are escaped.
func (e *expander) value(s []byte, escaped bool) string {
	for len(s) > 0 {
		n := bytes.IndexAny(s, "&<\"'")
		if n < 0 {
			n = len(s)
		}
		e.out = append(e.out, s[:n]...)
		if s = s[n:]; len(s) == 0 {
			break
		}
		switch {
		case s[0] == '&':
			n, text := e.reference(s, true)
			if text != "" {
				return text
			}
			s = s[n:]
			continue
		case s[0] == '<':
			return "it has a tag within an attribute"
		case !escaped:
			e.out = append(e.out, s[0])
		case s[0] == '"':
			e.out = append(e.out, "&#34;"...)
		default:
			e.out = append(e.out, "&#39;"...)
		}
		s = s[1:]
	}
	return ""
}

// reference appends the text of the reference at the start of s and returns its length.
func (e *expander) reference(s []byte, inValue bool) (int, string) {
	const longest = 256
	n := bytes.IndexByte(s[:min(len(s), longest)], ';')
	if n < 0 {
		return 0, `it has an "&" that should be written "&amp;"`
	}
	name := string(s[1:n])
	switch {
	case strings.HasPrefix(name, "#"), slices.Contains([]string{"amp", "lt", "gt", "quot", "apos"}, name):
		e.out = append(e.out, s[:n+1]...)
		return n + 1, ""
	}
	text, ok := e.entities[name]
	switch {
	case !ok:
		return 0, fmt.Sprintf("the entity &%.40s; isn't declared", name)
	case slices.Contains(e.open, name):
		return 0, fmt.Sprintf("the entity &%.40s; refers to itself", name)
	case len(e.open) == maxNesting:
		return 0, "its entities refer to each other too deep"
	}
	if e.added += len(text) + 1; e.added > maxExpansion {
		return 0, tooMuch
	}
	e.open = append(e.open, name)
	defer func() { e.open = e.open[:len(e.open)-1] }()
	if inValue {
		return n + 1, e.value([]byte(text), true)
	}
	return n + 1, e.content([]byte(text))
}
