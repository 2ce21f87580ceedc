package slot

import (
	"path"
	"strings"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/publish"
)

// data appends the content of the directive ::data: the files about each version of a set, the
// latest first, in the language of the page where there is one for each language.
func (fl *Filler) data(b []byte, set string) ([]byte, error) {
	versions := fl.Site.Versions(set)
	v := layout.DataView{Schema: fl.Site.Address(publish.SchemaPath)}
	for i := len(versions) - 1; i >= 0; i-- {
		c := versions[i]
		of := layout.DataVersionView{PeriodView: layout.PeriodView{InForce: fl.Site.Criteria[set] == c}, TooLarge: !fl.Publisher.HasModel(c.Set)}
		var err error
		if of.VersionView, err = fl.l.Version(c); err != nil {
			return b, err
		}
		if by := fl.Publisher.License(c.Set); by.IsSet() {
			of.License = layout.Link{URL: by.URL, Title: by.URL}
			if by.ID != "" {
				of.License.Title = by.ID
			}
		}
		if of.Files, err = fl.dataFiles(fl.Publisher.Files(c.Set, true, fl.l.Code), true); err != nil {
			return b, err
		}
		v.Versions = append(v.Versions, of)
	}
	if c := fl.Site.Criteria[set]; c != nil {
		var err error
		if v.Latest, err = fl.dataFiles(fl.Publisher.Files(c.Set, false, fl.l.Code), false); err != nil {
			return b, err
		}
	}
	return fl.l.Templates.Append(b, "partials/criteria-data.html", v)
}

// dataFiles returns the views of files, with their sizes if these are asked for: each has to be
// made for that.
func (fl *Filler) dataFiles(files []publish.File, sizes bool) ([]layout.DataFileView, error) {
	var out []layout.DataFileView
	for _, f := range files {
		var err error
		view := layout.DataFileView{URL: fl.Site.Address(f.Path), Name: path.Base(f.Path), Format: f.Format}
		view.Type, _, _ = strings.Cut(f.MediaType, ";")
		if sizes {
			var size int64
			if size, err = f.Size(); err != nil {
				return nil, err
			}
			if view.Size, err = fl.l.FileSize(size); err != nil {
				return nil, err
			}
		}
		if view.Use, err = fl.l.Messages.Text(f.Use); err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, nil
}
