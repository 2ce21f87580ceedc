package tree

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// addPages adds a page with its URL for each published document, and checks the addresses of all
// documents.
func (b *builder) addPages(docs []*content.Document) {
	dirs := map[dirKey]string{}
	for _, text := range docs {
		d := &text.Page
		b.documents[normal(d.File)] = d
		if isIndex(d.Key) && d.Key != "index" {
			if b.checkSegment(d) && d.Meta.Slug.V != "" {
				dirs[dirKey{d.Lang, path.Dir(d.Key)}] = d.Meta.Slug.V
			}
		} else {
			b.checkSegment(d)
		}
	}
	order := map[string]int{}
	for i, l := range b.options.Languages {
		order[l] = i
	}
	for i, text := range docs {
		d := &text.Page
		if !b.Published(d) {
			continue
		}
		p := &Page{Page: d, Path: pagePath(d, dirs), index: i}
		p.URL = b.options.Base.Address(p.Path[1:])
		b.Pages = append(b.Pages, p)
		b.byFile[normal(d.File)] = p
	}
	slices.SortFunc(b.Pages, func(p, q *Page) int {
		return cmp.Or(cmp.Compare(order[p.Lang], order[q.Lang]), cmp.Compare(p.Path, q.Path), cmp.Compare(p.File, q.File))
	})
	b.checkDirs(dirs)
	b.removeConflicts()
	b.checkDirectories()
	b.checkCasing()
	b.texts = make([]*content.Document, len(b.Pages))
	for i, p := range b.Pages {
		b.texts[i] = docs[p.index]
		p.index = i
	}
}

// dirKey is a directory below content/ in a language.
type dirKey struct{ lang, dir string }

// checkSegment checks the URL segment of a document and reports whether its slug is valid or
// absent. It leaves the name of a directory to [builder.checkDirs].
func (b *builder) checkSegment(d *content.Page) bool {
	if s := d.Meta.Slug; s.IsSet() {
		switch {
		case d.Key == "index":
			b.findings.Add(d.File, s.Pos, diag.SlugInvalid, "take the key out",
				"a home page stands at /%s/ and takes no slug", d.Lang)
		case !slug.Is(s.V):
			meant := ""
			if slug := slug.Of(s.V); slug != "" {
				meant = fmt.Sprintf("; did you mean %q?", slug)
			}
			b.findings.Add(d.File, s.Pos, diag.SlugInvalid, "write it with the letters a to z, digits and hyphens",
				"slug %q can't be a segment of a URL%s", s.V, meant)
		case slug.IsReserved(s.V):
			b.findings.Add(d.File, s.Pos, diag.SlugInvalid, "choose another", "slug %q is a reserved name", s.V)
		default:
			return true
		}
		return false
	}
	if isIndex(d.Key) {
		return true
	}
	b.checkName(d.File, path.Base(d.Key), "rename it, or give the page a slug")
	return true
}

// checkDirs checks the names of directories that become segments of URLs.
func (b *builder) checkDirs(dirs map[dirKey]string) {
	checked := map[dirKey]bool{}
	for _, p := range b.Pages {
		for dir := path.Dir(p.Key); dir != "."; dir = path.Dir(dir) {
			key := dirKey{p.Lang, dir}
			if checked[key] {
				break
			}
			checked[key] = true
			if _, ok := dirs[key]; !ok {
				b.checkName("content/"+dir, path.Base(dir), "rename it, or give its index pages a slug")
			}
		}
	}
}

// checkName checks the name of a file or directory that becomes a segment of a URL.
func (b *builder) checkName(file, name, hint string) {
	switch {
	case slug.IsReserved(name):
		b.findings.Add(file, diag.Pos{}, diag.SlugInvalid, hint, "%q is a reserved name", name)
	case !slug.IsSegment(name):
		b.findings.Add(file, diag.Pos{}, diag.SlugInvalid, hint, "%q can't be a segment of a URL", name)
	}
}

// pagePath returns the path of a page, unescaped. dirs holds the slugs of directories.
func pagePath(d *content.Page, dirs map[dirKey]string) string {
	var b strings.Builder
	b.WriteString("/" + d.Lang + "/")
	dir := path.Dir(d.Key)
	for i := 0; dir != "." && i <= len(dir); i++ {
		if i < len(dir) && dir[i] != '/' {
			continue
		}
		segment, ok := dirs[dirKey{d.Lang, dir[:i]}]
		if !ok {
			segment = norm.NFC.String(path.Base(dir[:i]))
		}
		b.WriteString(segment + "/")
	}
	if !isIndex(d.Key) {
		segment := d.Meta.Slug.V
		if segment == "" {
			segment = norm.NFC.String(path.Base(d.Key))
		}
		b.WriteString(segment + "/")
	}
	return b.String()
}

// Place returns a canonical form of an unescaped path. Two paths with the same form lead to the
// same file on some hosts.
func Place(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(slug.Fold(path), "/index.html"), "/") + "/"
}

// removeConflicts reports pages that have the same URL and removes all but the first.
func (b *builder) removeConflicts() {
	byPath := make(map[string]*Page, len(b.Pages))
	unique := b.Pages[:0]
	for _, p := range b.Pages {
		key := slug.Fold(p.Path)
		first, taken := byPath[key]
		if !taken {
			byPath[key] = p
			unique = append(unique, p)
			continue
		}
		hint := "give one of them another slug"
		switch {
		case p.File != first.File && normal(p.File) == normal(first.File):
			hint = "keep one of the two: the names look the same, but one has its accents as characters of their own"
		case p.Path != first.Path:
			hint += "; some readers and file systems take " + p.Path + " and " + first.Path + " for one"
		}
		file, pos, other := b.slugOf(p, first)
		b.findings.Add(file, pos, diag.URLConflict, hint, "%s is the URL of %s too", p.Path, other.File)
	}
	b.Pages = unique
}

// slugOf returns the place of the slug that gives two pages one URL, and the page that has it
// besides: the slug of one of them, of the second if both have one, or else that of a directory
// above one. Without any slug, it is the second page.
func (b *builder) slugOf(p, first *Page) (file string, pos diag.Pos, other *Page) {
	switch {
	case p.Meta.Slug.IsSet():
		return p.File, p.Meta.Slug.Pos, first
	case first.Meta.Slug.IsSet():
		return first.File, first.Meta.Slug.Pos, p
	}
	for _, pair := range [][2]*Page{{p, first}, {first, p}} {
		for dir := path.Dir(pair[0].Key); dir != "."; dir = path.Dir(dir) {
			index := b.documents[normal(source.ContentDir+"/"+dir+"/index."+p.Lang+".md")]
			if index != nil && index.Meta.Slug.IsSet() {
				return index.File, index.Meta.Slug.Pos, pair[1]
			}
		}
	}
	return p.File, diag.Pos{}, first
}
