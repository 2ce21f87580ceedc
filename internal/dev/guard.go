package dev

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/secureheader"
)

// hostName returns the name or address in a Host header or a host on the command line: without a
// port, brackets or the final dot of a complete domain name, in lower case.
func hostName(host string) string {
	if name, port, err := net.SplitHostPort(host); err == nil && strings.Trim(port, "0123456789") == "" {
		host = name
	} else if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// known reports whether a request names this server in its Host header: by a name of the loopback
// interface (RFC 6761, 6.3), by the address at which the connection was accepted, or by a name that
// the preview was given. A page on another site can point a domain name of its own at this machine
// (DNS rebinding) and would then be of the preview's origin; its requests still carry that name.
func (p *Preview) known(r *http.Request) bool {
	name := hostName(r.Host)
	if name == "localhost" || strings.HasSuffix(name, ".localhost") || slices.Contains(p.hosts, name) {
		return true
	}
	address, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	if address.Unmap().IsLoopback() {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	at, err := netip.ParseAddrPort(local.String())
	return err == nil && at.Addr().Unmap().WithZone("") == address.Unmap().WithZone("")
}

// sameOrigin reports whether a request for a resource of the preview's own comes from one of its
// pages, or from no page at all. Browsers say so in Sec-Fetch-Site (W3C Fetch Metadata), which
// pages can't set; older ones name the page's origin in Origin (RFC 6454, 7).
func sameOrigin(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return false
	}
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	origin, err := url.Parse(origins[0])
	return err == nil && len(origins) == 1 && origin.Host != "" && strings.EqualFold(origin.Host, r.Host)
}

// safe reports whether a method changes nothing (RFC 9110, 9.2.1).
func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// admits reports whether a request is answered at all, and answers those that aren't.
func (p *Preview) admits(w http.ResponseWriter, r *http.Request) bool {
	own := r.URL.Path == "/.baken" || strings.HasPrefix(r.URL.Path, "/.baken/")
	switch {
	case !p.known(r):
		name := hostName(r.Host)
		refuse(w, http.StatusMisdirectedRequest, fmt.Sprintf(
			"baken dev doesn't answer to the host %.200q.\nIf that is a name of this machine, start baken dev with --host and that name.\n", name))
	case (own || !safe(r.Method)) && !sameOrigin(r):
		refuse(w, http.StatusForbidden, "baken dev answers this to its own pages only.\n")
	case own && r.Method != http.MethodGet && r.Method != http.MethodHead,
		r.URL.Path == eventsPath && r.Method != http.MethodGet: // A stream has an end only for whoever reads it.
		w.Header().Set("Allow", http.MethodGet)
		refuse(w, http.StatusMethodNotAllowed, "baken dev answers this to GET only.\n")
	default:
		return true
	}
	return false
}

func refuse(w http.ResponseWriter, status int, text string) {
	harden(w.Header())
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // An error means that the browser is gone.
}

// strictPolicy is the Content-Security-Policy of answers that aren't the site's.
const strictPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// harden adds the headers that a production site has to an answer, where the site's own rules don't
// say something else.
func harden(h http.Header) {
	for _, field := range append(secureheader.Fields(strictPolicy), secureheader.Field{Name: "X-Frame-Options", Value: "DENY"}) {
		if h.Get(field.Name) == "" {
			h.Set(field.Name, field.Value)
		}
	}
	// A preview has drafts; whoever makes it reachable doesn't want them found.
	h.Set("X-Robots-Tag", "noindex")
}
