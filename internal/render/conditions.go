package render

import (
	"net/url"
	"strconv"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/words"
	"baken.example/baken/internal/markdown"
)

// conditions appends the content of the directive ::conditions in the file of a page: a set in
// words, with headings of a level and below.
func (r *Renderer) conditions(b []byte, l *language, file string, slot *markdown.Slot, level int) ([]byte, error) {
	c, _ := r.Site.ShownBy(slot)
	page := words.Page{Level: level, Prose: func(t content.Localized) ([]byte, error) {
		html, err := r.text(l, c, t)
		return []byte(html), err
	}}
	if p := r.Site.Resolve(file, "").Page; p != nil {
		page.Prefix = r.Site.ConditionsPrefix(p, slot)
	}
	page.Edit = func(line int) string { return r.editURL(c.File, line) }
	return r.publisher.Words(b, c, l.Code, page)
}

// editURL returns the URL where a file can be edited, or "" if the site has none. The line, unless
// it is 0, is the fragment that forges have in common (#L12); one that doesn't know it shows the
// whole file.
func (r *Renderer) editURL(file string, line int) string {
	edit := r.Site.Config.EditURL.V
	if edit == "" {
		return ""
	}
	edit += (&url.URL{Path: file}).EscapedPath()
	if line > 0 && !strings.Contains(edit, "#") {
		edit += "#L" + strconv.Itoa(line)
	}
	return edit
}
