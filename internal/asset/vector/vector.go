// Package vector reads SVG drawings: it refuses the ones that could run a program, reports the size
// at which browsers show a drawing, and returns it as it is to be published, without metadata.
//
// A drawing is published as UTF-8, without a document type and comments. So the text that is
// inspected is the text that browsers parse, whatever encoding and entities its file has.
package vector

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// Drawing is a drawing that may be published.
type Drawing struct {
	// Width and Height are the size in CSS pixels, zero if it has none.
	Width, Height int
	// Transparent reports whether the page shows through, in whatever color it has: something is
	// drawn, on no ground of its own, and without a style for dark pages.
	Transparent bool
	// Motion is what moves in it, nil if nothing does by itself for more than five seconds.
	Motion *Motion
	// Clean is the drawing without metadata.
	Clean []byte
}

// Motion is a part of a drawing that moves.
type Motion struct {
	Pos diag.Pos
	// Endless reports whether it never stops.
	Endless bool
}

// Problem is the reason why a drawing can't be published.
type Problem struct {
	Pos diag.Pos
	// Active reports whether it is well-formed but could run a program or load another file.
	Active bool
	// Text is a noun phrase if the drawing is active, else a clause.
	Text string
	// Hint is a remedy; it may be empty.
	Hint string
}

// Read reads a drawing.
func Read(content []byte) (*Drawing, *Problem) {
	text, err := decode(content)
	if err != nil {
		return nil, &Problem{Text: err.Error()}
	}
	text, problem := expand(text)
	if problem != nil {
		return nil, problem
	}
	r := reader{src: text, d: xml.NewDecoder(bytes.NewReader(text)), spaces: map[string]bool{"": true, "xml": true, "xmlns": true, xmlSpace: true}}
	r.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	if problem := r.read(); problem != nil {
		return nil, problem
	}
	out := &r.drawing
	out.Transparent = r.shaped && !r.opaque && !r.adapts
	out.Motion = r.motions.longest()
	if out.Clean, problem = r.embedded(r.out); problem != nil {
		return nil, problem
	}
	return out, nil
}

// labelsHint is the remedy for the HTML in which drawing programs write labels. Only browsers show
// it.
const labelsHint = "draw its labels without HTML: in draw.io, turn off Word Wrap and Formatted Text, in Mermaid set htmlLabels to false; or export it as PNG"

// reader reads a drawing in one pass, and copies the tokens that are published.
type reader struct {
	src []byte
	d   *xml.Decoder
	out []byte

	drawing Drawing
	view    viewport
	// depth is the number of open elements, dropped that of the outermost open one that isn't
	// published (0 if there is none), and hidden that of the outermost one that isn't rendered.
	depth, dropped, hidden int
	// style is the number of open style elements, and css the text in them. Comments, CDATA
	// sections and elements divide the text for the decoder, not for browsers.
	style    int
	css      []byte
	styleAt  diag.Pos
	motions  motions
	spaces   map[string]bool // the namespaces that were declared
	finished bool            // after the root element
	// opaque reports whether the ground is filled, decided with the first shape; adapts whether a
	// style depends on the color scheme.
	opaque, shaped, adapts bool
}

func (r *reader) read() *Problem {
	for {
		line, column := r.d.InputPos()
		pos, from := diag.Pos{Line: line, Column: column}, r.d.InputOffset()
		token, err := r.d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return syntax(err)
		}
		raw := r.src[from:r.d.InputOffset()]
		var problem *Problem
		switch t := token.(type) {
		case xml.StartElement:
			problem = r.start(t, raw, pos)
		case xml.EndElement:
			problem = r.end(t, raw)
		case xml.CharData:
			if r.dropped == 0 && r.depth > 0 {
				r.out = append(r.out, raw...)
				if r.style > 0 {
					r.css = append(r.css, t...)
				}
			}
		case xml.ProcInst:
			if t.Target != "xml" && r.dropped == 0 {
				problem = active(pos, "the instruction <?%s?>", t.Target)
			}
		}
		if problem != nil {
			return problem
		}
	}
	if !r.finished {
		return &Problem{Text: "it is cut off"}
	}
	return nil
}

// syntax returns the problem that the decoder has with a drawing.
func syntax(err error) *Problem {
	p := &Problem{Text: err.Error()}
	if e, ok := errors.AsType[*xml.SyntaxError](err); ok {
		p.Pos, p.Text = diag.Pos{Line: e.Line}, e.Msg
		if e.Msg == "unexpected EOF" {
			p.Text = "it is cut off"
		}
	}
	return p
}

// active returns the problem that a drawing contains something active.
func active(pos diag.Pos, format string, args ...any) *Problem {
	return &Problem{Pos: pos, Active: true, Text: fmt.Sprintf(format, args...)}
}

func (r *reader) start(t xml.StartElement, raw []byte, pos diag.Pos) *Problem {
	if r.depth++; r.depth == 1 {
		if r.finished {
			return &Problem{Pos: pos, Text: "it has a second root element"}
		}
		switch {
		case t.Name.Local != "svg":
			return &Problem{Pos: pos, Text: fmt.Sprintf("its root element is <%s>, not <svg>", t.Name.Local)}
		case t.Name.Space != svgSpace:
			return &Problem{Pos: pos, Text: fmt.Sprintf("its <svg> lacks xmlns=%q", svgSpace)}
		}
		if text := empty(t.Attr); text != "" {
			return &Problem{Pos: pos, Text: text, Hint: "give <svg> the size of what is drawn, in width and height, or in viewBox"}
		}
		r.view = newViewport(t.Attr)
		r.drawing.Width, r.drawing.Height = r.view.size()
	}
	if problem := r.namespaces(t, pos); problem != nil {
		return problem
	}
	if r.dropped == 0 && private(t) {
		r.dropped = r.depth
	}
	if r.dropped > 0 {
		return nil
	}
	if text := elementProblem(t); text != "" {
		problem := active(pos, "%s", text)
		if strings.EqualFold(t.Name.Local, "foreignObject") {
			problem.Hint = labelsHint
		}
		return problem
	}
	if strings.EqualFold(t.Name.Local, "style") {
		r.style++
		r.styleAt = pos
	}
	r.ground(t)
	r.motions.element(t, pos)
	for _, a := range t.Attr {
		if a.Name.Local == "style" {
			r.motions.declarations(a.Value, pos)
			r.adapts = r.adapts || adaptive(a.Value)
		}
	}
	r.out = appendTag(r.out, raw, t.Attr)
	return nil
}

// namespaces checks that each prefix is declared, and no attribute stands there twice: browsers
// show nothing of a drawing otherwise (Namespaces in XML 1.0, section 5).
func (r *reader) namespaces(t xml.StartElement, pos diag.Pos) *Problem {
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			r.spaces[a.Value] = true
		}
	}
	seen := make(map[xml.Name]bool, len(t.Attr))
	for _, name := range append([]xml.Name{t.Name}, names(t.Attr)...) {
		if !r.spaces[name.Space] {
			return &Problem{Pos: pos, Text: fmt.Sprintf("the prefix %q of <%s> isn't declared", name.Space, t.Name.Local)}
		}
	}
	for _, a := range t.Attr {
		if seen[a.Name] {
			return &Problem{Pos: pos, Text: fmt.Sprintf("<%s> has the attribute %q twice", t.Name.Local, a.Name.Local)}
		}
		seen[a.Name] = true
	}
	return nil
}

func names(attrs []xml.Attr) []xml.Name {
	out := make([]xml.Name, len(attrs))
	for i, a := range attrs {
		out[i] = a.Name
	}
	return out
}

func (r *reader) end(t xml.EndElement, raw []byte) *Problem {
	defer func() {
		r.depth--
		r.finished = r.finished || r.depth == 0
	}()
	if r.hidden == r.depth {
		r.hidden = 0
	}
	if r.dropped > 0 {
		if r.dropped == r.depth {
			r.dropped = 0
		}
		return nil
	}
	r.out = append(r.out, raw...)
	if strings.EqualFold(t.Name.Local, "style") {
		r.style--
	}
	if r.style == 0 && len(r.css) > 0 {
		css := string(r.css)
		if loadsExternal(css) {
			return active(r.styleAt, "a style that loads another file")
		}
		r.motions.sheet(css, r.styleAt)
		r.adapts = r.adapts || adaptive(css)
		r.css = r.css[:0]
	}
	return nil
}

// adaptive reports whether CSS depends on the color scheme of the page.
func adaptive(css string) bool {
	return strings.Contains(css, "color-scheme") || strings.Contains(css, "light-dark(")
}

// private reports whether browsers never render an element, so that it isn't published: metadata,
// and what drawing programs keep for themselves. Elements of other namespaces that browsers know
// are kept, and refused.
func private(t xml.StartElement) bool {
	switch {
	case t.Name.Space == svgSpace && t.Name.Local == "metadata":
		return true
	case t.Name.Space == svgSpace && t.Name.Local == "foreignObject":
		// Illustrator's own document within the drawing.
		return slices.ContainsFunc(t.Attr, func(a xml.Attr) bool {
			return a.Name == xml.Name{Local: "requiredExtensions"} && strings.HasPrefix(a.Value, "http://ns.adobe.com/")
		})
	}
	return t.Name.Space != svgSpace && elementProblem(xml.StartElement{Name: t.Name}) == ""
}

// published reports whether an attribute is published: one without a namespace, or of one that
// browsers know, but not the document that diagrams.net hides in "content".
func published(a xml.Attr) bool {
	switch a.Name.Space {
	case "":
		return a.Name.Local != "content"
	case svgSpace, xlinkSpace, "xmlns":
		return true
	case xmlSpace, "xml":
		return a.Name.Local != "base"
	}
	return false
}

// appendTag appends a start tag without the attributes that aren't published. The attributes in the
// tag are attrs, in that order.
func appendTag(b, raw []byte, attrs []xml.Attr) []byte {
	if !slices.ContainsFunc(attrs, func(a xml.Attr) bool { return !published(a) }) {
		return append(b, raw...)
	}
	kept := 0 // the length of raw that is copied or left out
	i := 0
	eachAttribute(raw, func(from, _, to int) {
		if i < len(attrs) && !published(attrs[i]) {
			b = append(b, raw[kept:from]...)
			kept = to
		}
		i++
	})
	return append(b, raw[kept:]...)
}

// eachAttribute calls f for each attribute in a well-formed start tag, with the offsets of the
// white space before it, of its quoted value and of its end.
func eachAttribute(tag []byte, f func(from, value, to int)) {
	i := 1
	for i < len(tag) && !isSpace(tag[i]) && tag[i] != '/' && tag[i] != '>' {
		i++
	}
	for {
		from := i
		quote := bytes.IndexAny(tag[i:], `"'`)
		if quote < 0 {
			return
		}
		value := i + quote
		n := bytes.IndexByte(tag[value+1:], tag[value])
		if n < 0 {
			return
		}
		i = value + 1 + n + 1
		f(from, value, i)
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
