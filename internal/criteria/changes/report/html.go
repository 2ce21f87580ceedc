package report

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
)

// HTML returns all reports as a page in a language, without styles or scripts. The error is that of
// a missing string.
func (a *All) HTML(lang string) ([]byte, error) {
	dir, err := a.Strings.Text("TextDirection")
	if err != nil {
		return nil, err
	}
	title, err := a.Strings.Text("ChangesTitle")
	if err != nil {
		return nil, err
	}
	title = html.EscapeString(title)
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<h1>%s</h1>\n",
		html.EscapeString(lang), dir, title, title)
	for i, r := range a.Reports {
		l, err := r.labels()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "<h2>%s</h2>\n<p>%s %s<br>%s %s</p>\n", html.EscapeString(r.Document.Title),
			html.EscapeString(l.old+l.colon), html.EscapeString(r.Old), html.EscapeString(l.new+l.colon), html.EscapeString(r.New))
		// A set may be there twice: in several versions.
		b.Write(r.Document.Named(strconv.Itoa(i+1)).AppendHTML(nil, 3))
		b.WriteString("\n")
	}
	rest, err := (&All{Added: a.Added, Removed: a.Removed, Strings: a.Strings}).paragraphs(len(a.Reports) == 0)
	b.Write(rest)
	return b.Bytes(), err
}

// paragraphs says which versions have nothing to be compared with or, if there are none and nothing
// else was compared, that nothing changed.
func (a *All) paragraphs(alone bool) ([]byte, error) {
	if !alone && len(a.Added)+len(a.Removed) == 0 {
		return nil, nil
	}
	return a.write(nil, func(s string) string { return "<p>" + html.EscapeString(s) + "</p>" })
}
