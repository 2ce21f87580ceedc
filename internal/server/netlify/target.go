package netlify

import (
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/server/urlpath"
)

// target is the target of a redirect rule: an address with placeholders in it.
type target struct {
	// origin is "https://host" for another host, and empty for this one.
	origin                string
	path, query, fragment []piece
}

// piece is literal text, or a placeholder when name isn't empty.
type piece struct{ text, name string }

// parseTarget parses a target. names are the placeholders in the rule's "from" and query
// parameters.
func parseTarget(to string, names []string, p *problems) target {
	var t target
	if !isASCII(to) || strings.ContainsAny(to, `"<>\^{|}`+"`") {
		p.add("the target %q isn't percent-encoded", to)
		return t
	}
	rest := to
	if isURL(to) {
		u, err := url.Parse(originOf(to))
		if err != nil || u.Hostname() == "" || u.User != nil {
			p.add("the target %q has no proper host; placeholders stand in paths only", to)
			return t
		}
		t.origin, rest = originOf(to), to[len(originOf(to)):]
	} else if strings.HasPrefix(to, "//") {
		p.add("the target %q begins with two slashes: another host is written with https://", to)
		return t
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	path, query, _ := strings.Cut(rest, "?")
	if path == "" {
		path = "/"
	}
	for _, part := range []string{path, query, fragment} {
		if _, err := url.PathUnescape(part); err != nil {
			p.add("the target %q has a %% in it that doesn't begin an encoded byte", to)
			return t
		}
	}
	t.path = parsePieces(to, path, names, p)
	t.query = parsePieces(to, query, names, p)
	t.fragment = parsePieces(to, fragment, names, p)
	return t
}

// parsePieces splits a part of the target into literals and placeholders. The longest name that
// matches wins.
func parsePieces(to, part string, names []string, p *problems) []piece {
	byLength := slices.Clone(names)
	slices.SortStableFunc(byLength, func(a, b string) int { return len(b) - len(a) })
	var out []piece
	start := 0
	for i := 0; i < len(part); i++ {
		if part[i] != ':' {
			continue
		}
		n := slices.IndexFunc(byLength, func(name string) bool { return strings.HasPrefix(part[i+1:], name) })
		if n < 0 {
			if name := part[i+1:]; name != "" && (name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z' || name[0] == '_') {
				p.add("the target %q has a placeholder at %q that stands nowhere before it", to, part[i:])
			}
			continue
		}
		out = append(out, piece{text: part[start:i]}, piece{name: byLength[n]})
		i += len(byLength[n])
		start = i + 1
	}
	if start < len(part) {
		out = append(out, piece{text: part[start:]})
	}
	return out
}

// isURL reports whether a word of "_redirects" is an absolute URL, by Netlify's rule.
func isURL(word string) bool {
	return strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://")
}

// originOf returns the scheme and host of an absolute URL.
func originOf(word string) string {
	host := strings.Index(word, "://") + len("://")
	if end := strings.IndexAny(word[host:], "/?#"); end >= 0 {
		return word[:host+end]
	}
	return word
}

// Address is a target with its placeholders filled in, all of it percent-encoded.
type Address struct {
	// Origin is "https://host" for another host, and empty for this one.
	Origin, Path, Query, Fragment string
}

// expand replaces the placeholders by captures. The path begins with exactly one slash, so that it
// can't be taken for a host.
func (t target) expand(captures []capture) Address {
	return Address{
		Origin:   t.origin,
		Path:     urlpath.Collapse(fill(t.path, captures, func(c capture) string { return c.path })),
		Query:    fill(t.query, captures, func(c capture) string { return url.QueryEscape(c.text) }),
		Fragment: fill(t.fragment, captures, func(c capture) string { return c.path }),
	}
}

func fill(pieces []piece, captures []capture, spell func(capture) string) string {
	var b strings.Builder
	for _, piece := range pieces {
		b.WriteString(piece.text)
		for _, c := range captures {
			if c.name == piece.name {
				b.WriteString(spell(c))
			}
		}
	}
	return b.String()
}

// String returns the address as the value of a Location header.
func (a Address) String() string {
	s := a.Origin + a.Path
	if a.Query != "" {
		s += "?" + a.Query
	}
	if a.Fragment != "" {
		s += "#" + a.Fragment
	}
	return s
}
