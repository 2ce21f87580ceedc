package vector

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/lazyregexp"
)

// activeElements lists the elements, in lower case, that run a script or embed a document of
// another type in a picture (SVG 2, sections 12.3 and 15; SVG Tiny 1.2, section 15).
var activeElements = []string{
	"script", "foreignobject", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas", "link", "meta", "base",
}

// elementProblem returns a description of the first forbidden part of a start tag, or "".
func elementProblem(t xml.StartElement) string {
	local := strings.ToLower(t.Name.Local)
	if slices.Contains(activeElements, local) || strings.Contains(t.Name.Space, "xhtml") || strings.Contains(t.Name.Space, "MathML") ||
		strings.Contains(t.Name.Space, "xml-events") {
		return fmt.Sprintf("the element <%s>", t.Name.Local)
	}
	for _, a := range t.Attr {
		name, value := strings.ToLower(a.Name.Local), normalizeURL(a.Value)
		switch {
		case a.Name.Space == "xmlns" || name == "xmlns":
			// A declaration loads nothing.
		case strings.HasPrefix(name, "on") && len(name) > 2:
			return fmt.Sprintf("the event attribute %q", a.Name.Local)
		case strings.Contains(value, "javascript:"), strings.Contains(value, "vbscript:"), strings.Contains(value, "data:text"):
			return fmt.Sprintf("a program in the attribute %q", a.Name.Local)
		case name == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			return "an animation of a link or an event"
		case (name == "href" || name == "src") && !isInternal(value):
			return fmt.Sprintf("a link to another file, %.60q", a.Value)
		case a.Name.Space == "" || a.Name.Space == svgSpace:
			if loadsExternal(a.Value) {
				return fmt.Sprintf("a style that loads another file, in the attribute %q", a.Name.Local)
			}
		}
	}
	return ""
}

// normalizeURL returns an attribute's value as browsers parse a URL: without white space and
// control characters (WHATWG, URL, section 4.4), and in lower case for comparison.
func normalizeURL(value string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ToLower(value))
}

// isInternal reports whether a normalized URL is a fragment of the picture or a data URL of a
// raster picture or a font.
func isInternal(url string) bool {
	return url == "" || url[0] == '#' || slices.ContainsFunc(
		[]string{"data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp",
			"data:font/", "data:application/font-", "data:application/x-font-"},
		func(prefix string) bool { return strings.HasPrefix(url, prefix) })
}

var (
	cssComment = lazyregexp.New(`(?s)/\*.*?\*/`)
	cssEscape  = lazyregexp.New(`\\([0-9a-fA-F]{1,6})\s?|\\(.)`)
	cssURL     = lazyregexp.New(`(?i)(?:url|src|image|image-set)\(\s*["']?\s*([^"')]*)`)
)

// loadsExternal reports whether CSS loads a file that isn't part of the picture. It resolves
// escapes and comments first (CSS Syntax 3, sections 4.3.2 and 4.3.7).
func loadsExternal(css string) bool {
	if !strings.ContainsAny(css, `(@\`) {
		return false
	}
	css = cssComment().ReplaceAllString(css, "")
	css = cssEscape().ReplaceAllStringFunc(css, func(escape string) string {
		if code, err := strconv.ParseUint(strings.TrimSpace(escape[1:]), 16, 32); err == nil {
			return string(rune(code))
		}
		return escape[1:]
	})
	if strings.Contains(strings.ToLower(css), "@import") {
		return true
	}
	for _, m := range cssURL().FindAllStringSubmatch(css, -1) {
		if !isInternal(normalizeURL(m[1])) {
			return true
		}
	}
	return false
}
