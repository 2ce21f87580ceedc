package content

import (
	"io/fs"
	"path"
	"time"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// ListNews is the value of the key list that lists the pages of a section by date.
const ListNews = "news"

// IsList reports whether the page lists the pages of its section by date.
func (m *Meta) IsList() bool { return m.List.V == ListNews }

// HasDate reports whether the front matter has a date. It may be one that isn't valid, which has
// been reported.
func (m *Meta) HasDate() bool { return m.dated }

// checkDated checks list and updated, and unsets a list of another kind.
func (m *Meta) checkDated(file string, list *diag.List) {
	if l := m.List; l.IsSet() && l.V != ListNews {
		list.Add(file, l.Pos, diag.YAMLValue, "write list: "+ListNews+", or take the key out", "list: there is no kind of list %.80q", l.V)
		m.List = Text{}
	}
	if u, d := m.Updated, m.Date; u.IsSet() && d.IsSet() && u.V.Before(d.V.Time) {
		list.Add(file, u.Pos, diag.DateOrder, "put a later day here, or take the key out: updated is the day of the last change of substance",
			"the page was updated before its date, %s", d.V.Format(time.DateOnly))
	}
}

// InList reports whether the section of a page, by its key, lists its pages by date in one of the
// languages. A section whose page can't be read doesn't.
func InList(fsys fs.FS, key string, languages []string) bool {
	dir := path.Dir(key)
	if path.Base(key) == "index" {
		dir = path.Dir(dir)
	}
	for ; dir != "."; dir = path.Dir(dir) {
		found := false
		for _, lang := range languages {
			file := PageFile(path.Join(dir, "index"), lang)
			src, _, err := source.Text(fsys, file)
			if err != nil || src == nil {
				continue
			}
			found = true
			if front, _ := newScratch(nil).parse(file, src); front != nil && front.IsList() {
				return true
			}
		}
		if found {
			return false // The section nearest to the page counts.
		}
	}
	return false
}
