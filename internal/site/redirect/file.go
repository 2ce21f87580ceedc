package redirect

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download/address"
	"baken.example/baken/internal/site/alias"
	"baken.example/baken/internal/site/tree"
	"baken.example/baken/internal/source"
)

// addFileRedirects adds a redirect for each old address in site.yaml that leads to a file or a
// page. Places are the pages of the site by their place, and taken the pages whose aliases lead
// somewhere already.
func (b *builder) addFileRedirects(places, taken map[string]*tree.Page) {
	here := map[string]string{}
	for _, old := range slices.Sorted(maps.Keys(b.options.Files)) {
		to := b.options.Files[old]
		if !to.IsSet() {
			continue // Decoding has reported it.
		}
		add := func(code diag.Code, hint, format string, args ...any) {
			b.findings.Add(content.ConfigFile, to.Pos, code, hint, format, args...)
		}
		from, problem := alias.Parse(b.below(old))
		switch {
		case problem != "":
			add(diag.AliasInvalid, "write the whole old path, such as /"+address.Dir+"/old-name.pdf", "files: %q %s", old, problem)
			continue
		case b.isReservedPath(from) && !strings.HasPrefix(from, "/"+source.AssetsDir+"/"):
			add(diag.AliasInvalid, "take it out", "files: %q is where the site keeps its own files", old)
			continue
		}
		now, ok := b.fileAliasTarget(to)
		if !ok {
			continue
		}
		switch key := tree.Place(from); {
		case key == tree.Place(pathOf(now)):
			add(diag.AliasLoop, "take it out", "files: %q is the address that it has: it would lead to itself", old)
		case places[key] != nil:
			add(diag.AliasConflict, "take it out, or move that page", "files: %q is the URL of %s", old, places[key].File)
		case taken[key] != nil:
			add(diag.AliasConflict, "keep it in one of the two", "files: %q is an alias in %s too", old, taken[key].File)
		case here[key] != "":
			add(diag.AliasConflict, "keep one of the two", "files: %q and %q are one address to some hosts", here[key], old)
		default:
			here[key] = old
			b.Rules = append(b.Rules, Rule{
				From: alias.Escape(from), To: now, Spellings: alias.Spellings(from, b.below(old)), File: content.ConfigFile, Pos: to.Pos,
			})
		}
	}
}

// fileAliasTarget returns the URL that an old address of a file leads to now, and has the file
// published, or reports that there is none.
func (b *builder) fileAliasTarget(to content.Text) (now string, ok bool) {
	add := func(code diag.Code, hint, format string, args ...any) {
		b.findings.Add(content.ConfigFile, to.Pos, code, hint, format, args...)
	}
	path := strings.TrimPrefix(to.V, source.ContentDir+"/")
	switch target := b.pages.Resolve(content.ConfigFile, path); {
	case path == "":
	case target.Page != nil:
		return target.Page.URL, true
	case target.File != "":
		b.Files = append(b.Files, target.File)
		return b.pages.Base().Address(address.Of(target.File)), true
	}
	if b.pages.Broken(source.ContentDir+"/"+path) != nil {
		return "", false // The page has a finding.
	}
	if d := b.pages.Document(source.ContentDir + "/" + path); d != nil {
		if b.options.KeepGoing && b.pages.ByDate(d) {
			add(diag.DayPassed, "let the address lead elsewhere, or give the page other dates",
				"files: %q, an address that leads nowhere: that page %s", to.V, b.pages.Absence(d))
			b.findings.About(b.findings.Len()-1, d.File)
			return "", false
		}
		add(diag.LinkUnpublished, "publish it, or let the address lead elsewhere",
			"files: %q: that page %s", to.V, cmp.Or(b.pages.Absence(d), "isn't published"))
		return "", false
	}
	meant := b.options.Suggester.File(content.ConfigFile, path)
	for _, lang := range b.pages.Languages() {
		if strings.HasSuffix(path, "."+lang+".md") {
			meant = b.options.Suggester.Page(lang, content.ConfigFile, path)
		}
	}
	add(diag.LinkPage, "write the path of a file or a page below content/", "files: %q: no such file%s", to.V, meant)
	return "", false
}

// pathOf returns the unescaped path of an escaped one.
func pathOf(escaped string) string {
	if path, err := url.PathUnescape(escaped); err == nil {
		return path
	}
	return escaped
}

// CheckDownloads reports old addresses that one of the files which the site publishes has now.
func (t *Table) CheckDownloads(published []string, list *diag.List) {
	files := make(map[string]string, len(published))
	for _, file := range published {
		files[tree.Place("/"+address.Of(file))] = file
	}
	for _, r := range t.Rules {
		if file := files[tree.Place(pathOf(r.From))]; file != "" {
			list.Add(r.File, r.Pos, diag.AliasConflict, "take it out, or give that file another name",
				"%q is the address of %s", pathOf(r.From), file)
		}
	}
}
