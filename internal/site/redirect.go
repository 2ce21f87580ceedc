package site

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// Redirect is a permanent redirect (301). Both ends are paths as they stand in a URL.
type Redirect struct {
	From, To string
	// Spellings are all forms in which requests have From, sorted.
	Spellings []string
}

// redirects collects the aliases.
func (b *builder) redirects() {
	pages := make(map[string]*Page, len(b.Pages))
	for _, p := range b.Pages {
		pages[Place(p.Path)] = p
	}
	taken := map[string]*Page{}
	for _, p := range b.Pages {
		for _, alias := range p.Meta.Aliases {
			if !alias.IsSet() {
				continue // Decoding has reported it.
			}
			from, problem := aliasPath(alias.V)
			if problem != "" {
				b.findings.Add(p.File, alias.Pos, diag.AliasInvalid, "write the whole old path, such as /"+p.Lang+"/old-name/",
					"alias %q %s", alias.V, problem)
				continue
			}
			if b.isOwn(from) {
				b.findings.Add(p.File, alias.Pos, diag.AliasInvalid, "take it out",
					"alias %q is where the site keeps its own files", alias.V)
				continue
			}
			key := Place(from)
			other := pages[key]
			earlier := taken[key]
			switch {
			case other == p:
				b.findings.Add(p.File, alias.Pos, diag.AliasLoop, "take it out",
					"alias %q is the page's own URL: it would lead to itself", alias.V)
			case other != nil:
				b.findings.Add(p.File, alias.Pos, diag.AliasConflict, "take it out, or move that page",
					"alias %q is the URL of %s", alias.V, other.File)
			case earlier == p:
				b.findings.Add(p.File, alias.Pos, diag.AliasConflict, "keep one of the two",
					"alias %q stands here twice", alias.V)
			case earlier != nil:
				b.findings.Add(p.File, alias.Pos, diag.AliasConflict, "keep it in one of the two",
					"alias %q stands in %s too", alias.V, earlier.File)
			default:
				taken[key] = p
				b.Redirects = append(b.Redirects, Redirect{
					From: inBrowser(from), To: p.URL, Spellings: spellings(from, alias.V),
				})
			}
		}
	}
	slices.SortFunc(b.Redirects, func(x, y Redirect) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	})
	b.checkMany()
}

// checkMany warns of more redirect rules than Netlify takes, or nearly as many: those of aliases, two
// for each language, and the one that leads to what receives feedback.
func (b *builder) checkMany() {
	rules := 2*len(b.Languages) + 1
	for _, r := range b.Redirects {
		rules += len(r.Spellings)
	}
	if rules < redirectMany {
		return
	}
	b.findings.Add(content.ConfigFile, diag.Pos{}, diag.RedirectsMany,
		"take out aliases of addresses that nobody asks for any more; a server of your own has no such limit",
		"the site has %d redirect rules, and Netlify takes %d at the most", rules, redirectLimit)
}

// Place returns what two paths, not escaped, have in common if one can't be told from the other where
// they lead.
func Place(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(content.Fold(path), "/index.html"), "/") + "/"
}

// aliasPath returns the path that an alias stands for, without percent-encoding, or what is wrong
// with it.
func aliasPath(alias string) (path, problem string) {
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
	// One slash at either end is how paths are written; a second one is an empty segment.
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

// isOwn tells whether a path is one that is no editor's.
func (b *builder) isOwn(path string) bool {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	first := segments[0]
	if slices.Contains(b.Languages, first) && len(segments) == 2 {
		return slices.Contains(ownFiles, segments[1])
	}
	return first == "" || strings.HasPrefix(first, "_") || strings.HasPrefix(first, ".") ||
		slices.Contains(ownDirs, first) || len(segments) == 1 && slices.Contains(ownFiles, first)
}

// ownDirs are at the root, ownFiles there and at the root of each language: no alias leads from
// what is there already. The last three of ownDirs are where a running service answers for itself.
var (
	ownDirs  = []string{"api", "assets", "criteria", "files", "healthz", "readyz", "metrics"}
	ownFiles = []string{"404.html", "feed.xml", "index.html", "robots.txt", "sitemap.xml"}
)
