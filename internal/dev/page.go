package dev

import (
	"bytes"
	"fmt"
	"html"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// page serves a file of the site, with the script injected if it is HTML.
func (p *Preview) page(w http.ResponseWriter, r *http.Request) {
	if !p.wait(r) && r.Context().Err() != nil {
		return
	}
	now, _ := p.now()
	if now.handler == nil {
		p.writePage(w, r, http.StatusServiceUnavailable, nothingYet, now)
		return
	}
	r = r.Clone(r.Context())
	// The response must be complete and uncompressed, whatever the browser has cached.
	for _, name := range []string{"Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range"} {
		r.Header.Del(name)
	}
	answer := &held{header: http.Header{}, status: http.StatusOK}
	now.handler.ServeHTTP(answer, r)
	media, _, _ := mime.ParseMediaType(answer.header.Get("Content-Type"))
	switch {
	case answer.status >= 500:
		// The failure is in the state by now.
		p.writePage(w, r, answer.status, failedPage, now)
	case media == "text/html" && r.Method == http.MethodGet:
		maps.Copy(w.Header(), answer.header)
		p.writePage(w, r, answer.status, answer.body.Bytes(), now)
	default:
		maps.Copy(w.Header(), answer.header)
		harden(w.Header())
		w.WriteHeader(answer.status)
		w.Write(answer.body.Bytes()) // An error means that the browser is gone.
	}
}

// standIn is the head of pages that have no style sheet.
const standIn = `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">`

// Placeholder pages. The script shows the findings on them.
var (
	nothingYet = []byte("<!doctype html><html lang=en>" + standIn + "<title>The site has errors</title><h1>The site has errors</h1>" +
		"<p>It is shown here once they are mended.</p></body></html>")
	failedPage = []byte("<!doctype html><html lang=en>" + standIn + "<title>This page can't be made</title><h1>This page can't be made</h1>" +
		"<p>It is shown here once that is mended.</p></body></html>")
)

// writePage writes a page with the script injected.
func (p *Preview) writePage(w http.ResponseWriter, r *http.Request, status int, body []byte, s state) {
	source, absence := "", ""
	if s.site != nil {
		source, absence = s.site.Pages.Source(r.URL.EscapedPath())
	}
	script := fmt.Appendf(nil, `<script type="module" src="%s" data-run="%s" data-version="%d" data-source="%s" data-absence="%s"></script>`,
		scriptPath, html.EscapeString(p.run), s.version, html.EscapeString(source), html.EscapeString(absence))
	at := bytes.LastIndex(body, []byte("</body>"))
	if at < 0 {
		at = len(body)
	}
	body = slices.Concat(body[:at], script, body[at:])

	h := w.Header()
	h.Del("Etag")
	h.Del("Last-Modified")
	h.Del("Content-Length")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	harden(h)
	h.Set("Content-Security-Policy", admit(h.Get("Content-Security-Policy")))
	w.WriteHeader(status)
	w.Write(body) // An error means that the browser is gone.
}

// admit allows a Content-Security-Policy's pages to run scripts from the site's origin and to
// connect to it.
func admit(policy string) string {
	directives := strings.Split(policy, ";")
	// The server sandboxes answers for which the site has no rule; the preview's script runs in
	// them too.
	directives = slices.DeleteFunc(directives, func(d string) bool {
		words := strings.Fields(d)
		return len(words) > 0 && words[0] == "sandbox"
	})
	for _, name := range []string{"script-src", "connect-src"} {
		found := false
		for i, d := range directives {
			words := strings.Fields(d)
			if len(words) == 0 || words[0] != name {
				continue
			}
			found = true
			words = slices.DeleteFunc(words, func(word string) bool { return word == "'none'" })
			if !slices.Contains(words, "'self'") {
				words = append(words, "'self'")
			}
			directives[i] = " " + strings.Join(words, " ")
		}
		if !found {
			directives = append(directives, " "+name+" 'self'")
		}
	}
	return strings.TrimSpace(strings.Join(directives, ";"))
}

// held buffers a response.
type held struct {
	header http.Header
	status int
	wrote  bool
	body   bytes.Buffer
}

func (h *held) Header() http.Header { return h.header }

func (h *held) WriteHeader(status int) {
	if !h.wrote && status >= 200 {
		h.status, h.wrote = status, true
	}
}

func (h *held) Write(b []byte) (int, error) {
	h.wrote = true
	return h.body.Write(b)
}
