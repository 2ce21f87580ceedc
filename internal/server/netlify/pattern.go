package netlify

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/server/urlpath"
)

// pattern is the path of a redirect rule's "from": segments, each literal or a placeholder, and
// optionally a splat at the end.
type pattern struct {
	segments []segment
	// splat reports whether any path that begins with stem, the text before the asterisk, may
	// follow the segments.
	splat bool
	stem  string
}

// segment is a literal in canonical spelling, or a placeholder when name isn't empty.
type segment struct{ literal, name string }

// capture is the text that a placeholder or the splat matched.
type capture struct {
	name string
	// path is the text percent-encoded for a path, text is decoded.
	path, text string
}

// parsePattern parses the path of a rule in "_redirects", which begins with a slash. It adds
// mistakes to p.
func parsePattern(path string, p *problems) pattern {
	var out pattern
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		p.add("%q has %q in it: a path ends before it, and query parameters are words of their own (%s name=value /target)", path, path[i:i+1], path[:i])
		return out
	}
	trimmed := strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if trimmed == "" {
		return out
	}
	parts := strings.Split(trimmed, "/")
	for i, part := range parts {
		if stem, ok := strings.CutSuffix(part, "*"); ok && i == len(parts)-1 && !strings.Contains(stem, "*") && !strings.HasPrefix(stem, ":") {
			if out.has("splat") {
				p.add("%q has a placeholder with the splat's name", path)
			}
			out.splat, out.stem = true, literal(path, stem, p)
			return out
		}
		switch name, placeholder := strings.CutPrefix(part, ":"); {
		case part == "":
			p.add("%q has a doubled slash in it", path)
		case strings.Contains(part, "*"):
			p.add("%q has a * where none can stand: a splat ends the path, after a slash or literal text", path)
		case placeholder && !placeholderName(name):
			p.add("%q has the placeholder %q: a placeholder is a whole segment, a colon and a name of letters, digits, - and _", path, part)
		case placeholder && out.has(name):
			p.add("%q has the placeholder %q twice", path, part)
		case placeholder:
			out.segments = append(out.segments, segment{name: name})
		default:
			out.segments = append(out.segments, segment{literal: literal(path, part, p)})
		}
	}
	return out
}

// has reports whether the pattern has a placeholder of a name.
func (t pattern) has(name string) bool {
	return slices.ContainsFunc(t.segments, func(s segment) bool { return s.name == name })
}

// literal returns the canonical form of part, a literal segment of path or the text before the
// asterisk in a segment. It adds mistakes to p.
func literal(path, part string, p *problems) string {
	text, err := url.PathUnescape(part)
	switch {
	case err != nil:
		p.add("%q has a %% in it that doesn't begin an encoded byte", path)
	case strings.ContainsFunc(part, mustEncode):
		p.add("%q isn't percent-encoded: write %q as %q", path, part, url.PathEscape(part))
	case !urlpath.Nameable(text):
		p.add("%q has the segment %q in it, which no request gets past", path, part)
	}
	return url.PathEscape(text)
}

// placeholderName reports whether a name may stand after the colon of a placeholder.
func placeholderName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !nameRune(r) })
}

// nameRune reports whether a rune may stand in the name of a placeholder.
func nameRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
}

// mustEncode reports whether a rune of a path has to be percent-encoded, because Netlify's parser
// splits rules at it, or because it is invisible. Letters of any script needn't be
// encoded: Netlify compares them with decoded requests.
func mustEncode(r rune) bool {
	return r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsGraphic(r)
}

// isASCII reports whether a text has only visible ASCII characters.
func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}

// static returns the only path that the pattern matches, without a trailing slash. ok is false if
// the pattern has placeholders or a splat.
func (t pattern) static() (path string, ok bool) {
	var b strings.Builder
	for _, s := range t.segments {
		if s.name != "" {
			return "", false
		}
		b.WriteString("/" + s.literal)
	}
	if b.Len() == 0 {
		b.WriteByte('/')
	}
	return b.String(), !t.splat
}

// match reports whether the pattern matches a canonical path, and returns the captures of its
// placeholders.
func (t pattern) match(path string) (captures []capture, ok bool) {
	rest := strings.TrimPrefix(path, "/")
	for _, s := range t.segments {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		switch {
		case s.name == "" && part != s.literal, part == "":
			return nil, false
		case s.name != "":
			captures = append(captures, newCapture(s.name, part))
		}
	}
	if !t.splat {
		return captures, rest == ""
	}
	rest, ok = strings.CutPrefix(rest, t.stem)
	if t.stem != "" {
		rest = strings.TrimPrefix(rest, "/")
	}
	return append(captures, newCapture("splat", rest)), ok
}

// newCapture returns the capture of a part of a canonical path.
func newCapture(name, path string) capture {
	text, _ := url.PathUnescape(path) // canonical, so it can't fail
	return capture{name, path, text}
}
