package alias

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spellings returns the percent-encoded forms of an old path that occur in requests, sorted, for
// hosts that compare rules with requests byte by byte, as Netlify does. The path isn't escaped;
// alias is the path as its editor wrote it, since links to it are likely to be written that way
// too. They are:
//
//   - the path and the alias as browsers send them, which don't escape characters such as
//     ! ' ( ) [ ] |, nor, in older versions, the caret;
//   - the path with every character escaped that RFC 3986 lets a client escape;
//   - where it has characters outside ASCII, the path with these unescaped, for hosts that decode
//     requests before they compare.
func Spellings(path, alias string) []string {
	out := []string{Escape(path), escapeAlias(alias), (&url.URL{Path: path}).EscapedPath()}
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

// Escape escapes a path as browsers do: the characters of the path percent-encode set of the
// URL standard (https://url.spec.whatwg.org/#path-percent-encode-set), and the percent sign, since
// the path isn't escaped yet.
func Escape(path string) string { return escape(path, func(rune, int) bool { return false }) }

// escapeAlias is [Escape] for a path in which a percent sign begins an escaped byte.
func escapeAlias(path string) string {
	return escape(path, func(r rune, _ int) bool { return r == '%' })
}

// escape escapes the characters of a path that browsers escape, except where leave reports true.
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
