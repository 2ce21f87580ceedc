// Package urlpath brings the percent-encoded paths of requests to one spelling, in which they are
// compared with each other and with the names of files.
package urlpath

import (
	"net/url"
	"strings"
)

// Canonical returns the canonical form of a percent-encoded path, in which rules, files and
// requests are compared: every segment is decoded and encoded again, so that "%41" becomes "A". The
// result is safe in a Location header and is the same path. ok is false if a segment is "." or
// "..", or has a backslash or a control character: no file has such a name, and proxies may
// interpret it differently.
func Canonical(escaped string) (path string, ok bool) {
	switch {
	case escaped == "": // a request in absolute form (RFC 9112, section 3.2.2)
		return "/", true
	case isCanonical(escaped):
		return escaped, true
	}
	ok = strings.HasPrefix(escaped, "/")
	var b strings.Builder
	for segment := range strings.SplitSeq(strings.TrimPrefix(escaped, "/"), "/") {
		text, err := url.PathUnescape(segment)
		if err != nil {
			text, ok = segment, false
		}
		ok = ok && Nameable(text)
		b.WriteByte('/')
		b.WriteString(url.PathEscape(text))
	}
	return b.String(), ok
}

// isCanonical reports whether a nonempty path has only characters that Canonical doesn't change, as
// nearly every path does.
func isCanonical(path string) bool {
	if path[0] != '/' {
		return false
	}
	for i := range len(path) {
		switch c := path[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '~', c == '/':
		case c == '.' && path[i-1] != '/' && path[i-1] != '.':
		default:
			return false
		}
	}
	return true
}

// Nameable reports whether a decoded segment could be the name of a file or directory, or empty.
func Nameable(segment string) bool {
	return segment != "." && segment != ".." && !strings.ContainsFunc(segment, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == '\\'
	})
}

// Collapse replaces repeated slashes by one.
func Collapse(path string) string {
	if !strings.Contains(path, "//") {
		return path
	}
	var b strings.Builder
	for i := range len(path) {
		if path[i] != '/' || i == 0 || path[i-1] != '/' {
			b.WriteByte(path[i])
		}
	}
	return b.String()
}

// FileName returns the artifact path of a canonical path, decoded and without slashes at its ends.
// ok is false if a segment has an encoded slash in it.
func FileName(path string) (name string, ok bool) {
	path = strings.Trim(path, "/")
	if !strings.Contains(path, "%") {
		return path, true
	}
	if strings.Contains(path, "%2F") {
		return "", false
	}
	name, err := url.PathUnescape(path)
	return name, err == nil
}

// EscapeQuery escapes a request's raw query for a Location header: it percent-encodes every byte
// that isn't a visible ASCII character, or that would end the query.
func EscapeQuery(raw string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(raw) {
		switch c := raw[i]; {
		case c <= ' ', c >= 0x7f, strings.IndexByte(`"#<>\^{|}`+"`", c) >= 0:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// TrimSlash removes one trailing slash, except from the root.
func TrimSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}
