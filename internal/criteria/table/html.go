package table

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
)

// Link is a link to a file that goes with the tables.
type Link struct{ URL, Text string }

// Sizes of the tables of a page.
const (
	// maxGroup is the number of rows in which a repeated answer is written once. Groups aren't
	// broken between printed pages, so that each page has the answers that its rows share.
	maxGroup = 8
	// wideColumns is the number of columns from which on a table goes past the text, manyColumns
	// from which on it needs a wide page, and mostColumns from which on no page is wide enough.
	wideColumns, manyColumns, mostColumns = 4, 9, 12
	// maxWords is the number of characters that the longest words of all columns may have together
	// for no word to be broken: that many fit a width of 700 pixels, in letters of 14, and a
	// printed page.
	maxWords = 100
)

// widths holds the number of characters of the longest word of each column, and of its padding.
type widths []int

func newWidths(result string, heads []string) widths {
	w := make(widths, 1+len(heads))
	w.add(0, result)
	for i, h := range heads {
		w.add(1+i, h)
	}
	return w
}

func (w widths) add(column int, text string) {
	for word := range strings.FieldsSeq(text) {
		w[column] = max(w[column], utf8.RuneCountInString(word)+2)
	}
}

func (w widths) sum() int {
	n := 0
	for _, x := range w {
		n += x
	}
	return n
}

// AppendHTML appends the tables as HTML, below headings of a level (h2: 2) and the next one, and
// links to files below them. The style sheet of decisions shows the rows as cards where a table
// doesn't fit: what is hidden in them repeats the column's name, and the answers that a row shares
// with the one above.
func (d *Document) AppendHTML(b []byte, level int, files []Link) []byte {
	w := writer{b, level, &d.labels, d.Marked, d.Edit}
	if d.Kinds {
		w.legend()
	}
	if c := d.Combinations; c != nil {
		w.heading(0, c.ID, c.Heading)
		w.tag("p", c.Lead)
		w.combinations(c)
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		w.heading(0, s.ID, s.Heading)
		w.section(s)
	}
	if d.marked() {
		w.tag("p", d.labels.legend)
	}
	if d.Marked && d.Covered != "" {
		w.tag("p", d.Covered)
	}
	w.questions(d)
	w.groups(d)
	if len(files) == 0 {
		return w.b
	}
	w.raw(`<p>` + html.EscapeString(d.labels.files))
	for i, f := range files {
		if i > 0 {
			w.raw(`,`)
		}
		w.raw(` <a href="` + html.EscapeString(f.URL) + `">` + html.EscapeString(f.Text) + `</a>`)
	}
	w.raw(`</p>`)
	return w.b
}

// marked reports whether a cell stands for any answer or verdict, which the legend explains.
func (d *Document) marked() bool {
	if d.Combinations != nil {
		for _, r := range d.Combinations.Rows {
			if slices.Contains(r.Verdicts, "") || d.Combinations.Rest != "" && r.Rest == "" {
				return true
			}
		}
	}
	for _, s := range d.Sections {
		for _, p := range s.Parts {
			for _, r := range p.Rows {
				if slices.Contains(r.Cells, "") {
					return true
				}
			}
		}
	}
	return false
}

// writer appends HTML.
type writer struct {
	b      []byte
	level  int
	labels *labels
	// marked reports whether rows have the marks of examples.
	marked bool
	edit   func(line int) string
}

func (w *writer) raw(s string) { w.b = append(w.b, s...) }

func (w *writer) text(s string) { w.raw(html.EscapeString(s)) }

func (w *writer) tag(name, text string) {
	w.raw(`<` + name + `>`)
	w.text(text)
	w.raw(`</` + name + `>`)
}

func (w *writer) heading(below int, id, text string) {
	tag := "h" + strconv.Itoa(min(w.level+below, 6))
	w.raw(`<` + tag + ` id="` + html.EscapeString(id) + `">`)
	w.text(text)
	w.raw(`</` + tag + `>`)
}

// legend explains the kinds of outcomes.
func (w *writer) legend() {
	w.raw(`<ul class="kinds">`)
	for _, k := range []criteria.Verdict{criteria.Met, criteria.Open, criteria.Unmet} {
		w.raw(`<li>`)
		w.kind(k, w.labels.kinds[k])
		w.text(w.labels.colon + " " + w.labels.meanings[k])
		w.raw(`</li>`)
	}
	w.raw(`</ul>`)
}

// kind writes the name of a kind, before which the style sheet draws its sign.
func (w *writer) kind(k criteria.Verdict, name string) {
	w.raw(`<b class="kind ` + k.String() + `">`)
	w.text(name)
	w.raw(`</b>`)
}

// result writes an outcome after its kind, or a verdict, which is its own kind.
func (w *writer) result(r Result, verdict bool) {
	switch {
	case r.Kind == criteria.Pending:
		w.text(r.Text)
	case verdict:
		w.kind(r.Kind, r.Text)
	default:
		w.kind(r.Kind, w.labels.kinds[r.Kind])
		w.raw(` `)
		w.text(r.Text)
	}
}

// open begins a table with columns for the result and for heads, named by a heading. chars is the
// number of characters of the longest words of all columns together.
func (w *writer) open(id, class, result string, heads []string, chars int) {
	columns := 1 + len(heads)
	class = strings.TrimSpace("decisions " + class)
	if chars <= maxWords {
		class += " words"
	}
	if columns >= wideColumns {
		class += " wide"
	}
	switch {
	case columns >= mostColumns:
		class += " many most"
	case columns >= manyColumns:
		class += " many"
	}
	w.raw(`<div class="` + class + `"><table aria-labelledby="` + html.EscapeString(id) + `"><thead><tr>`)
	for _, h := range append([]string{result}, heads...) {
		w.raw(`<th scope="col">`)
		w.text(h)
		w.raw(`</th>`)
	}
	w.raw(`</tr></thead>`)
}

func (w *writer) close() { w.raw(`</table></div>`) }

// name writes the name of a cell's column, for cards.
func (w *writer) name(name string) {
	w.raw(`<i hidden>`)
	w.text(phrase.Lead(name, w.labels.colon))
	w.raw(`</i>`)
}

func (w *writer) combinations(c *Combinations) {
	heads := c.Criteria
	if c.Rest != "" {
		heads = append(slices.Clone(heads), c.Rest)
	}
	width := newWidths(w.labels.outcome, heads)
	for _, r := range c.Rows {
		width.add(0, r.Text)
		for j, v := range r.Verdicts {
			width.add(1+j, v)
		}
		if c.Rest != "" {
			width.add(len(heads), r.Rest)
		}
	}
	class := ""
	if c.Rest != "" {
		class = "verdicts"
	}
	w.open(c.ID, class, w.labels.outcome, heads, width.sum())
	for i, r := range c.Rows {
		if i == 0 || r.Outcome != c.Rows[i-1].Outcome {
			w.raw(`<tbody>`)
		}
		w.begin(r.ID, i+1)
		w.result(r.Result, false)
		w.editing(r.Line)
		for j, v := range r.Verdicts {
			w.cell(1, c.Criteria[j], v, "", "")
		}
		if c.Rest != "" {
			w.cell(1, c.Rest, r.Rest, r.HTML, "rest")
		}
	}
	w.close()
}

// begin begins a row with its header, without the result.
func (w *writer) begin(id string, number int) {
	w.raw(`<tr id="` + html.EscapeString(id) + `"><th scope="row">`)
	w.number(id, number)
	w.raw(` `)
}

// number writes the number of a row as a link to it.
func (w *writer) number(id string, number int) {
	w.raw(`<small><a href="#` + html.EscapeString(id) + `">` + strconv.Itoa(number) + `</a></small>`)
}

// editing writes a link that edits a line, after the result of a row. The style sheet shows it in
// the row that the address of the page leads to.
func (w *writer) editing(line int) {
	if w.edit == nil || line == 0 {
		return
	}
	if url := w.edit(line); url != "" {
		w.raw(` <a class="edit" href="` + html.EscapeString(url) + `">`)
		w.text(w.labels.edit(line))
		w.raw(`</a>`)
	}
}

// cell writes a cell for some rows, without its end tag, which HTML doesn't require (section
// 13.1.2.4): tables have hundreds of them. An empty one stands for any answer. formatted is its
// text as HTML, if that differs; class is the cell's class, if it isn't empty.
func (w *writer) cell(rows int, name, text, formatted, class string) {
	w.raw(`<td`)
	if rows > 1 {
		fmt.Fprintf(w, ` rowspan="%d"`, rows)
	}
	if text == "" {
		w.raw(` class="any">`)
		w.text(w.labels.any)
	} else {
		if class != "" {
			class = ` class="` + class + `"`
		}
		w.raw(class + `>`)
		w.name(name)
		if formatted == "" {
			formatted = html.EscapeString(text)
		}
		w.raw(formatted)
	}
}

// Write appends bytes, for package fmt.
func (w *writer) Write(b []byte) (int, error) {
	w.b = append(w.b, b...)
	return len(b), nil
}

func (w *writer) section(s *Section) {
	if s.Instead != nil {
		if s.TooLarge != "" {
			w.tag("p", s.TooLarge)
		}
		w.b = phrase.AppendHTML(w.b, s.Instead)
		return
	}
	if s.Lead == "" {
		w.part(&s.Parts[0], s, s.ID)
		return
	}
	w.tag("p", s.Lead)
	w.raw(`<ul>`)
	for _, p := range s.Parts {
		if len(p.Columns) > 0 {
			w.raw(`<li><a href="#` + html.EscapeString(p.ID) + `">`)
			w.text(p.Heading)
			w.raw(`</a>`)
		} else {
			w.only("li", p.Heading+w.labels.colon+" ", &p.Rows[0], s)
		}
		w.raw(`</li>`)
	}
	w.raw(`</ul>`)
	for i := range s.Parts {
		if p := &s.Parts[i]; len(p.Columns) > 0 {
			w.heading(1, p.ID, p.Title)
			w.part(p, s, p.ID)
		}
	}
}

// part writes the table of a part, which the heading with an id names.
func (w *writer) part(p *Part, s *Section, id string) {
	if len(p.Columns) == 0 {
		w.only("p", "", &p.Rows[0], s)
		w.raw(`</p>`)
		return
	}
	var heads []string
	for _, c := range p.Columns {
		heads = append(heads, c.Brief)
	}
	width := newWidths(s.Result, heads)
	for _, r := range p.Rows {
		width.add(0, r.Text)
		for j, c := range r.Cells {
			width.add(1+j, c)
		}
	}
	w.open(id, "", s.Result, heads, width.sum())
	for _, g := range groups(p.Rows, maxGroup) {
		w.raw(`<tbody>`)
		for i, r := range g {
			own := 0
			if i > 0 {
				own = shared(g[i-1].Cells, r.Cells)
			}
			w.begin(r.ID, r.Number)
			w.row(&r, s)
			w.editing(r.Line)
			for j, c := range r.Cells[:own] {
				if c != "" {
					w.raw(`<span hidden>`)
					w.name(heads[j])
					w.text(c)
					w.raw(`</span>`)
				}
			}
			for j := own; j < len(r.Cells); j++ {
				w.cell(run(g[i:], j), heads[j], r.Cells[j], "", "")
			}
		}
	}
	w.close()
}

// only begins an element with the only row of a part, after a text.
func (w *writer) only(element, before string, r *PartRow, s *Section) {
	w.raw(`<` + element + ` id="` + html.EscapeString(r.ID) + `">`)
	w.text(before)
	w.row(r, s)
	w.raw(` `)
	w.number(r.ID, r.Number)
	w.editing(r.Line)
}

// row writes the result of a row, with the mark of an example.
func (w *writer) row(r *PartRow, s *Section) {
	w.result(r.Result, s.Verdict)
	if w.marked && r.Example {
		w.raw(" " + mark)
	}
}

// shared returns the number of leading cells that two rows have in common.
func shared(a, b []string) int {
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}

// run returns how many rows, from the first on, have all cells up to a column in common.
func run(rows []PartRow, column int) int {
	n := 1
	for n < len(rows) && shared(rows[0].Cells, rows[n].Cells) > column {
		n++
	}
	return n
}

// groups divides rows into groups of at most a number, if possible where the first cells change.
func groups(rows []PartRow, most int) [][]PartRow {
	return divide(rows, 0, most)
}

func divide(rows []PartRow, column, most int) [][]PartRow {
	if len(rows) <= most {
		return [][]PartRow{rows}
	}
	if column == len(rows[0].Cells) {
		return slices.Collect(slices.Chunk(rows, most))
	}
	var out [][]PartRow
	var open []PartRow // small runs that stay together
	for len(rows) > 0 {
		n := run(rows, column)
		if len(open)+n > most && len(open) > 0 {
			out, open = append(out, open), nil
		}
		if n > most {
			out = append(out, divide(rows[:n], column+1, most)...)
		} else {
			open = append(open, rows[:n]...)
		}
		rows = rows[n:]
	}
	if len(open) > 0 {
		out = append(out, open)
	}
	return out
}

// inFull returns the questions that have short forms.
func (d *Document) inFull() (list []Column) {
	add := func(c Column) {
		if c.Brief != c.Text && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	for _, s := range d.Sections {
		add(s.By)
		for _, p := range s.Parts {
			for _, c := range p.Columns {
				add(c)
			}
		}
	}
	return list
}

// questions writes the questions whose short forms head columns.
func (w *writer) questions(d *Document) {
	list := d.inFull()
	if list == nil {
		return
	}
	w.heading(0, d.full, w.labels.full)
	w.raw(`<dl>`)
	for _, c := range list {
		w.tag("dt", c.Brief)
		w.tag("dd", c.Text)
	}
	w.raw(`</dl>`)
}
