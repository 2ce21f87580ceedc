package navigation

import (
	"html"

	"baken.example/baken/internal/markdown/hypertext"
)

// contentsFrom is the smallest number of headings for which a page has a table of contents.
const contentsFrom = 3

// AppendContents appends the table of contents of a page, of headings of levels 2 and 3; nothing if
// there are few. It doesn't use a template, because it differs on every page and html/template's
// escaping would be most of its cost.
func AppendContents(b []byte, headings []hypertext.Heading) []byte {
	if len(headings) < contentsFrom {
		return b
	}
	item, list := false, false // open elements: an li of level 2, and a ul in it
	end := func() {
		if list {
			b = append(b, "</ul>"...)
		}
		if item {
			b = append(b, "</li>"...)
		}
		item, list = false, false
	}
	for _, h := range headings {
		switch {
		case h.Level == 2:
			end()
			item = true
		case h.Level == 3 && item && !list:
			b = append(b, "<ul>"...)
			list = true
		case h.Level > 3 || !item:
			continue
		}
		b = append(b, `<li><a href="#`...)
		b = append(b, html.EscapeString(h.ID)...)
		b = append(b, `">`...)
		b = append(b, html.EscapeString(h.Text)...)
		b = append(b, "</a>"...)
		if h.Level == 3 {
			b = append(b, "</li>"...)
		}
	}
	end()
	return b
}
