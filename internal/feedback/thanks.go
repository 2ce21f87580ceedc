package feedback

import (
	"bytes"
	"net/http"
	"net/url"

	"baken.example/baken/internal/feedback/post"
)

// ThanksAddress is the address, below that of a handler, of the page that thanks for an answer without
// a script, and has a form for a comment under the id of that very answer. The id is a capability of
// its day only, and the page sends no referrer.
func ThanksAddress(action string, a Answer) string {
	q := url.Values{post.Page: {a.Page}, post.Lang: {a.Lang}, post.Helpful: {helpfulName(a.Helpful)}, post.ID: {a.ID}}
	return action + "?" + q.Encode() + "#feedback:" + helpfulName(a.Helpful)
}

func helpfulName(helpful bool) string {
	if helpful {
		return "yes"
	}
	return "no"
}

// thanksView is what the template gets.
type thanksView struct {
	Lang               string
	Texts              Texts
	Stylesheet, Action string
	Page, ID           string
	Helpful            bool
	MaxComment         int
}

// Name is the value of the answer.
func (v thanksView) Name() string { return helpfulName(v.Helpful) }

// thank answers a request for the page of thanks, and reports whether it was one: a GET with the
// fields of an answer that has an id and no comment. It reads and stores nothing.
func (h *Handler) thank(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.RawQuery == "" || len(r.URL.RawQuery) > post.MaxBytes {
		return false
	}
	f, malformed := post.DecodeForm([]byte(r.URL.RawQuery))
	if malformed != nil {
		return false
	}
	a, robot, p := h.answer(f)
	if p != nil || robot || a.ID == "" || a.Comment != "" {
		return false
	}
	var out bytes.Buffer
	err := h.pages.ExecuteTemplate(&out, "thanks.html", thanksView{
		Lang: a.Lang, Texts: h.config.Texts[a.Lang], Stylesheet: h.config.Stylesheet, Action: h.config.Action,
		Page: a.Page, ID: a.ID, Helpful: a.Helpful, MaxComment: maxComment,
	})
	if err != nil {
		h.config.Logger.Error("feedback: write a page", "error", err)
		return false
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(http.StatusOK)
	w.Write(out.Bytes())
	return true
}
