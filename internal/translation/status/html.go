package status

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"baken.example/baken/internal/translation"
)

//go:embed status.html
var htmlSource string

//go:embed status.css
var style string

// htmlView is the data of the template.
type htmlView struct {
	*Report
	// Policy is the Content-Security-Policy, which allows only the inline style sheet.
	Policy string
	Style  template.CSS
	States []stateView
	// Noted are the pages with notes.
	Noted []Page
}

// stateView explains a state.
type stateView struct{ Name, Meaning string }

// meanings explain the states.
var meanings = map[translation.State]string{
	translation.Missing:     "There is no such page in this language.",
	translation.Unpublished: "There is one, but it is a draft or outside its dates.",
	translation.Stale:       "The original has changed since the two were last compared.",
	translation.Drifted:     "The page isn't made up as the original is.",
	translation.Unrecorded:  "It is made up as the original is. Whether it says the same, nobody has noted.",
	translation.InStep:      "The original hasn't changed since the two were last compared.",
	translation.Original:    "The other versions are held against this one.",
}

// WriteHTML writes the report as one self-contained HTML file.
func (r *Report) WriteHTML(w io.Writer) error {
	t, err := template.New("status").Parse(htmlSource)
	if err != nil {
		return err
	}
	hash := sha256.Sum256([]byte(style))
	v := htmlView{
		Report: r, Style: template.CSS(style),
		Policy: fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'",
			base64.StdEncoding.EncodeToString(hash[:])),
	}
	for _, s := range translation.States() {
		v.States = append(v.States, stateView{s.String(), meanings[s]})
	}
	for _, p := range r.Pages {
		if p.Notes() {
			v.Noted = append(v.Noted, p)
		}
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return err
	}
	_, err = out.WriteTo(w)
	return err
}
