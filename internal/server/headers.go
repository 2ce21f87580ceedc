package server

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// HeaderRule is one path of "_headers" with the headers set for it.
type HeaderRule struct {
	// Line is where the path stands, from 1.
	Line int
	// Path is the path as it is written.
	Path string
	// Headers have each name once, in canonical spelling, in the order they first stand in.
	Headers []Header

	pattern *regexp.Regexp
}

// Header is a header field.
type Header struct{ Name, Value string }

// reserved are the names that Netlify's servers set themselves, as its documentation lists them.
func reserved(name string) bool {
	switch name {
	case "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Connection", "Content-Encoding", "Content-Length",
		"Content-Range", "Date", "Location", "Server", "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade":
		return true
	default:
		return false
	}
}

// ParseHeaders reads a "_headers" file: its rules in their order, and every problem in it. A line
// with a problem gives nothing.
func ParseHeaders(data []byte) ([]HeaderRule, []Problem) {
	var (
		rules []HeaderRule
		found []Problem
		// open reports whether the last path line was good, so that the lines below it have a rule.
		open, orphaned bool
	)
	for number, text := range lines(data) {
		p := &problems{file: headersFile, line: number}
		if text[0] == '/' {
			pattern := parseHeaderPath(text, p)
			open, orphaned = len(p.list) == 0, len(p.list) > 0
			if open {
				rules = append(rules, HeaderRule{Line: number, Path: text, pattern: pattern})
			}
		} else {
			header := parseHeader(text, p)
			switch {
			case len(p.list) > 0:
			case open:
				rules[len(rules)-1].add(header)
			case !orphaned:
				p.add("the header %q stands before any path", header.Name)
			}
		}
		found = append(found, p.list...)
	}
	return rules, found
}

// parseHeader reads a line below a path.
func parseHeader(text string, p *problems) Header {
	name, value, ok := strings.Cut(text, ":")
	name, value = strings.TrimFunc(name, space), strings.TrimFunc(value, space)
	h := Header{http.CanonicalHeaderKey(name), value}
	switch {
	case !ok:
		p.add("%q is neither a path (it would begin with a slash) nor a header (Name: value)", text)
	case !httpguts.ValidHeaderFieldName(name):
		p.add("%q isn't a name for a header", name)
	case value == "":
		p.add("the header %q has no value", name)
	case !httpguts.ValidHeaderFieldValue(value):
		p.add("the value of %q has a control character in it", name)
	case reserved(h.Name):
		p.add("the header %q can't be set: Netlify's servers do", name)
	case h.Name == "Basic-Auth":
		p.add("the header %q would protect pages on Netlify, but nowhere else", name)
	}
	return h
}

// add sets a header, joining its value to that of the same name in this rule.
func (r *HeaderRule) add(h Header) {
	i := slices.IndexFunc(r.Headers, func(have Header) bool { return have.Name == h.Name })
	if i < 0 {
		r.Headers = append(r.Headers, h)
		return
	}
	r.Headers[i].Value += ", " + h.Value
}

// parseHeaderPath compiles a path line. The expression matches canonical paths, in any case of
// letters, as that of Netlify's parser does.
func parseHeaderPath(path string, p *problems) *regexp.Regexp {
	if !ascii(path) || strings.ContainsAny(path, "?#") {
		p.add("%q isn't a path: it has a space in it, a ? or #, or what must be percent-encoded", path)
		return nil
	}
	var expr strings.Builder
	expr.WriteString("(?i)^")
	for part := range strings.SplitSeq(path, "/") {
		switch {
		case part == "":
		case part == "*":
			expr.WriteString("(?:/.*)?")
		case part[0] == ':' && placeholderName(part[1:]):
			expr.WriteString("/[^/]+")
		case part[0] == ':':
			p.add("%q has the placeholder %q: a placeholder is a whole segment, a colon and a name of letters, digits, - and _", path, part)
		default:
			expr.WriteString("/")
			for i, text := range strings.Split(part, "*") {
				if i > 0 {
					expr.WriteString(".*")
				}
				raw, err := url.PathUnescape(text)
				if err != nil {
					p.add("%q has a %% in it that doesn't begin an encoded byte", path)
				}
				expr.WriteString(regexp.QuoteMeta(url.PathEscape(raw)))
			}
		}
	}
	expr.WriteString("/?$")
	if len(p.list) > 0 {
		return nil
	}
	compiled, err := regexp.Compile(expr.String())
	if err != nil { // longer than package regexp takes
		p.add("%q is too long", path)
	}
	return compiled
}

// applyHeaders sets what the rules have for a canonical path. Where two have the same name, the
// later one counts.
func applyHeaders(rules []HeaderRule, path string, into http.Header) {
	for _, rule := range rules {
		if rule.pattern.MatchString(path) {
			for _, h := range rule.Headers {
				into[h.Name] = []string{h.Value}
			}
		}
	}
}
