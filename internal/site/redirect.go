package site

import (
	"cmp"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download/address"
	"baken.example/baken/internal/site/alias"
)

const (
	// redirectLimit is the number of redirect rules that Netlify accepts for a site.
	redirectLimit = 10_000
	// redirectWarning is the number of rules from which check warns.
	redirectWarning = 9_000
)

// Redirect is a permanent redirect (301). Its ends are percent-encoded.
type Redirect struct {
	// From is a path below the site's root, To a path on the host.
	From, To string
	// Spellings are the percent-encoded forms of From that occur in requests, sorted.
	Spellings []string
	// File and Pos say where an editor wrote it.
	File string
	Pos  diag.Pos
}

// addRedirects adds a redirect for each valid alias of a page, and for each old address of a file.
func (b *builder) addRedirects() {
	pages := make(map[string]*Page, len(b.Pages))
	for _, p := range b.Pages {
		pages[Place(p.Path)] = p
		if p.IsList() {
			for number := 2; number <= p.ListPages(); number++ {
				pages[Place(p.ListPath(number))] = p
			}
			pages[Place(p.Path+ListFeed)] = p
		}
	}
	taken := map[string]*Page{}
	for _, p := range b.Pages {
		for _, old := range p.Meta.Aliases {
			if !old.IsSet() {
				continue // Decoding has reported it.
			}
			from, problem := alias.Parse(b.below(old.V))
			if problem != "" {
				b.findings.Add(p.File, old.Pos, diag.AliasInvalid, "write the whole old path, such as /"+p.Lang+"/old-name/",
					"alias %q %s", old.V, problem)
				continue
			}
			if b.isReservedPath(from) {
				b.findings.Add(p.File, old.Pos, diag.AliasInvalid, "take it out",
					"alias %q is where the site keeps its own files", old.V)
				continue
			}
			key := Place(from)
			other := pages[key]
			earlier := taken[key]
			switch {
			case other == p:
				b.findings.Add(p.File, old.Pos, diag.AliasLoop, "take it out",
					"alias %q is the page's own URL: it would lead to itself", old.V)
			case other != nil:
				b.findings.Add(p.File, old.Pos, diag.AliasConflict, "take it out, or move that page",
					"alias %q is the URL of %s", old.V, other.File)
			case earlier == p:
				b.findings.Add(p.File, old.Pos, diag.AliasConflict, "keep one of the two",
					"alias %q stands here twice", old.V)
			case earlier != nil:
				b.findings.Add(p.File, old.Pos, diag.AliasConflict, "keep it in one of the two",
					"alias %q stands in %s too", old.V, earlier.File)
			default:
				taken[key] = p
				b.Redirects = append(b.Redirects, Redirect{
					From: alias.Escape(from), To: p.URL, Spellings: alias.Spellings(from, b.below(old.V)), File: p.File, Pos: old.Pos,
				})
			}
		}
	}
	b.addFileRedirects(pages, taken)
	slices.SortFunc(b.Redirects, func(x, y Redirect) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	})
	b.checkRedirectLimit()
}

// below returns an old address as a path below the site's root. Editors write it with or without
// the path of the base URL, as it stood in the address bar or as it is where the site is at the
// root of its host. Where that path begins like the addresses of a language, it is never left out.
func (b *builder) below(old string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(b.base.Path, "/"), "/")
	if rest, ok := b.base.Within(old); ok && !slices.Contains(b.Languages, first) {
		return rest
	}
	return old
}

// checkRedirectLimit warns if the site has nearly as many redirect rules as Netlify accepts, or
// more: the rules of its aliases, two for each language, and the rule of the feedback function.
func (b *builder) checkRedirectLimit() {
	rules := 2*len(b.Languages) + 1
	for _, r := range b.Redirects {
		rules += len(r.Spellings)
	}
	if rules < redirectWarning {
		return
	}
	b.findings.Add(content.ConfigFile, diag.Pos{}, diag.RedirectsMany,
		"take out aliases of addresses that nobody asks for any more; a server of your own has no such limit",
		"the site has %d redirect rules, and Netlify takes %d at the most", rules, redirectLimit)
}

// isReservedPath reports whether a path belongs to files that the site generates or to the service.
func (b *builder) isReservedPath(path string) bool {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	first := segments[0]
	if slices.Contains(b.Languages, first) && len(segments) == 2 {
		return slices.Contains(reservedFiles, segments[1])
	}
	if first == address.Dir {
		return len(segments) == 1 // Below it stood downloads.
	}
	if first == criteriaDir {
		// The published sets are files there; any other path is free.
		return strings.Contains(segments[len(segments)-1], ".")
	}
	return first == "" || strings.HasPrefix(first, "_") || strings.HasPrefix(first, ".") ||
		slices.Contains(reservedDirs, first) || len(segments) == 1 && slices.Contains(reservedFiles, first)
}

// criteriaDir is the directory, at the root, of the published criteria sets.
const criteriaDir = "criteria"

// No alias may begin in one of reservedDirs at the root, or be one of reservedFiles at the root or
// at the root of a language. The last three of reservedDirs are the service's health and metrics.
var (
	reservedDirs  = []string{"api", "assets", "healthz", "readyz", "metrics"}
	reservedFiles = []string{"404.html", "feed.xml", "index.html", "robots.txt", "sitemap.xml"}
)
