package feedback

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"

	"baken.example/baken/internal/feedback/post"
	"baken.example/baken/internal/feedback/problem"
)

// Texts has the texts of the handler's pages in one language: the page about a problem, and the
// page that thanks. All fields but Direction and Site are required.
type Texts struct {
	// Direction is the direction of the script: "ltr", the default, or "rtl".
	Direction string
	// Site is the name of the site, at the head of the pages and in their titles.
	Site string
	// Title is the title and the heading of the page about a problem.
	Title string
	// Refused, TooLong, TooMany and Unavailable explain a problem and its remedy: a request that
	// the reader can't correct; a comment of more than 2,000 characters; an exceeded rate; a store
	// that fails.
	Refused, TooLong, TooMany, Unavailable string
	// Comment is the label of the text field, Send the label of the button that sends the answer
	// again.
	Comment, Send string
	// Back is the text of the link to the page.
	Back string
	// Yes and No thank for an answer, and are the titles of the page that thanks.
	Yes, No string
	// Helped and Missing ask for a comment on yes and on no. Optional marks it as optional, Why
	// explains its use, and SendComment is the label of the button.
	Helped, Missing, Optional, Why, SendComment string
	// Trap is the label of the honeypot.
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

func (t Texts) explain(e problem.Explanation) string {
	switch e {
	case problem.TooLong:
		return t.TooLong
	case problem.TooMany:
		return t.TooMany
	case problem.Unavailable:
		return t.Unavailable
	}
	return t.Refused
}

//go:embed page.html thanks.html
var pages embed.FS

func parsePages() (*template.Template, error) { return template.ParseFS(pages, "*.html") }

// pageView is the data of page.html.
type pageView struct {
	Lang        string
	Texts       Texts
	Explanation string
	Stylesheet  string
	// Action is the action of the form, or "" if a retry can't succeed.
	Action string
	// The fields as they were sent. Page is "" unless the site has that page.
	Page, Helpful, Comment, ID string
	// MaxComment is the length limit of a comment in characters.
	MaxComment int
}

// writePage writes a problem as a page. Its form has the input, to be sent again, under an id that
// makes the retry idempotent.
func (h *Handler) writePage(w http.ResponseWriter, f reply, p *problem.Problem) {
	texts := h.config.Texts[f.lang]
	v := pageView{
		Lang: f.lang, Texts: texts, Explanation: texts.explain(p.Kind.Explanation()), Stylesheet: h.config.Stylesheet,
		Page: f.sent[post.Page], Helpful: f.sent[post.Helpful], Comment: f.sent[post.Comment], ID: f.sent[post.ID],
		MaxComment: maxComment,
	}
	if !h.config.Known(f.lang, v.Page) {
		v.Page = ""
	}
	if p.Kind.Explanation() != problem.Refused && v.Page != "" && (v.Helpful == "yes" || v.Helpful == "no") {
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
		p.WriteJSON(w)
		return
	}
	p.SetHeaders(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(p.Kind.Status())
	w.Write(out.Bytes())
}
