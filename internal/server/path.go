package server

import (
	"net/url"
	"strings"
)

// canonical spells a percent-encoded path in the one way in which rules, files and requests are
// compared: every segment decoded and encoded again, so that "%41" is "A". The result is safe to
// stand in a Location header and means the same path. It is not ok when a segment is "." or "..",
// or has a backslash or control character in it: no file has such a name, and what lies between
// might read it as something else.
func canonical(escaped string) (path string, ok bool) {
	switch {
	case escaped == "": // of a request in absolute form (RFC 9112, section 3.2.2)
		return "/", true
	case plain(escaped):
		return escaped, true
	}
	ok = strings.HasPrefix(escaped, "/")
	var b strings.Builder
	for segment := range strings.SplitSeq(strings.TrimPrefix(escaped, "/"), "/") {
		text, err := url.PathUnescape(segment)
		if err != nil {
			text, ok = segment, false
		}
		ok = ok && nameable(text)
		b.WriteByte('/')
		b.WriteString(url.PathEscape(text))
	}
	return b.String(), ok
}

// plain reports whether a path that isn't empty is canonical as it stands, which nearly every one is.
func plain(path string) bool {
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

// nameable reports whether a decoded segment could be the name of a file or directory, or empty.
func nameable(segment string) bool {
	return segment != "." && segment != ".." && !strings.ContainsFunc(segment, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == '\\'
	})
}

// collapse removes doubled slashes.
func collapse(path string) string {
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

// fileName decodes a canonical path to the path of an artifact, without slashes at its ends. It
// is not ok when a segment has an encoded slash in it.
func fileName(path string) (name string, ok bool) {
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

// safeQuery gives a request's raw query as it may stand in a Location header: what is not a
// visible ASCII character, or would end the query, is percent-encoded.
func safeQuery(raw string) string {
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

// trimSlash removes one slash from the end, but for the root's.
func trimSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}
