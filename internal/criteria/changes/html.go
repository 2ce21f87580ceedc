package changes

import (
	"html"
	"strconv"

	"baken.example/baken/internal/criteria/phrase"
)

// AppendHTML appends the document as HTML, with headings of a level (h2: 2) and the next one. The
// style sheet of changes shows the rows of its tables as cards where a table doesn't fit: what is
// hidden in them repeats the column's name.
func (d *Document) AppendHTML(b []byte, level int) []byte {
	w := writer{b, level, &d.labels}
	w.raw(`<div class="changes"><p>`)
	w.text(d.Compared)
	w.raw(`</p><div class="callout"><p class="callout-title">`)
	w.text(d.Headline)
	w.raw(`</p>`)
	for _, s := range d.Summary {
		w.tag("p", s)
	}
	w.raw(`</div>`)
	for i := range d.Sections {
		w.section(&d.Sections[i])
	}
	w.raw(`</div>`)
	return w.b
}

// writer appends HTML.
type writer struct {
	b      []byte
	level  int
	labels *labels
}

func (w *writer) raw(s string) { w.b = append(w.b, s...) }

func (w *writer) text(s string) { w.raw(html.EscapeString(s)) }

func (w *writer) tag(name, text string) {
	w.raw(`<` + name + `>`)
	w.text(text)
	w.raw(`</` + name + `>`)
}

func (w *writer) heading(below int, text string) {
	w.tag("h"+strconv.Itoa(min(w.level+below, 6)), text)
}

func (w *writer) section(s *Section) {
	tag := "h" + strconv.Itoa(min(w.level, 6))
	w.raw(`<` + tag + ` id="` + html.EscapeString(s.ID) + `">`)
	w.text(s.Heading)
	w.raw(`</` + tag + `>`)
	if s.Lead != "" {
		w.tag("p", s.Lead)
	}
	for i := range s.Effects {
		w.effect(&s.Effects[i])
	}
	for _, l := range s.Lists {
		w.heading(1, l.Heading)
		w.raw(`<ul>`)
		for _, item := range l.Items {
			w.tag("li", item)
		}
		w.raw(`</ul>`)
	}
	for i := range s.Texts {
		w.texts(&s.Texts[i], s.Open)
	}
}

func (w *writer) effect(e *Effect) {
	w.heading(1, e.Heading)
	w.raw(`<p>`)
	w.text(e.Lead)
	if e.Note != "" {
		w.text(" " + e.Note)
	}
	w.raw(`</p>`)
	c := &e.Cases
	switch {
	case c.TooMany:
		w.tag("p", w.labels.tooMany)
	case c.All:
		w.tag("p", w.labels.all)
	default:
		if c.Common != nil {
			w.tag("p", w.labels.who)
			w.answers(c.Common)
		}
		switch {
		case c.Rows == nil:
		case c.Common != nil:
			w.tag("p", w.labels.both)
		default:
			w.tag("p", w.labels.rows)
		}
		w.rows(c)
	}
	if c.Example != nil {
		w.raw(`<details><summary>`)
		w.text(w.labels.example)
		w.raw(`</summary>`)
		w.answers(c.Example)
		w.raw(`</details>`)
	}
}

func (w *writer) answers(list []Answer) {
	if list == nil {
		return
	}
	w.raw(`<ul>`)
	for _, a := range list {
		w.raw(`<li>`)
		w.text(phrase.Lead(a.Question, w.labels.colon))
		w.tag("b", a.Answer)
		w.raw(`</li>`)
	}
	w.raw(`</ul>`)
}

// wideColumns is the number of columns from which on a table goes past the text.
const wideColumns = 5

// rows writes a table, without end tags that HTML doesn't require (section 13.1.2.4).
func (w *writer) rows(c *Cases) {
	if c.Rows == nil {
		return
	}
	if len(c.Columns) >= wideColumns {
		w.raw(`<div class="wide">`)
	} else {
		w.raw(`<div>`)
	}
	w.raw(`<table><thead><tr>`)
	for _, head := range c.Columns {
		w.raw(`<th scope="col">`)
		w.text(head)
	}
	w.raw(`</thead><tbody>`)
	dashes := false
	for _, r := range c.Rows {
		w.raw(`<tr>`)
		for j, cell := range r {
			if cell == "" {
				dashes = true
				w.raw(`<td class="any">`)
				w.text(w.labels.any)
				continue
			}
			w.raw(`<td><i hidden>`)
			w.text(phrase.Lead(c.Columns[j], w.labels.colon))
			w.raw(`</i>`)
			w.text(cell)
		}
	}
	w.raw(`</table></div>`)
	if dashes {
		w.raw(`<p class="legend">`)
		w.text(w.labels.legend)
		w.raw(`</p>`)
	}
}

func (w *writer) texts(t *Texts, open bool) {
	if open {
		w.raw(`<details open><summary>`)
	} else {
		w.raw(`<details><summary>`)
	}
	w.text(t.Of)
	w.raw(`</summary>`)
	for i := range t.Texts {
		x := &t.Texts[i]
		if x.Key != "" {
			w.heading(1, x.Key)
		}
		if x.Same {
			w.tag("p", w.labels.same)
			w.raw(`<div>` + x.New + `</div>`)
			continue
		}
		w.raw(`<dl class="versions">`)
		w.side(w.labels.old, x.Old)
		w.side(w.labels.new, x.New)
		w.raw(`</dl>`)
	}
	w.raw(`</details>`)
}

// side writes a text of one side, unless the side doesn't have it.
func (w *writer) side(name, text string) {
	if text == "" {
		return
	}
	w.raw(`<div>`)
	w.tag("dt", name)
	w.raw(`<dd>` + text + `</dd></div>`)
}
