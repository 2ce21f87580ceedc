package status

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"

	"baken.example/baken/internal/translation"
)

//go:embed status.html
var htmlSource string

//go:embed status.css
var style string

// Messages has the texts of the report in one language.
type Messages interface {
	// Text returns the message with an id.
	Text(id string) (string, error)
	// Format returns the message with an id, its placeholders filled from the fields of data.
	Format(id string, data any) (string, error)
}

// htmlView is the data of the template.
type htmlView struct {
	Lang, Dir string
	// Policy is the Content-Security-Policy, which allows only the inline style sheet.
	Policy string
	Style  template.CSS

	Title, PagesTitle, Caption, PageHead, OutTitle, WordsTitle string

	Languages []languageView
	Pages     []pageView
	// Noted are the pages with notes.
	Noted  []pageView
	States []stateView
}

type languageView struct{ Code, Name, Share string }

// pageView is a page: its title with the title's language, and its key if it has a title.
type pageView struct {
	ID, Title, TitleLang, Key string
	HasNotes                  bool
	Versions                  []versionView
}

type versionView struct {
	File, URL, State string
	Good             bool
	Notes            []Note
}

// stateView explains a state.
type stateView struct{ Name, Meaning string }

// ids are the ends of the ids of the messages on each state.
var ids = map[translation.State]string{
	translation.Missing: "Missing", translation.Unpublished: "Unpublished", translation.Stale: "Stale", translation.Drifted: "Drifted",
	translation.Unrecorded: "Unrecorded", translation.InStep: "InStep", translation.Original: "Original",
}

// WriteHTML writes the report in a language as one HTML file that needs nothing beside it. Notes
// are in English, like findings.
func (r *Report) WriteHTML(w io.Writer, lang string, m Messages) error {
	t, err := template.New("status").Parse(htmlSource)
	if err != nil {
		return err
	}
	v, err := r.view(lang, m)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return err
	}
	_, err = out.WriteTo(w)
	return err
}

func (r *Report) view(lang string, m Messages) (*htmlView, error) {
	var errs []error
	keep := func(text string, err error) string {
		if err != nil {
			errs = append(errs, err)
		}
		return text
	}
	text := func(id string) string { return keep(m.Text(id)) }
	hash := sha256.Sum256([]byte(style))
	v := &htmlView{
		Lang: lang, Dir: text("TextDirection"), Style: template.CSS(style),
		Policy: fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'",
			base64.StdEncoding.EncodeToString(hash[:])),
		Title: text("TranslationsTitle"), PagesTitle: text("TranslationsPages"), Caption: text("TranslationsCaption"),
		PageHead: text("TranslationsPage"), OutTitle: text("TranslationsOut"), WordsTitle: text("TranslationsWords"),
	}
	for _, l := range r.Languages {
		v.Languages = append(v.Languages, languageView{l.Code, l.Name, keep(m.Format("TranslationsLanguage",
			struct{ InStep, Of, Percent int }{l.InStep, l.Of, l.Percent()}))})
	}
	for _, p := range slices.Concat(r.Pages, r.Texts) {
		page := pageView{ID: "page-" + p.Key, Key: p.Key, HasNotes: p.Notes()}
		if page.Title, page.TitleLang = p.Title(); page.Title == "" {
			page.Title, page.TitleLang, page.Key = p.Key, "", ""
		}
		for _, version := range p.Versions {
			page.Versions = append(page.Versions, versionView{
				File: version.File, URL: version.URL, State: text("State" + ids[version.State]), Good: version.State.Good(), Notes: version.Notes,
			})
		}
		v.Pages = append(v.Pages, page)
		if page.HasNotes {
			v.Noted = append(v.Noted, page)
		}
	}
	for _, s := range translation.States() {
		v.States = append(v.States, stateView{text("State" + ids[s]), text("Meaning" + ids[s])})
	}
	return v, errors.Join(errs...)
}
