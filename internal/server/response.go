package server

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"baken.example/baken/internal/server/negotiation"
	"baken.example/baken/internal/server/netlify"
	"baken.example/baken/internal/server/urlpath"
)

// maxTarget is the maximum length of a request's path and query, in bytes. RFC 9110, section 4.1,
// recommends at least 8000.
const maxTarget = 8 << 10

// response is the answer to one request. It records its status and size for the log.
type response struct {
	http.ResponseWriter
	site    *Site
	request *http.Request
	// path is the canonical path of the request.
	path            string
	status, written int
}

func (w *response) WriteHeader(status int) {
	if w.Header().Get("Content-Encoding") != "" {
		w.Header().Del("Accept-Ranges") // Which net/http sets, though ranges are of the plain content.
	}
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(b []byte) (int, error) {
	n, err := w.ResponseWriter.Write(b)
	w.written += n
	return n, err
}

// Unwrap returns the underlying writer, for http.ResponseController.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// serve answers the request.
func (w *response) serve() {
	r := w.request
	// The default for redirects and refusals. Files and pages get their headers from "_headers".
	setSecurityHeaders(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.text(http.StatusMethodNotAllowed, "This site can only be read.")
		return
	}
	escaped := r.URL.EscapedPath()
	if len(escaped)+len(r.URL.RawQuery) > maxTarget {
		w.text(http.StatusRequestURITooLong, "This address is too long.")
		return
	}
	var ok bool
	w.path, ok = urlpath.Canonical(escaped)
	if !ok {
		w.notFound()
		return
	}
	if short := urlpath.Collapse(w.path); short != w.path {
		w.redirect(http.StatusMovedPermanently, w.withQuery(short))
		return
	}

	if base := w.site.base; base != "" && w.path == "/" {
		// Not for good: another site may be served at this host later.
		w.redirect(http.StatusFound, w.withQuery((&url.URL{Path: "/" + base + "/"}).EscapedPath()))
		return
	}

	m := w.site.redirects.Match(r, w.path)
	negotiation.AddVary(w.Header(), m.Vary...)
	if !m.RoleRequired && (m.Rule == nil || !m.Rule.Force) {
		switch f, to := w.site.find(w.path); {
		case f != nil:
			w.file(f)
			return
		case to != "":
			w.redirect(http.StatusMovedPermanently, w.withQuery(to))
			return
		}
	}
	switch {
	case m.Rule == nil || m.To.Origin != "" && !m.Rule.Redirects():
		w.notFound()
	case m.Rule.Redirects():
		w.redirect(m.Rule.Status, m.To.String())
	default:
		w.rewrite(m.Rule.Status, m.To.Path)
	}
}

// rewrite sends the page at another path of this site.
func (w *response) rewrite(status int, path string) {
	path, ok := urlpath.Canonical(path)
	f, to := w.site.find(path)
	if to != "" {
		f, _ = w.site.find(to)
	}
	switch {
	case !ok || f == nil:
		w.notFound()
	case status == http.StatusOK:
		w.file(f)
	default:
		w.page(status, f)
	}
}

// file sends a file, with support for entity tags, conditions and ranges.
func (w *response) file(f *file) {
	if isErrorPage(f.artifact.Path) {
		w.page(http.StatusNotFound, f)
		return
	}
	if w.answered(f) {
		return
	}
	if f.artifact.Open != nil {
		w.large(f)
		return
	}
	if ignoresRange(w.request) {
		w.dropRange()
	}
	coding := negotiation.Identity
	if w.request.Header.Get("Range") == "" { // ranges are of the uncompressed content
		coding = negotiation.Coding(w.request.Header)
	}
	content, err := f.representation(coding)
	if err != nil {
		w.failed(err)
		return
	}
	w.fileHeaders(f, content.etag)
	w.describe(f, content)
	if !w.refusesRange(content.etag, int64(len(content.body))) {
		w.serveContent(content)
	}
}

// fileHeaders sets the headers of a file, by the site's rules, with its entity tag.
func (w *response) fileHeaders(f *file, etag string) {
	h := w.Header()
	vary := h.Values("Vary")
	h.Set("Content-Type", f.artifact.MediaType)
	h.Set("Cache-Control", netlify.DefaultCacheControl)
	netlify.ApplyHeaders(w.site.headers, w.path, h)
	negotiation.AddVary(h, vary...)
	if !isImmutable(h) {
		h.Set("ETag", etag)
	}
}

// isImmutable reports whether headers promise that a file never changes (RFC 8246). Nobody asks
// whether it has, so that it needs no entity tag: a search loads a dozen small files.
func isImmutable(h http.Header) bool { return strings.Contains(h.Get("Cache-Control"), "immutable") }

// refusesRange answers a request for too many parts of a file, or for nothing of it, and reports
// whether it did. Conditions come before the range (RFC 9110, section 13.2.2): only a request that
// would get a part of the file is refused for the parts that it asks for, and from others the Range
// header is dropped.
func (w *response) refusesRange(etag string, size int64) bool {
	if !excessiveRanges(w.request.Header.Values("Range"), size) {
		return false
	}
	if !w.wantsPart(etag) {
		w.dropRange()
		return false
	}
	h := w.Header()
	h.Del("ETag")
	h.Del("Cache-Control")
	h.Del("Content-Disposition")
	h.Set("Content-Range", "bytes */"+strconv.FormatInt(size, 10))
	w.text(http.StatusRequestedRangeNotSatisfiable, "These are too many parts, parts of each other, or nothing.")
	return true
}

func (w *response) serveContent(content *representation) {
	http.ServeContent(w, w.request, "", time.Time{}, bytes.NewReader(content.body))
}

// dropRange removes the Range header from the request.
func (w *response) dropRange() {
	w.request = w.request.Clone(w.request.Context())
	w.request.Header.Del("Range")
}

// wantsPart reports whether the Range header of the request is to be obeyed: If-Range holds, and no
// other condition has an answer of its own. net/http evaluates them, on a range that always holds.
func (w *response) wantsPart(etag string) bool {
	r := w.request.Clone(w.request.Context())
	r.Header.Set("Range", "bytes=0-0")
	probe := probe{header: http.Header{"Etag": {etag}}}
	http.ServeContent(&probe, r, "", time.Time{}, strings.NewReader("probe"))
	return probe.status == http.StatusPartialContent
}

// probe is a ResponseWriter that keeps nothing but the status.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) WriteHeader(status int)      { p.status = status }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }

// page sends a file with the status of an error: without ranges and entity tag, and with the
// default Cache-Control.
func (w *response) page(status int, f *file) {
	content, err := f.representation(negotiation.Coding(w.request.Header))
	if err != nil {
		w.failed(err)
		return
	}
	h := w.Header()
	vary := h.Values("Vary")
	netlify.ApplyHeaders(w.site.headers, w.path, h)
	negotiation.AddVary(h, vary...)
	h.Del("ETag")
	h.Set("Content-Type", f.artifact.MediaType)
	h.Set("Cache-Control", netlify.DefaultCacheControl)
	w.describe(f, content)
	w.send(status, content.body)
}

// isErrorPage reports whether an artifact is a 404 page, of the site or of one of its languages. It
// has the status 404 at its own address too.
func isErrorPage(name string) bool { return path.Base(name) == "404.html" }

// describe sets the headers of a representation, except for its entity tag.
func (w *response) describe(f *file, content *representation) {
	h := w.Header()
	if compressible(f.artifact.MediaType) {
		negotiation.AddVary(h, "Accept-Encoding")
	}
	if content.coding != negotiation.Identity {
		h.Set("Content-Encoding", content.coding)
		h.Set("Content-Length", strconv.Itoa(len(content.body)))
	}
}

func (w *response) notFound() {
	// The rules, and so the policy of the page, are for paths of the site.
	if !w.site.has(w.path) {
		w.text(http.StatusNotFound, "There is no page at this address.")
		return
	}
	if f := w.site.files[w.site.key("404.html")]; f != nil {
		w.page(http.StatusNotFound, f)
		return
	}
	w.text(http.StatusNotFound, "There is no page at this address.")
}

// has reports whether a canonical path is that of the site or below it.
func (s *Site) has(path string) bool {
	if s.base == "" {
		return true
	}
	rest, ok := strings.CutPrefix(path, (&url.URL{Path: "/" + s.base}).EscapedPath())
	return ok && (rest == "" || rest[0] == '/')
}

// failed answers for a file that could not be rendered. The next request tries again.
func (w *response) failed(err error) {
	w.site.logger.LogAttrs(w.request.Context(), slog.LevelError, "request failed",
		slog.String("path", w.request.URL.Path), slog.Any("error", err))
	w.Header().Set("Cache-Control", "no-store")
	w.text(http.StatusInternalServerError, "This page could not be made. Please try again later.")
}

func (w *response) redirect(status int, location string) {
	w.Header().Set("Location", location)
	w.Header().Set("Cache-Control", netlify.DefaultCacheControl)
	w.text(status, "Redirecting to "+location)
}

// withQuery adds the request's query to a path.
func (w *response) withQuery(path string) string {
	return netlify.Address{Path: path, Query: urlpath.EscapeQuery(w.request.URL.RawQuery)}.String()
}

// text sends a line of plain text.
func (w *response) text(status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.send(status, []byte(line+"\n"))
}

func (w *response) send(status int, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if w.request.Method != http.MethodHead {
		io.Copy(w, bytes.NewReader(body)) // a client that has gone isn't an error
	}
}
