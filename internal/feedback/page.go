package feedback

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"

	"baken.example/baken/internal/feedback/post"
)

// Texts is what a person reads whose answer can't be accepted, or who may comment on it without a
// script, in one language. All but Direction must be given.
type Texts struct {
	// Direction is that of the script: "ltr", the default, or "rtl".
	Direction string
	// Title is the title of the page and its heading.
	Title string
	// Refused, TooLong, TooMany and Unavailable say what is wrong and what to do: nothing that the
	// reader can mend; a comment of more than 2,000 characters; too many answers at once; no way to
	// store it now.
	Refused, TooLong, TooMany, Unavailable string
	// Comment is the label of the text field, Send that of the button that sends the answer again.
	Comment, Send string
	// Back is the text of the link to the page.
	Back string
	// Yes and No thank for an answer, and are the titles of the page that does.
	Yes, No string
	// Helped and Missing ask for a comment on yes and on no, Optional says that it needn't be given, and
	// Why what becomes of it. SendComment is the button.
	Helped, Missing, Optional, Why, SendComment string
	// Trap is the label of a field that nobody sees.
	Trap string
}

func (t Texts) validate() error {
	for _, text := range []struct{ name, value string }{
		{"Title", t.Title}, {"Refused", t.Refused}, {"TooLong", t.TooLong}, {"TooMany", t.TooMany},
		{"Unavailable", t.Unavailable}, {"Comment", t.Comment}, {"Send", t.Send}, {"Back", t.Back},
		{"Yes", t.Yes}, {"No", t.No}, {"Helped", t.Helped}, {"Missing", t.Missing}, {"Optional", t.Optional},
		{"Why", t.Why}, {"SendComment", t.SendComment}, {"Trap", t.Trap},
	} {
		if text.value == "" {
			return fmt.Errorf("no text for %s", text.name)
		}
	}
	return nil
}

func (t Texts) explain(e explanation) string {
	switch e {
	case tooLong:
		return t.TooLong
	case tooMany:
		return t.TooMany
	case unavailable:
		return t.Unavailable
	}
	return t.Refused
}

//go:embed page.html thanks.html
var pages embed.FS

func parsePages() (*template.Template, error) { return template.ParseFS(pages, "*.html") }

// pageView is what the template gets.
type pageView struct {
	Lang        string
	Texts       Texts
	Explanation string
	Stylesheet  string
	// Action is where the form goes, "" where sending again makes no sense.
	Action string
	// The fields as they were sent. Page is "" unless it is one of the site.
	Page, Helpful, Comment, ID string
	// MaxComment is how many characters a comment may have.
	MaxComment int
}

// writePage writes a problem for a person: what was typed isn't lost, and goes again at the press
// of a button. The id makes sure that it counts once.
func (h *Handler) writePage(w http.ResponseWriter, f form, p *problem) {
	texts := h.config.Texts[f.lang]
	v := pageView{
		Lang: f.lang, Texts: texts, Explanation: texts.explain(p.kind.person), Stylesheet: h.config.Stylesheet,
		Page: f.sent[post.Page], Helpful: f.sent[post.Helpful], Comment: f.sent[post.Comment], ID: f.sent[post.ID],
		MaxComment: maxComment,
	}
	if !h.config.Known(f.lang, v.Page) {
		v.Page = ""
	}
	if p.kind.person != refused && v.Page != "" && (v.Helpful == "yes" || v.Helpful == "no") {
		v.Action = h.config.Action
	}
	if v.Action != "" && v.ID == "" {
		if id, err := h.newID(); err == nil {
			v.ID = id
		}
	}
	var out bytes.Buffer
	if err := h.pages.ExecuteTemplate(&out, "page.html", v); err != nil {
		h.config.Logger.Error("feedback: write a page", "error", err)
		p.writeJSON(w)
		return
	}
	p.setHeaders(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(p.kind.status)
	w.Write(out.Bytes())
}
