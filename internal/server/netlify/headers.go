package netlify

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
	// Line is the line of the path, from 1.
	Line int
	// Path is the path as it is written.
	Path string
	// Headers holds each name once, in canonical form, in the order of first use.
	Headers []Header

	pattern *regexp.Regexp
}

// Header is a header field.
type Header struct{ Name, Value string }

// DefaultCacheControl is Netlify's Cache-Control where "_headers" has none.
const DefaultCacheControl = "public,max-age=0,must-revalidate"

// reserved reports whether Netlify's servers set a header themselves, as its documentation lists
// them.
func reserved(name string) bool {
	switch name {
	case "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Connection", "Content-Encoding", "Content-Length",
		"Content-Range", "Date", "Location", "Server", "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade":
		return true
	default:
		return false
	}
}

// ParseHeaders parses a "_headers" file and returns its rules in order and every problem in it. A
// line with a problem is skipped.
func ParseHeaders(data []byte) ([]HeaderRule, []Problem) {
	var (
		rules []HeaderRule
		found []Problem
		// open reports whether the last path line was valid, so that headers belong to its rule.
		open, orphaned bool
	)
	for number, text := range lines(data) {
		p := &problems{file: HeadersFile, line: number}
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

// parseHeader parses a line below a path.
func parseHeader(text string, p *problems) Header {
	name, value, ok := strings.Cut(text, ":")
	name, value = strings.TrimFunc(name, isSpace), strings.TrimFunc(value, isSpace)
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

// add adds a header, joining its value to that of the same name in this rule.
func (r *HeaderRule) add(h Header) {
	i := slices.IndexFunc(r.Headers, func(have Header) bool { return have.Name == h.Name })
	if i < 0 {
		r.Headers = append(r.Headers, h)
		return
	}
	r.Headers[i].Value += ", " + h.Value
}

// parseHeaderPath compiles a path line to an expression that matches canonical paths without regard
// to case, like that of Netlify's parser.
func parseHeaderPath(path string, p *problems) *regexp.Regexp {
	if !isASCII(path) || strings.ContainsAny(path, "?#") {
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
	if err != nil { // too large for package regexp
		p.add("%q is too long", path)
	}
	return compiled
}

// ApplyHeaders sets the headers of all rules that match a canonical path. A later rule overrides an
// earlier one.
func ApplyHeaders(rules []HeaderRule, path string, into http.Header) {
	for _, rule := range rules {
		if rule.pattern.MatchString(path) {
			for _, h := range rule.Headers {
				into[h.Name] = []string{h.Value}
			}
		}
	}
}
