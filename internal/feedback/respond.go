package feedback

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/secureheader"
)

// form is what is known of a request that has to be answered, whatever becomes of it.
type form struct {
	// lang is a language of the site.
	lang string
	// redirects tells that thanks are a redirect, and html that problems are a page, rather than JSON.
	redirects, html bool
	// sent is what could be read of the body.
	sent fields
}

// form looks at the headers only.
func (h *Handler) form(r *http.Request) form {
	sent, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		sent = ""
	}
	program := sent == jsonType || accepts(r, jsonType) || accepts(r, "application/problem+json")
	return form{lang: h.language(r), redirects: sent == formType && !program, html: !program && accepts(r, "text/html")}
}

// accepts tells whether Accept names a type, and not by a wildcard.
func accepts(r *http.Request, mediaType string) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		name, parameters, err := mime.ParseMediaType(part)
		if err != nil || name != mediaType {
			continue
		}
		q, err := strconv.ParseFloat(parameters["q"], 64)
		return err != nil || q > 0
	}
	return false
}

// language is the one to speak before the form has said which: the one of the site's that the browser would rather
// have, and the first of those that it likes equally (RFC 9110, section 12.5.4).
func (h *Handler) language(r *http.Request) string {
	best, liked := h.config.Languages[0], 0.0
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Language"), ","), ",") {
		tag, parameter, _ := strings.Cut(part, ";")
		q := 1.0
		if value, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameter)), "q="); ok {
			var err error
			if q, err = strconv.ParseFloat(value, 64); err != nil {
				continue
			}
		}
		primary, _, _ := strings.Cut(strings.TrimSpace(tag), "-")
		i := slices.IndexFunc(h.config.Languages, func(l string) bool { return strings.EqualFold(l, primary) })
		if i >= 0 && q > liked { // 0 is for what it doesn't want
			best, liked = h.config.Languages[i], q
		}
	}
	return best
}

// policy is the Content-Security-Policy of what this package sends.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// setHeaders sets what every answer has. On a host that serves the site's files, they come from
// here alone.
func setHeaders(header http.Header) {
	header.Set("Cache-Control", "no-store")
	for _, f := range secureheader.Fields(policy) {
		header.Set(f.Name, f.Value)
	}
}

// acknowledge says that an answer is stored.
func (h *Handler) acknowledge(w http.ResponseWriter, f form, a Answer, created bool) {
	if f.redirects {
		w.Header().Set("Location", h.config.Thanks(a))
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	body, err := json.Marshal(struct {
		ID string `json:"id"`
	}{a.ID})
	if err != nil {
		panic(err) // a string
	}
	w.Header().Set("Content-Type", jsonType)
	if created {
		w.WriteHeader(http.StatusCreated)
	}
	w.Write(append(body, '\n'))
}

// refuse says what is wrong.
func (h *Handler) refuse(w http.ResponseWriter, f form, p *problem) {
	if f.html {
		h.writePage(w, f, p)
		return
	}
	p.writeJSON(w)
}
