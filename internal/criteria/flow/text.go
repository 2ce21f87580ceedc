package flow

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria/phrase"
)

// AppendHTML appends the drawing in a container that scrolls, and below it the steps as a list with
// links. Screen readers announce the drawing's description only, and read the list.
func (f *Flow) AppendHTML(b []byte) []byte {
	if f.Instead != nil {
		b = append(b, `<p>`+html.EscapeString(f.TooLarge)+`</p>`...)
		return phrase.AppendHTML(b, f.Instead)
	}
	if len(f.Steps) == 0 {
		return append(b, `<p>`+html.EscapeString(f.Outcome)+`</p>`...)
	}
	b = append(b, `<div class="table wide" role="group" tabindex="0" aria-label="`+html.EscapeString(f.label)+`">`...)
	b = append(b, f.draw(false)...)
	b = append(b, `</div><details><summary>`+html.EscapeString(f.words.Text("FlowSteps"))+`</summary><ol>`...)
	for i, s := range f.Steps {
		b = append(b, `<li id="`+f.anchor(i)+`">`+html.EscapeString(s.Question)+`<ul>`...)
		for _, w := range s.Ways {
			b = append(b, `<li>`+f.way(w)+`</li>`...)
		}
		b = append(b, `</ul></li>`...)
	}
	return append(b, `</ol></details>`...)
}

// anchor returns the id of a step. Its colons rule out a collision with a heading's.
func (f *Flow) anchor(step int) string { return fmt.Sprintf("flow:%s:%d", f.ID, step+1) }

// way returns a way as HTML.
func (f *Flow) way(w Way) string {
	var to string
	if w.To < 0 {
		to = `<b>` + html.EscapeString(w.Outcome) + `</b>`
	} else {
		to = `<a href="#` + f.anchor(w.To) + `">` + html.EscapeString(f.words.Format("FlowGoTo", struct{ Number string }{strconv.Itoa(w.To + 1)})) + `</a>`
	}
	return html.EscapeString(w.Answers) + ` → ` + to
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
	if f.Outcome != "" {
		fmt.Fprintf(&b, "\n→ %s\n", f.Outcome)
	}
	for i, s := range f.Steps {
		fmt.Fprintf(&b, "\n%3d. %s\n", i+1, s.Question)
		for _, w := range s.Ways {
			to := w.Outcome
			if w.To >= 0 {
				to = strconv.Itoa(w.To + 1)
			}
			fmt.Fprintf(&b, "     - %s → %s\n", w.Answers, to)
		}
	}
	return b.String()
}
