package asset

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/diag"
)

const svgSpace = "http://www.w3.org/2000/svg"

// activeElements lists the elements, in lower case, that run a program or bring a document of
// another kind into a picture (SVG 2, sections 12.3 and 15; SVG Tiny 1.2, section 15).
var activeElements = []string{
	"script", "foreignobject", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas", "link", "meta", "base",
}

// inspectSVG returns the first thing in an SVG picture that runs a program, leads to a file that
// isn't the picture, or hides either. XML that can't be read is left to [svgSize] to report.
func inspectSVG(content []byte) *problem {
	d := xml.NewDecoder(bytes.NewReader(content))
	style := 0 // how many style elements are open
	for {
		line, column := d.InputPos()
		pos := diag.Pos{Line: line, Column: column}
		token, err := d.Token()
		if err != nil {
			return nil
		}
		text := ""
		switch t := token.(type) {
		case xml.StartElement:
			text = elementProblem(t)
			if strings.EqualFold(t.Name.Local, "style") {
				style++
			}
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "style") {
				style--
			}
		case xml.CharData:
			if style > 0 && foreignStyle(string(t)) {
				text = "a style that loads another file"
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				text = fmt.Sprintf("the instruction <?%s?>", t.Target)
			}
		case xml.Directive:
			if bytes.ContainsAny(t, "[") || bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				text = "a document type with declarations"
			}
		}
		if text != "" {
			return &problem{code: diag.PictureActive, pos: pos, text: "this picture contains " + text,
				hint: `export it as "plain SVG", without scripts, links and embedded pages, or save it as PNG or WebP`}
		}
	}
}

// elementProblem names the part of a start tag that doesn't belong in a picture, or returns "".
func elementProblem(t xml.StartElement) string {
	local := strings.ToLower(t.Name.Local)
	if slices.Contains(activeElements, local) || strings.Contains(t.Name.Space, "xhtml") || strings.Contains(t.Name.Space, "MathML") ||
		strings.Contains(t.Name.Space, "xml-events") {
		return fmt.Sprintf("the element <%s>", t.Name.Local)
	}
	for _, a := range t.Attr {
		name, value := strings.ToLower(a.Name.Local), squeeze(a.Value)
		switch {
		case a.Name.Space == "xmlns" || name == "xmlns":
			// A declaration loads nothing.
		case strings.HasPrefix(name, "on") && len(name) > 2:
			return fmt.Sprintf("the event attribute %q", a.Name.Local)
		case strings.Contains(value, "javascript:"), strings.Contains(value, "vbscript:"), strings.Contains(value, "data:text"):
			return fmt.Sprintf("a program in the attribute %q", a.Name.Local)
		case name == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			return "an animation of a link or an event"
		case (name == "href" || name == "src") && !ownReference(value):
			return fmt.Sprintf("a link to another file, %.60q", a.Value)
		case a.Name.Space == "" || a.Name.Space == svgSpace:
			if foreignStyle(a.Value) {
				return fmt.Sprintf("a style that loads another file, in the attribute %q", a.Name.Local)
			}
		}
	}
	return ""
}

// squeeze returns an attribute's value as browsers read a URL: in lower case, without white space and
// control characters (WHATWG, URL, section 4.4).
func squeeze(value string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ToLower(value))
}

// ownReference reports whether a squeezed URL leads to a part of the picture, or is a raster picture
// itself.
func ownReference(url string) bool {
	return url == "" || url[0] == '#' || slices.ContainsFunc(
		[]string{"data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"},
		func(prefix string) bool { return strings.HasPrefix(url, prefix) })
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssEscape  = regexp.MustCompile(`\\([0-9a-fA-F]{1,6})\s?|\\(.)`)
	cssURL     = regexp.MustCompile(`(?i)(?:url|src|image|image-set)\(\s*["']?\s*([^"')]*)`)
)

// foreignStyle reports whether CSS has something loaded that isn't part of the picture. Escapes and
// comments are resolved first (CSS Syntax 3, sections 4.3.2 and 4.3.7).
func foreignStyle(css string) bool {
	if !strings.ContainsAny(css, `(@\`) {
		return false
	}
	css = cssComment.ReplaceAllString(css, "")
	css = cssEscape.ReplaceAllStringFunc(css, func(escape string) string {
		if code, err := strconv.ParseUint(strings.TrimSpace(escape[1:]), 16, 32); err == nil {
			return string(rune(code))
		}
		return escape[1:]
	})
	if strings.Contains(strings.ToLower(css), "@import") {
		return true
	}
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		if !ownReference(squeeze(m[1])) {
			return true
		}
	}
	return false
}
