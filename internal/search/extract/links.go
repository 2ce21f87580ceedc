package extract

import (
	"bytes"

	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/search"
	"baken.example/baken/internal/source"
)

// links adds the links of a text in a file to pages. They are told by their files, which no other
// page has a say in.
func (c *scanner) links(file string, html []byte, body *hypertext.Body) {
	for i := range body.Slots {
		slot := &body.Slots[i]
		if slot.Kind != hypertext.SlotHref {
			continue
		}
		_, text, found := bytes.Cut(html[slot.Offset:], []byte(">"))
		text, _, closed := bytes.Cut(text, []byte("</a>"))
		if !found || !closed {
			continue
		}
		target := file
		if slot.Target != "" {
			target = source.Beside(file, slot.Target)
		}
		c.page.Links = append(c.page.Links, search.Link{Key: target, Anchor: slot.Fragment, Text: string(withoutTags(text))})
	}
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
