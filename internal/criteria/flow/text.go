package flow

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
)

// AppendHTML appends the parts, below headings of a level (h2: 2): the drawings, and below them the
// steps as a list with links. Screen readers announce the drawings' descriptions only, and read the
// list. A link to the drawing as a file, if url isn't empty, follows.
func (f *Flow) AppendHTML(b []byte, level int, url string) []byte {
	if f.Instead != nil {
		b = append(b, `<p>`+html.EscapeString(f.TooLarge)+`</p>`...)
		return phrase.AppendHTML(b, f.Instead)
	}
	if f.Lead != "" {
		b = append(b, `<p>`+html.EscapeString(f.Lead)+`</p><ul>`...)
		for i := range f.Parts {
			p := &f.Parts[i]
			if len(p.Steps) == 0 {
				b = append(b, `<li>`+html.EscapeString(p.Heading+f.colon)+` `+p.End.html()+`</li>`...)
				continue
			}
			b = append(b, `<li><a href="#`+f.part(i)+`">`+html.EscapeString(p.Heading)+`</a></li>`...)
		}
		b = append(b, `</ul>`...)
	}
	for i := range f.Parts {
		p := &f.Parts[i]
		switch {
		case len(p.Steps) > 0:
			if p.Title != "" {
				b = fmt.Appendf(b, `<h%d id="%s">%s</h%[1]d>`, level, f.part(i), html.EscapeString(p.Title))
			}
			b = f.appendPart(b, p)
		case f.Lead == "":
			b = append(b, `<p>`+p.End.html()+`</p>`...)
		}
	}
	b = f.Ends.appendHTML(b)
	if url == "" || len(f.Parts[0].Steps)+len(f.Parts) == 1 {
		return b
	}
	return append(b, `<p>`+html.EscapeString(f.words.Text("TableFiles"))+` <a href="`+html.EscapeString(url)+`">`+
		html.EscapeString(f.words.Text("TableFileSVG"))+`</a></p>`...)
}

func (f *Flow) appendPart(b []byte, p *Part) []byte {
	for _, s := range p.sheets {
		b = append(b, `<div class="drawing wide">`...)
		b = append(b, f.picture(p, s)...)
		b = append(b, `</div>`...)
	}
	b = fmt.Appendf(b, `<details class="steps"><summary>%s</summary><ol start="%d">`,
		html.EscapeString(f.words.Text("FlowSteps")), p.Steps[0].Number)
	for _, s := range p.Steps {
		b = append(b, `<li id="`+f.anchor(s.Number)+`">`+html.EscapeString(s.Question)+`<ul>`...)
		for _, w := range s.Ways {
			b = append(b, `<li>`+f.way(p, w)+`</li>`...)
		}
		b = append(b, `</ul></li>`...)
	}
	return append(b, `</ol></details>`...)
}

// anchor returns the id of a step, part that of a part. Their colons rule out a collision with a
// heading's.
func (f *Flow) anchor(number int) string { return fmt.Sprintf("flow:%s:%d", f.ID, number) }

func (f *Flow) part(i int) string { return fmt.Sprintf("flow:%s:part:%d", f.ID, i+1) }

// way returns a way as HTML.
func (f *Flow) way(p *Part, w Way) string {
	to := w.html()
	if w.To >= 0 {
		number := p.Steps[w.To].Number
		to = `<a href="#` + f.anchor(number) + `">` + html.EscapeString(f.words.Format("FlowGoTo", struct{ Number string }{strconv.Itoa(number)})) + `</a>`
	}
	return html.EscapeString(w.Answers) + ` → ` + to
}

// html returns an outcome with its kind, before which the style sheet draws its sign.
func (o *Outcome) html() string {
	if o.Kind == criteria.Pending {
		return `<b>` + html.EscapeString(o.Title) + `</b>`
	}
	return `<b class="kind ` + o.Kind.String() + `">` + html.EscapeString(o.Name) + `</b> ` + html.EscapeString(o.Title)
}

// text returns an outcome with the word for its kind.
func (o *Outcome) text() string {
	if o.Name == "" {
		return o.Title
	}
	return o.Title + " (" + o.Name + ")"
}

// Text returns the steps for a terminal.
func (f *Flow) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", f.label)
	if f.Instead != nil {
		fmt.Fprintf(&b, "%s\n", f.TooLarge)
	}
	for _, c := range f.Instead {
		fmt.Fprintf(&b, "\n→ %s\n    %s\n", c.Result, c.Text)
	}
	if f.Lead != "" {
		fmt.Fprintf(&b, "%s\n", f.Lead)
	}
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Title != "" {
			fmt.Fprintf(&b, "\n%s\n", p.Title)
		}
		if len(p.Steps) == 0 {
			fmt.Fprintf(&b, "\n→ %s\n", p.End.text())
		}
		for _, s := range p.Steps {
			fmt.Fprintf(&b, "\n%3d. %s\n", s.Number, s.Question)
			for _, w := range s.Ways {
				to := w.text()
				if w.To >= 0 {
					to = strconv.Itoa(p.Steps[w.To].Number)
				}
				fmt.Fprintf(&b, "     - %s → %s\n", w.Answers, to)
			}
		}
	}
	f.Ends.writeText(&b)
	return b.String()
}
