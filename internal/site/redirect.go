package site

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// Redirect is a permanent redirect (301). Both ends are paths as they stand in a URL.
type Redirect struct {
	From, To string
}

// redirects collects the aliases.
func (b *builder) redirects() {
	pages := make(map[string]*Page, len(b.Pages))
	for _, p := range b.Pages {
		pages[fold(p.Path)] = p
	}
	taken := map[string]*Page{}
	for _, p := range b.Pages {
		for _, alias := range p.Meta.Aliases {
			if problem := aliasProblem(alias.V, b.Languages); problem != "" {
				b.findings.Add(p.File, alias.Pos, diag.AliasInvalid, "write the whole old path, such as /"+p.Lang+"/old-name/",
					"alias %q %s", alias.V, problem)
				continue
			}
			key := strings.TrimSuffix(fold(alias.V), "/") + "/"
			switch other := pages[key]; {
			case other == p:
				b.findings.Add(p.File, alias.Pos, diag.AliasLoop, "take it out",
					"alias %q is the page's own URL: it would lead to itself", alias.V)
				continue
			case other != nil:
				b.findings.Add(p.File, alias.Pos, diag.AliasConflict, "take it out, or move that page",
					"alias %q is the URL of %s", alias.V, other.File)
				continue
			}
			if other, ok := taken[key]; ok {
				b.findings.Add(p.File, alias.Pos, diag.AliasConflict, "keep it in one of the two",
					"alias %q stands in %s too", alias.V, other.File)
				continue
			}
			taken[key] = p
			b.Redirects = append(b.Redirects, Redirect{From: escaped(alias.V), To: p.URL})
		}
	}
	slices.SortFunc(b.Redirects, func(x, y Redirect) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	})
}

// escaped writes a path as it stands in a URL. What is percent-encoded already stays so.
func escaped(path string) string {
	if u, err := url.Parse(path); err == nil {
		return u.EscapedPath()
	}
	return path
}

// aliasProblem tells why a path can't be an alias, or "".
func aliasProblem(alias string, languages []string) string {
	if !strings.HasPrefix(alias, "/") {
		return "doesn't begin with /"
	}
	if _, err := url.Parse(alias); err != nil {
		return "isn't a path: a % in it stands before two hexadecimal digits"
	}
	segments := strings.Split(strings.Trim(alias, "/"), "/")
	if len(segments) == 1 && (segments[0] == "" || slices.Contains(languages, segments[0])) {
		return "is a page that every site has"
	}
	for i, s := range segments {
		switch {
		case s == "", s == ".", s == "..":
			return "isn't a plain path"
		case strings.HasPrefix(s, ":"), strings.ContainsAny(s, "*?#\\\"<> \t\n\r"):
			return "has a character that can't stand in a path"
		case i == 0 && (content.IsReserved(s) || strings.HasPrefix(s, "_") || strings.HasPrefix(s, ".")):
			return "is where the site keeps its own files"
		}
	}
	return ""
}
