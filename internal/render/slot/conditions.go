package slot

import (
	"net/url"
	"strconv"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/words"
	"baken.example/baken/internal/markdown/hypertext"
)

// conditions appends the content of the directive ::conditions in the file of a page: a set in
// words, with headings of a level and below.
func (fl *Filler) conditions(b []byte, file string, slot *hypertext.Slot, level int) ([]byte, error) {
	c, _ := fl.Site.ShownBy(slot)
	page := words.Page{Level: level, Prose: func(t content.Localized) ([]byte, error) {
		html, err := fl.Text(c, t)
		return []byte(html), err
	}}
	if p := fl.Site.Resolve(file, "").Page; p != nil {
		page.Prefix = fl.Site.ConditionsPrefix(p, slot)
	}
	page.Edit = func(line int) string { return fl.EditURL(c.File, line) }
	return fl.Publisher.Words(b, c, fl.l.Code, page)
}

// EditURL returns the URL where a file can be edited, or "" if the site has none. The line, unless
// it is 0, is the fragment that forges have in common (#L12); one that doesn't know it shows the
// whole file.
func (fl *Filler) EditURL(file string, line int) string {
	edit := fl.Site.Config.EditURL.V
	if edit == "" {
		return ""
	}
	edit += (&url.URL{Path: file}).EscapedPath()
	if line > 0 && !strings.Contains(edit, "#") {
		edit += "#L" + strconv.Itoa(line)
	}
	return edit
}
