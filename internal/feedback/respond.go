package feedback

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/feedback/post"
	"baken.example/baken/internal/feedback/problem"
	"baken.example/baken/internal/secureheader"
)

// reply is how to answer a request, whether it succeeds or not.
type reply struct {
	// lang is a language of the site.
	lang string
	// redirects reports whether a success is a redirect, html whether a problem is a page; else
	// both are JSON.
	redirects, html bool
	// sent are the fields that could be read.
	sent post.Fields
}

// negotiate returns how to answer a request by its headers.
func (h *Handler) negotiate(r *http.Request) reply {
	sent, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		sent = ""
	}
	program := sent == post.JSONType || accepts(r, post.JSONType) || accepts(r, "application/problem+json")
	return reply{lang: h.language(r), redirects: sent == post.FormType && !program, html: !program && accepts(r, "text/html")}
}

// accepts reports whether Accept names a type explicitly, not by a wildcard.
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

// language returns the language to use before the form's is known: the site's language with the
// highest weight in Accept-Language, the first one if several have it (RFC 9110, section 12.5.4).
func (h *Handler) language(r *http.Request) string {
	best, weight := h.config.Languages[0], 0.0
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
		if i >= 0 && q > weight { // a weight of 0 excludes a language
			best, weight = h.config.Languages[i], q
		}
	}
	return best
}

// policy is the Content-Security-Policy of the handler's answers.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// setHeaders sets the security headers of every answer. The host's own rules for the site's files
// don't apply to the handler.
func setHeaders(header http.Header) {
	header.Set("Cache-Control", "no-store")
	for _, f := range secureheader.Fields(policy) {
		header.Set(f.Name, f.Value)
	}
}

// acknowledge answers that an answer is stored.
func (h *Handler) acknowledge(w http.ResponseWriter, f reply, a Answer, created bool) {
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
	w.Header().Set("Content-Type", post.JSONType)
	if created {
		w.WriteHeader(http.StatusCreated)
	}
	w.Write(append(body, '\n'))
}

// refuse answers with a problem.
func (h *Handler) refuse(w http.ResponseWriter, f reply, p *problem.Problem) {
	if f.html {
		h.writePage(w, f, p)
		return
	}
	p.WriteJSON(w)
}
