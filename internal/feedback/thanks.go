package feedback

import (
	"bytes"
	"net/http"
	"net/url"

	"baken.example/baken/internal/feedback/post"
)

// ThanksAddress returns the address of the handler's page that thanks for an answer without a
// script, and has a form for a comment under the id of that answer. action is the handler's path.
// The id is a capability of its day only, and the page sends no referrer.
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

// thanksView is the data of thanks.html.
type thanksView struct {
	Lang               string
	Texts              Texts
	Stylesheet, Action string
	Page, ID           string
	Helpful            bool
	MaxComment         int
}

// Name returns the value of the field helpful.
func (v thanksView) Name() string { return helpfulName(v.Helpful) }

// thank serves the page that thanks, and reports whether the request was for it: a GET with the
// fields of an answer that has an id and no comment. It doesn't access the store.
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
