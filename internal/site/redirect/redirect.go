// Package redirect has the redirects of a site: from the aliases of pages and from the old
// addresses of files to where these are now.
package redirect

import (
	"cmp"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download/address"
	"baken.example/baken/internal/site/alias"
	"baken.example/baken/internal/site/suggest"
	"baken.example/baken/internal/site/tree"
)

const (
	// redirectLimit is the number of redirect rules that Netlify accepts for a site.
	redirectLimit = 10_000
	// redirectWarning is the number of rules from which check warns.
	redirectWarning = 9_000
)

// Rule is a permanent redirect (301). Its ends are percent-encoded.
type Rule struct {
	// From is a path below the site's root, To a path on the host.
	From, To string
	// Spellings are the percent-encoded forms of From that occur in requests, sorted.
	Spellings []string
	// File and Pos say where an editor wrote it.
	File string
	Pos  diag.Pos
}

// Table holds the redirects of a site. It is immutable.
type Table struct {
	// Rules are sorted by their From.
	Rules []Rule
	// Files are the paths of the files below content/ that rules lead to.
	Files []string
}

// Options are the inputs of [New] beside the pages, whose front matter has their aliases.
type Options struct {
	// Files are the old addresses in site.yaml, each with the path of a file or page below
	// content/.
	Files map[string]content.Text
	// KeepGoing reports an address of a page that only its date keeps away as [diag.DayPassed], a
	// warning.
	KeepGoing bool
	Suggester *suggest.Suggester
}

// New makes a rule for each old address that leads to one page or file. The findings are about all
// others, and about rules that are more than a host takes.
func New(pages *tree.Tree, o Options) (*Table, diag.List) {
	b := &builder{Table: new(Table), pages: pages, options: o}
	b.addRedirects()
	return b.Table, b.findings
}

// builder builds a table.
type builder struct {
	*Table
	pages    *tree.Tree
	options  Options
	findings diag.List
}

// addRedirects adds a redirect for each valid alias of a page, and for each old address of a file.
func (b *builder) addRedirects() {
	places := make(map[string]*tree.Page, len(b.pages.Pages))
	for _, p := range b.pages.Pages {
		places[tree.Place(p.Path)] = p
		if p.IsList() {
			for number := 2; number <= p.ListPages(); number++ {
				places[tree.Place(p.ListPath(number))] = p
			}
			places[tree.Place(p.Path+tree.ListFeed)] = p
		}
	}
	taken := map[string]*tree.Page{}
	for _, p := range b.pages.Pages {
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
			key := tree.Place(from)
			other := places[key]
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
				b.Rules = append(b.Rules, Rule{
					From: alias.Escape(from), To: p.URL, Spellings: alias.Spellings(from, b.below(old.V)), File: p.File, Pos: old.Pos,
				})
			}
		}
	}
	b.addFileRedirects(places, taken)
	slices.SortFunc(b.Rules, func(x, y Rule) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	})
	b.checkRedirectLimit()
}

// below returns an old address as a path below the site's root. Editors write it with or without
// the path of the base URL, as it stood in the address bar or as it is where the site is at the
// root of its host. Where that path begins like the addresses of a language, it is never left out.
func (b *builder) below(old string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(b.pages.Base().Path, "/"), "/")
	if rest, ok := b.pages.Base().Within(old); ok && !slices.Contains(b.pages.Languages(), first) {
		return rest
	}
	return old
}

// checkRedirectLimit warns if the site has nearly as many redirect rules as Netlify accepts, or
// more: the rules of its aliases, two for each language, and the rule of the feedback function.
func (b *builder) checkRedirectLimit() {
	rules := 2*len(b.pages.Languages()) + 1
	for _, r := range b.Rules {
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
	if slices.Contains(b.pages.Languages(), first) && len(segments) == 2 {
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
