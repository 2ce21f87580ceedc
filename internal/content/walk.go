package content

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/content/include"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/source"
)

// ConfigFile is the path of the site's settings, which package siteconfig reads.
const ConfigFile = "content/site.yaml"

// entry is a file below content/.
type entry struct {
	// name is the path from the site directory.
	name string
	// document is nil for files that aren't pages.
	document *Document
	// broken is the page of a document that couldn't be loaded, or nil.
	broken *Page
	// snippet reports whether it is a file that pages include, and includes are the snippets that
	// the document includes.
	snippet  bool
	includes []string
	// origins are the files that the document's text was put together from.
	origins origin.List
	// file reports whether the entry is in [Documents.Files].
	file bool
	// volatile reports whether the entry may change without a file system event for its path: it is
	// a symbolic link or can't be read.
	volatile bool
	findings diag.List
}

// walker collects entries.
type walker struct {
	fsys      fs.FS
	languages []string
	entries   []entry
}

// walk visits a path from the site directory and everything below it. A path that doesn't exist has
// no entries. It returns the error of ctx once that is done.
func (w *walker) walk(ctx context.Context, name string) error {
	if !isContent(name) {
		return nil
	}
	stat := fs.Lstat
	if name == root {
		stat = fs.Stat // It may be a link to another directory of the site.
	}
	info, err := stat(w.fsys, name)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil
	case err != nil:
		return w.visit(name, nil, err)
	case info.IsDir():
		return fs.WalkDir(w.fsys, name, func(name string, d fs.DirEntry, err error) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return w.visit(name, d, err)
		})
	}
	if err := w.visit(name, fs.FileInfoToDirEntry(info), nil); err != nil && !errors.Is(err, fs.SkipDir) {
		return err
	}
	return nil
}

// isContent reports whether a walk over content/ would visit a path, if it exists.
func isContent(name string) bool {
	if name == root {
		return true
	}
	below, found := strings.CutPrefix(name, root+"/")
	return found && !isSet(name) &&
		!slices.ContainsFunc(strings.Split(below, "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
}

// isSet reports whether a path is that of a criteria set, which package definition reads. Pages may
// stand beside the sets.
func isSet(name string) bool {
	return strings.HasPrefix(name, criteriaDir+"/") && path.Ext(name) == ".yaml"
}

// finding adds an entry with a finding about it.
func (w *walker) finding(name string, code diag.Code, hint, format string, args ...any) {
	e := entry{name: name, volatile: code == diag.FileUnreadable}
	e.findings.Add(name, diag.Pos{}, code, hint, format, args...)
	w.entries = append(w.entries, e)
}

func (w *walker) visit(name string, d fs.DirEntry, err error) error {
	if err != nil {
		if name == root {
			return err
		}
		w.finding(name, diag.FileUnreadable, "look at its name and its permissions", "can't read this: %v", source.Cause(err))
		return nil
	}
	base := path.Base(name)
	if strings.HasPrefix(base, ".") && name != root {
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	if d.IsDir() || isSet(name) {
		return nil
	}
	if d.Type()&fs.ModeSymlink == 0 {
		w.file(name, d.Type())
		return nil
	}
	// A link is volatile whatever its target is.
	n := len(w.entries)
	if w.followable(name) {
		w.file(name, 0)
	}
	if len(w.entries) == n {
		w.entries = append(w.entries, entry{name: name})
	}
	w.entries[n].volatile = true
	return nil
}

// file adds an entry for a file that isn't a link or a directory.
func (w *walker) file(name string, kind fs.FileMode) {
	base := path.Base(name)
	switch ext := path.Ext(base); {
	case !kind.IsRegular():
		w.finding(name, diag.FileUnreadable, "take it out of the site", "this isn't an ordinary file")
	case name == ConfigFile, name == GlossaryFile, name == ValuesFile, base == "README.md":
	case ext == ".md" && strings.HasPrefix(base, include.Prefix):
		w.snippet(name, base)
	case ext == ".md":
		w.page(name, base)
	case strings.EqualFold(ext, ".md"), strings.EqualFold(ext, ".markdown"):
		w.finding(name, diag.FileName, "end its name with .md", "%q isn't the extension of a page", ext)
	case name == root+"/site.yml", name == root+"/glossary.yml", name == root+"/values.yml":
		w.finding(name, diag.FileName, "end its name with .yaml", "nothing reads %q", base)
	default:
		w.entries = append(w.entries, entry{name: name, file: true})
	}
}

// followable reports whether the target of a symbolic link is a file of the site. The file system
// refuses links out of it.
func (w *walker) followable(name string) bool {
	info, err := fs.Stat(w.fsys, name)
	if err != nil || !info.Mode().IsRegular() {
		w.finding(name, diag.FileLink, source.LinkHint, source.LinkMessage)
		return false
	}
	return true
}

// PageFile returns the path of a page's file from the site directory: content/KEY.LANG.md.
func PageFile(key, lang string) string { return root + "/" + key + "." + lang + ".md" }

// snippet adds an entry for a file that pages include.
func (w *walker) snippet(name, base string) {
	lang, ok := include.Language(name)
	switch {
	case !ok:
		w.finding(name, diag.FileName, "the languages are "+strings.Join(w.languages, ", "),
			"%q doesn't say which language it is in; call it %s.LANGUAGE.md", base, strings.TrimSuffix(base, ".md"))
	case !slices.Contains(w.languages, lang):
		w.otherLanguage(name, lang)
	default:
		w.entries = append(w.entries, entry{name: name, snippet: true})
	}
}

// otherLanguage reports a file in a language that the site doesn't have.
func (w *walker) otherLanguage(name, lang string) {
	w.finding(name, diag.FileLanguage,
		"the languages are "+strings.Join(w.languages, ", ")+"; add others to "+ConfigFile,
		"%q isn't a language of this site%s", lang, diag.DidYouMean(lang, w.languages))
}

// page adds an entry for a file whose name ends with .md, the inverse of [PageFile].
func (w *walker) page(name, base string) {
	stem := strings.TrimSuffix(base, ".md")
	dot := strings.LastIndexByte(stem, '.')
	if dot <= 0 {
		w.finding(name, diag.FileName,
			"the languages are "+strings.Join(w.languages, ", "),
			"%q doesn't say which language it is in; call it %s.LANGUAGE.md", base, stem)
		return
	}
	key, lang := stem[:dot], stem[dot+1:]
	if !slices.Contains(w.languages, lang) {
		w.otherLanguage(name, lang)
		return
	}
	dir := strings.TrimPrefix(strings.TrimPrefix(path.Dir(name), root), "/")
	page := Page{File: name, Key: norm.NFC.String(path.Join(dir, key)), Lang: lang}
	w.entries = append(w.entries, entry{name: name, document: &Document{Page: page}})
}
