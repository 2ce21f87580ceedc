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
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// ErrNoSite is returned for a revision that has no site, or none that can be read.
var ErrNoSite = errors.New("there is no site there that can be read: choose a later revision")

// LostURLs reports the URLs of the site in before that lead nowhere in the present one: those of pages that moved
// or were removed, and aliases of theirs. A reader who has one in a letter, a bookmark or a search engine gets
// an error page; an alias keeps it alive. Both sites are taken on the same day and without drafts. Files is the
// directory of the present site and docs are all its documents, drafts included. The error is [ErrNoSite] or a
// failure to read, or the context's.
func LostURLs(
	ctx context.Context, before, files fs.FS, now *site.Site, docs *content.Documents, day content.Date,
) (diag.List, error) {
	var list diag.List
	was, err := loadEarlier(ctx, before, day)
	if err != nil {
		return list, err
	}
	moved, err := moves(ctx, before, files, was, docs)
	if err != nil {
		return list, err
	}
	there := map[string]bool{}
	for _, p := range now.Pages {
		there[site.Place(p.Path)] = true
	}
	for _, r := range now.Redirects {
		there[place(r.From)] = true
	}
	c := comparison{
		now: now, files: files, moves: moved,
		documents: map[string]*content.Page{}, lost: map[string][]lost{},
	}
	for _, d := range docs.Pages {
		c.documents[d.File] = &d.Page
	}
	pages := map[string]*site.Page{}
	for _, p := range was.Pages {
		pages[p.URL] = p
		if !there[site.Place(p.Path)] {
			c.lose(p, p.Path, false)
		}
	}
	for _, r := range was.Redirects {
		if p := pages[r.To]; p != nil && !there[place(r.From)] {
			c.lose(p, unescaped(r.From), true)
		}
	}
	c.report(&list)
	return list, nil
}

// loadEarlier builds the model of an earlier site. Its findings are dropped: nobody can mend them any more.
func loadEarlier(ctx context.Context, before fs.FS, day content.Date) (*site.Site, error) {
	config, _, err := content.LoadConfig(before)
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
	s, _, err := site.New(ctx, config, &content.Glossary{}, docs,
		site.Options{Date: day, Converters: converters, CriteriaMissing: true})
	return s, err
}

func place(escaped string) string { return site.Place(unescaped(escaped)) }

func unescaped(path string) string {
	if s, err := url.PathUnescape(path); err == nil {
		return s
	}
	return path
}

// comparison is what is known of two states of a site.
type comparison struct {
	now   *site.Site
	files fs.FS
	// documents are those there are now, by file, whether published or not.
	documents map[string]*content.Page
	// moves says which file there is now for one that went.
	moves map[string]string
	// lost are addresses that went, by the file that is to speak of them.
	lost map[string][]lost
}

// lost is an address that went.
type lost struct {
	path  string
	alias bool
}

// lose notes an address of a page as it was.
func (c *comparison) lose(p *site.Page, path string, alias bool) {
	file := p.File
	if c.documents[file] == nil {
		if _, err := fs.Stat(c.files, file); err == nil {
			return // It is there but can't be read, and there are findings about that.
		}
		if to := c.moves[file]; to != "" {
			file = to
		}
	}
	c.lost[file] = append(c.lost[file], lost{path, alias})
}

func (c *comparison) report(list *diag.List) {
	published := map[string]bool{}
	for _, p := range c.now.Pages {
		published[p.File] = true
	}
	for _, file := range slices.Sorted(maps.Keys(c.lost)) {
		gone := c.lost[file]
		slices.SortFunc(gone, func(a, b lost) int { return cmp.Compare(a.path, b.path) })
		d := c.documents[file]
		var own []content.Text
		if published[file] {
			own = d.Meta.Aliases
		}
		line := aliases(own, gone)
		hint := "put " + line + " in the front matter of the page that takes its place"
		at := diag.Pos{}
		if d != nil {
			at = d.Meta.Slug.Pos
		}
		if published[file] {
			hint = "put " + line + " in its front matter"
		}
		for _, l := range gone {
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

// aliases writes the line of front matter that keeps addresses alive, those that are there included.
func aliases(own []content.Text, gone []lost) string {
	var all []string
	for _, a := range own {
		all = append(all, a.V)
	}
	for _, l := range gone {
		all = append(all, l.path)
	}
	for i, a := range all {
		if strings.ContainsFunc(a, func(c rune) bool { return c < 0x80 && strings.ContainsRune("\"'#&*,:?[]{}|<>=!%@` \\", c) }) {
			all[i] = fmt.Sprintf("%q", a)
		}
	}
	return "aliases: [" + strings.Join(all, ", ") + "]"
}
