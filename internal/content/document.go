package content

import (
	"bytes"
	"io/fs"

	"baken.example/baken/internal/content/include"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/spool"
)

// Page is a page in one language, without its text.
type Page struct {
	// File is the path from the site directory: content/collaborate/conditions.en.md.
	File string
	// Key identifies the page in all its languages: collaborate/conditions. It is normalised to
	// NFC, since some file systems decompose names.
	Key string
	// Lang is the code of its language.
	Lang string
	Meta *Meta
}

// Document is a page with its text. It is immutable.
type Document struct {
	Page
	// Changed is the day (UTC) of the last change of the file, or of one that it includes; zero if
	// unknown.
	Changed Date
	// Body is the converted text; its HTML is nil and kept in html.
	Body *hypertext.Body
	// Front has the facts of the title and the description, as two sections.
	Front facts.List
	// html is the HTML, which each step after reading needs once.
	html spool.Bytes
	// origins are the files that the text was put together from, and includes those beside the
	// document's own, sorted.
	origins  origin.List
	includes []string
}

// AppendHTML appends the HTML of the page's text to b, with empty slots.
func (d *Document) AppendHTML(b []byte) ([]byte, error) {
	return d.html.Append(b)
}

// Place returns the file that a line of the document, with what it includes, comes from, and its
// number there.
func (d *Document) Place(line int) (file string, at int) {
	if file, at = d.origins.Place(line); file == "" {
		return d.File, line
	}
	return file, at
}

// load reads and converts the document's file. Meta stays nil if the file can't be read or has no
// valid front matter.
func (d *Document) load(fsys fs.FS, snippets *include.Directories, s *scratch, options *LoadOptions) diag.List {
	src, list, err := s.files.Raw(s.src, d.File)
	if err != nil {
		list.Add(d.File, diag.Pos{}, diag.FileUnreadable, "look at its name and its permissions", "can't read the file: %v", source.Cause(err))
	}
	if list.HasErrors() {
		return list
	}
	s.src = src
	if options.History != nil {
		d.Changed.Time = options.History.Changed(d.File, src)
	}
	if src, list = source.Decode(d.File, src); list.HasErrors() {
		return list
	}
	converter := options.Converters[d.Lang]
	front, findings := s.parse(d.File, src)
	list.Join(findings)
	if front == nil {
		return list
	}
	d.Meta = front.Meta
	values := d.insert(converter, &list)
	for _, t := range []Text{d.Meta.Title, d.Meta.Description} {
		if t.IsSet() {
			converter.Judge(d.File, t.Pos, t.V, &list)
		}
	}
	d.Front = converter.Facts(d.Meta.Title.V, d.Meta.Description.V)
	first := 1 + bytes.Count(src[:front.end], []byte("\n"))
	whole, findings := include.Expand(converter, snippets, d.File, d.Lang, src[front.end:], first)
	list.Join(findings)
	d.origins, d.includes = whole.Origins, whole.Files
	d.changedWith(fsys, options.History)
	d.Body, findings = converter.ConvertPage(s.html, markdown.Page{
		File: d.File, Title: d.Meta.Title.V, Description: d.Meta.Description.V, Text: whole.Text, FirstLine: first, Origins: whole.Origins,
	})
	d.Body.Values = append(values, d.Body.Values...)
	if front.yaml.Get("description") == nil {
		d.describe(front.yaml.Pos, options.FirstSentence[d.Lang], d.Body.HTML, &list)
		d.Meta.written[1] = converter.Extract(d.Meta.Description.V, d.Body.Values)
	}
	d.html = s.texts.Add(d.Body.HTML)
	s.html, d.Body.HTML = d.Body.HTML, nil
	list.Join(findings)
	return list
}

// changedWith takes the day of the last change from the snippets that changed after the document.
func (d *Document) changedWith(fsys fs.FS, history History) {
	if history == nil {
		return
	}
	for _, name := range d.includes {
		if text, err := fs.ReadFile(fsys, name); err == nil {
			if day := history.Changed(name, text); day.After(d.Changed.Time) {
				d.Changed.Time = day
			}
		}
	}
}

// insert puts the values of constants into the title, the description and the menu, and returns the
// constants that they use.
func (d *Document) insert(converter *markdown.Converter, list *diag.List) (uses []hypertext.ValueUse) {
	m := d.Meta
	title, description := m.Title.V, m.Description.V
	for _, t := range []*Text{&m.Title, &m.Description, &m.Menu} {
		text, used := converter.Insert(d.File, t.Pos, t.V, list)
		t.V, uses = text, append(uses, used...)
	}
	if m.Title.V != title {
		m.written[0] = title
	}
	if m.Description.V != description {
		m.written[1] = description
	}
	return uses
}
