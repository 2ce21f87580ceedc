package audit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// ErrNoSite is returned for a revision without a readable site.
var ErrNoSite = errors.New("there is no site there that can be read: choose a later revision")

// LostURLs reports the URLs of the site in before that lead nowhere in the present one: URLs and
// aliases of pages, and addresses of downloads, that were moved or removed. A reader who follows
// one from a letter, a bookmark or a search engine gets an error page; an alias keeps it alive.
// Both sites are built for the same day and without drafts. Files is the directory of the present
// site, and docs are all its documents, drafts included. The error is [ErrNoSite], a failure to
// read, or the context's.
func LostURLs(
	ctx context.Context, before, files fs.FS, now *site.Site, docs *content.Documents, day content.Date,
) (diag.List, error) {
	var list diag.List
	earlier, err := loadEarlier(ctx, before, day)
	if err != nil {
		return list, err
	}
	moved(earlier, now, &list)
	renamed, err := moves(ctx, before, files, earlier, docs)
	if err != nil {
		return list, err
	}
	reachable := map[string]bool{}
	for _, p := range now.Pages {
		reachable[site.Place(p.Path)] = true
	}
	for _, r := range now.Redirects {
		reachable[normalPlace(r.From)] = true
	}
	addDownloads(reachable, now)
	c := comparison{
		now: now, files: files, moves: renamed,
		documents: map[string]*content.Page{}, lost: map[string][]lostURL{},
	}
	for _, d := range docs.Pages {
		c.documents[d.File] = &d.Page
	}
	pages := map[string]*site.Page{}
	for _, p := range earlier.Pages {
		pages[p.URL] = p
		if !reachable[site.Place(p.Path)] {
			c.addLost(p, p.Path, false)
		}
	}
	for _, r := range earlier.Redirects {
		if p := pages[r.To]; p != nil && !reachable[normalPlace(r.From)] {
			c.addLost(p, pathUnescape(r.From), true)
		}
	}
	c.report(&list)
	return list, c.lostFiles(ctx, earlier, reachable, &list)
}

// loadEarlier builds the model of an earlier site. It drops the findings, since that revision can
// no longer be mended.
func loadEarlier(ctx context.Context, before fs.FS, day content.Date) (*site.Site, error) {
	config, _, err := siteconfig.Load(before)
	if err != nil {
		return nil, err
	}
	if len(config.Languages) == 0 {
		return nil, ErrNoSite
	}
	converters := map[string]*markdown.Converter{}
	for _, code := range config.Codes() {
		converters[code] = markdown.New(markdown.Options{Language: code})
	}
	docs, _, err := content.Load(ctx, before, content.LoadOptions{Languages: config.Codes(), Converters: converters})
	if err != nil {
		return nil, err
	}
	// Criteria may link to downloads as well.
	sets, _, err := definition.Load(ctx, before, config.Codes())
	if err != nil {
		return nil, err
	}
	s, _, err := site.New(ctx, config, &content.Glossary{}, docs,
		site.Options{Date: day, Converters: converters, Criteria: sets, CriteriaMissing: true})
	return s, err
}

// normalPlace returns the place of an escaped path, for comparison.
func normalPlace(escaped string) string { return site.Place(pathUnescape(escaped)) }

// pathUnescape unescapes a path, and returns it as it is if it isn't validly escaped.
func pathUnescape(path string) string {
	if s, err := url.PathUnescape(path); err == nil {
		return s
	}
	return path
}

// comparison compares an earlier revision of a site with the present one.
type comparison struct {
	now   *site.Site
	files fs.FS
	// documents are the present documents by file, published or not.
	documents map[string]*content.Page
	// moves maps removed files to the files that they became.
	moves map[string]string
	// lost holds the lost URLs by the file at which they are reported.
	lost map[string][]lostURL
}

// lostURL is a URL path that no longer leads to a page.
type lostURL struct {
	path  string
	alias bool
}

// addLost records a lost URL of an earlier page, under the page's new file if it was moved.
func (c *comparison) addLost(p *site.Page, path string, alias bool) {
	file := p.File
	if c.documents[file] == nil {
		if _, err := fs.Stat(c.files, file); err == nil {
			return // The file exists but can't be read, which has its own findings.
		}
		if to := c.moves[file]; to != "" {
			file = to
		}
	}
	c.lost[file] = append(c.lost[file], lostURL{path, alias})
}

// report adds a finding for each lost URL.
func (c *comparison) report(list *diag.List) {
	published := map[string]bool{}
	for _, p := range c.now.Pages {
		published[p.File] = true
	}
	for _, file := range slices.Sorted(maps.Keys(c.lost)) {
		urls := c.lost[file]
		slices.SortFunc(urls, func(a, b lostURL) int { return cmp.Compare(a.path, b.path) })
		d := c.documents[file]
		var present []content.Text
		if published[file] {
			present = d.Meta.Aliases
		}
		line := aliasesLine(present, urls)
		hint := "put " + line + " in the front matter of the page that takes its place"
		at := diag.Pos{}
		if d != nil {
			at = d.Meta.Slug.Pos
		}
		if published[file] {
			hint = "put " + line + " in its front matter"
		}
		for _, l := range urls {
			switch {
			case d == nil && l.alias:
				list.Add(file, at, diag.URLGone, hint, "%q led to this page, which has gone, and leads nowhere now", l.path)
			case d == nil:
				list.Add(file, at, diag.URLGone, hint, "this page stood at %q and has gone", l.path)
			case !published[file]:
				list.Add(file, at, diag.URLGone, hint, "%q led to this page, which isn't published any more", l.path)
			default:
				list.Add(file, at, diag.URLGone, hint, "%q led to this page and leads nowhere now", l.path)
			}
		}
	}
}

// aliasesLine returns the line of front matter that keeps lost URLs alive beside the present
// aliases.
func aliasesLine(present []content.Text, urls []lostURL) string {
	var all []string
	for _, a := range present {
		all = append(all, a.V)
	}
	for _, l := range urls {
		all = append(all, l.path)
	}
	for i, a := range all {
		if strings.ContainsFunc(a, func(c rune) bool { return c < 0x80 && strings.ContainsRune("\"'#&*,:?[]{}|<>=!%@` \\", c) }) {
			all[i] = fmt.Sprintf("%q", a)
		}
	}
	return "aliases: [" + strings.Join(all, ", ") + "]"
}
