package render

import (
	"fmt"
	"html"
	"path"
	"strings"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/render/publish"
	"baken.example/baken/internal/site"
)

// data appends the content of the directive ::data: the files about each version of a set, the
// latest first, in the language of the page where there is one for each language.
func (r *Renderer) data(b []byte, l *language, set string) ([]byte, error) {
	versions := r.Site.Versions(set)
	v := layout.DataView{Schema: r.Site.Address(publish.SchemaPath)}
	for i := len(versions) - 1; i >= 0; i-- {
		c := versions[i]
		of := layout.DataVersionView{PeriodView: layout.PeriodView{InForce: r.Site.Criteria[set] == c}, TooLarge: !r.publisher.HasModel(c.Set)}
		var err error
		if of.VersionView, err = l.Version(c); err != nil {
			return b, err
		}
		if by := r.publisher.License(c.Set); by.IsSet() {
			of.License = layout.Link{URL: by.URL, Title: by.URL}
			if by.ID != "" {
				of.License.Title = by.ID
			}
		}
		if of.Files, err = r.dataFiles(l, r.publisher.Files(c.Set, true, l.Code), true); err != nil {
			return b, err
		}
		v.Versions = append(v.Versions, of)
	}
	if c := r.Site.Criteria[set]; c != nil {
		var err error
		if v.Latest, err = r.dataFiles(l, r.publisher.Files(c.Set, false, l.Code), false); err != nil {
			return b, err
		}
	}
	return l.Templates.Append(b, "partials/criteria-data.html", v)
}

// dataFiles returns the views of files, with their sizes if these are asked for: each has to be
// made for that.
func (r *Renderer) dataFiles(l *language, files []publish.File, sizes bool) ([]layout.DataFileView, error) {
	var out []layout.DataFileView
	for _, f := range files {
		var err error
		view := layout.DataFileView{URL: r.Site.Address(f.Path), Name: path.Base(f.Path), Format: f.Format}
		view.Type, _, _ = strings.Cut(f.MediaType, ";")
		if sizes {
			var size int64
			if size, err = f.Size(); err != nil {
				return nil, err
			}
			if view.Size, err = l.FileSize(size); err != nil {
				return nil, err
			}
		}
		if view.Use, err = l.Messages.Text(f.Use); err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, nil
}

// dataLinks appends link elements to the data in force that a page lists (HTML, 4.6.7.1:
// alternate).
func (r *Renderer) dataLinks(p *site.Page, l *language) string {
	var b strings.Builder
	slots := r.Site.Text(p).Body.Slots
	for i := range slots {
		if slots[i].Kind != markdown.SlotDirective || slots[i].Target != markdown.DirectiveData {
			continue
		}
		set, _ := slots[i].Argument("set")
		c := r.Site.Criteria[set.Value]
		if c == nil {
			continue
		}
		for _, f := range r.publisher.Files(c.Set, false, l.Code) {
			if f.Linked {
				bare, _, _ := strings.Cut(f.MediaType, ";")
				fmt.Fprintf(&b, "<link rel=\"alternate\" type=\"%s\" href=\"%s\">\n", bare, html.EscapeString(r.Site.Address(f.Path)))
			}
		}
	}
	return b.String()
}
