package table

import (
	"html"
	"strconv"

	"baken.example/baken/internal/criteria/phrase"
)

// Link is a link to a file that goes with the tables.
type Link struct{ URL, Text string }

// AppendHTML appends the tables as HTML, each in a container that scrolls if it is too wide, and
// links to files below them. The leading cells that equal the row above have the class "same".
func (d *Document) AppendHTML(b []byte, files []Link) []byte {
	for i := range d.Tables {
		b = d.Tables[i].appendHTML(b, &d.labels)
	}
	if d.marked() {
		b = append(b, `<p>`+html.EscapeString(d.labels.legend)+`</p>`...)
	}
	if len(files) == 0 {
		return b
	}
	b = append(b, `<p>`+html.EscapeString(d.labels.files)...)
	for i, f := range files {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, ` <a href="`+html.EscapeString(f.URL)+`">`+html.EscapeString(f.Text)+`</a>`...)
	}
	return append(b, `</p>`...)
}

// marked reports whether a cell of a table stands for any answer, which the legend explains.
func (d *Document) marked() bool {
	for _, t := range d.Tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c == "" {
					return true
				}
			}
		}
	}
	return false
}

func (t *Table) appendHTML(b []byte, l *labels) []byte {
	caption := html.EscapeString(t.Caption)
	if t.Instead != nil {
		b = append(b, `<p><b>`+caption+`</b></p><p>`+html.EscapeString(t.TooLarge)+`</p>`...)
		return phrase.AppendHTML(b, t.Instead)
	}
	b = append(b, `<div class="table wide decisions" role="group" tabindex="0" aria-label="`+caption+`"><table><caption>`+caption+
		`</caption><thead><tr><th scope="col">`+html.EscapeString(l.number)+`</th>`...)
	for _, h := range t.Heads {
		b = append(b, `<th scope="col">`+html.EscapeString(h)+`</th>`...)
	}
	b = append(b, `<th scope="col">`+html.EscapeString(t.Result)+`</th></tr></thead><tbody>`...)
	for i, r := range t.Rows {
		b = append(b, `<tr><th scope="row">`+strconv.Itoa(i+1)+`</th>`...)
		same := i > 0
		for j, c := range r.Cells {
			b = append(b, `<td`...)
			if same = same && c == t.Rows[i-1].Cells[j]; same {
				b = append(b, ` class="same"`...)
			}
			b = append(b, `>`+html.EscapeString(cell(c, l))+`</td>`...)
		}
		b = append(b, `<td>`+html.EscapeString(r.Result)+`</td></tr>`...)
	}
	return append(b, `</tbody></table></div>`...)
}

func cell(c string, l *labels) string {
	if c == "" {
		return l.any
	}
	return c
}
