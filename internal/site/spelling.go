package site

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spellings returns the forms in which requests have an old path, for hosts that compare rules with
// requests byte by byte, as Netlify does; sorted. The path isn't escaped; alias is the path as its
// editor wrote it, which is how links to it are likely to be written too. They are:
//
//   - the path and the alias as browsers send them, who leave characters such as ! ' ( ) [ ] | alone,
//     and older ones the caret too;
//   - the path with all escaped that may be, as programs send it that know RFC 3986 only;
//   - where it has characters outside ASCII, the path with these as they are, for hosts that decode
//     requests before they compare.
func spellings(path, alias string) []string {
	out := []string{inBrowser(path), inBrowserWritten(alias), (&url.URL{Path: path}).EscapedPath()}
	if strings.Contains(path, "^") {
		out = append(out, escape(path, func(r rune, _ int) bool { return r == '^' }))
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r >= utf8.RuneSelf }) {
		out = append(out, escape(path, func(r rune, size int) bool {
			return r >= utf8.RuneSelf && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !(r == utf8.RuneError && size == 1)
		}))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inBrowser escapes a path as browsers do: by the path percent-encode set of the URL standard
// (https://url.spec.whatwg.org/#path-percent-encode-set), and the percent sign, since the path isn't
// escaped yet.
func inBrowser(path string) string { return escape(path, func(rune, int) bool { return false }) }

// inBrowserWritten is inBrowser for a path in which a percent sign begins an escaped byte.
func inBrowserWritten(path string) string {
	return escape(path, func(r rune, _ int) bool { return r == '%' })
}

// escape escapes the characters of a path that browsers do, but for those that it is told to leave.
func escape(path string, leave func(r rune, size int) bool) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); {
		r, size := utf8.DecodeRuneInString(path[i:])
		if leave(r, size) || r > ' ' && r < 0x7f && !strings.ContainsRune("\"#<>?^`{}%", r) {
			b.WriteString(path[i : i+size])
		} else {
			for _, c := range []byte(path[i : i+size]) {
				b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			}
		}
		i += size
	}
	return b.String()
}

// The redirect rules that Netlify takes of a site, and from how many on check warns.
const (
	redirectLimit = 10_000
	redirectMany  = 9_000
)
