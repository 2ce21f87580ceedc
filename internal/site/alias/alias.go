// Package alias parses aliases, the old paths of a page that its editor lists, and knows the forms
// in which requests have them.
package alias

import (
	"net/url"
	"strings"
	"unicode"
)

// Parse returns the path of an alias, unescaped, or the problem that makes it invalid.
func Parse(alias string) (path, problem string) {
	if !strings.HasPrefix(alias, "/") {
		return "", "doesn't begin with /"
	}
	path, err := url.PathUnescape(alias)
	switch {
	case err != nil:
		return "", "isn't a path: a % in it stands before two hexadecimal digits"
	case strings.ContainsAny(alias, `?#"<>`), strings.ContainsFunc(alias, unicode.IsSpace),
		strings.Count(path, "/") != strings.Count(alias, "/"):
		return "", "has a character that can't stand in a path"
	}
	// A slash at either end belongs to the path; a second one makes an empty segment.
	segments := strings.Split(strings.TrimSuffix(path[1:], "/"), "/")
	for _, s := range segments {
		switch {
		case s == "" && path != "/", s == ".", s == "..":
			return "", "isn't a plain path"
		case strings.HasPrefix(s, ":"), strings.ContainsAny(s, `*\`), strings.ContainsFunc(s, unicode.IsControl):
			return "", "has a character that can't stand in a path"
		}
	}
	return path, ""
}
