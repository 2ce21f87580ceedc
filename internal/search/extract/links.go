package extract

import (
	"bytes"
	"path"
	"strings"

	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/search"
)

// links adds the links of a text in a file to pages. They are told by their files, which no other
// page has a say in.
func (c *scanner) links(file string, html []byte, body *markdown.Body) {
	dir := path.Dir(file)
	for i := range body.Slots {
		slot := &body.Slots[i]
		if slot.Kind != markdown.SlotHref {
			continue
		}
		_, text, found := bytes.Cut(html[slot.Offset:], []byte(">"))
		text, _, closed := bytes.Cut(text, []byte("</a>"))
		if !found || !closed {
			continue
		}
		target := file
		if slot.Target != "" {
			target = join(dir, slot.Target)
		}
		c.page.Links = append(c.page.Links, search.Link{Key: target, Anchor: slot.Fragment, Text: string(withoutTags(text))})
	}
}

// join joins a directory and a relative path, as [path.Join] does, which takes longer for a path
// that is clean.
func join(dir, target string) string {
	if dir == "." || strings.HasPrefix(target, ".") || strings.HasPrefix(target, "/") || strings.Contains(target, "/.") || strings.Contains(target, "//") || strings.HasSuffix(target, "/") {
		return path.Join(dir, target)
	}
	return dir + "/" + target
}

// withoutTags returns the text of HTML whose elements are all inline.
func withoutTags(html []byte) []byte {
	var out []byte
	for len(html) > 0 {
		open := bytes.IndexByte(html, '<')
		if open < 0 {
			break
		}
		out = append(out, html[:open]...)
		_, html, _ = readTag(html[open:])
	}
	return unescape(nil, append(out, html...))
}
