package content

import (
	"cmp"
	"context"
	"io/fs"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/content/include"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/spool"
)

// Documents holds the pages and other files below content/, without the settings and the criteria.
// It is immutable.
type Documents struct {
	// Pages are sorted by file.
	Pages []*Document
	// Files are the paths of the files that aren't pages, from the site directory, sorted.
	Files []string
	// Broken are the pages that can't be read, or whose front matter can't, sorted by file. They
	// have findings of their own, and links to them aren't dead.
	Broken []Page
	// entries are sorted with [compare].
	entries []entry
}

const (
	root        = source.ContentDir
	criteriaDir = source.CriteriaDir
)

// LoadOptions are the inputs of [Load] beside the files.
type LoadOptions struct {
	// Languages are the codes of the site's languages.
	Languages []string
	// Converters are the Markdown converters by language.
	Converters map[string]*markdown.Converter
	// FirstSentence returns the first sentence of a text, by language; without one, a paragraph
	// counts as a sentence.
	FirstSentence map[string]func(text string) string
	// History may be nil.
	History History
	// Spool keeps the HTML of the pages.
	Spool *spool.File
	// Reuse are documents that were loaded before, with any options, or nil. A document that is
	// equal to one of them is that one, so that two loads don't take the memory of both, and what
	// was made of it holds on.
	Reuse *Documents
}

// History returns the days on which files changed.
type History interface {
	// Changed returns the day (UTC) of the last change of a file, by its path from the site
	// directory and its present text, or the zero time if it is unknown.
	Changed(file string, text []byte) time.Time
}

// Load reads the pages. It returns an error only if a directory can't be listed or ctx is done,
// which it checks before each file.
func Load(ctx context.Context, fsys fs.FS, options LoadOptions) (*Documents, diag.List, error) {
	return new(Documents).Reload(ctx, fsys, options, []string{root})
}

// Reload returns the same as [Load], given documents that were loaded with the same options. It
// reads the changed paths and the volatile entries and shares all other documents with d. A changed
// path, from the site directory, is a file or directory that was created, modified or removed. The
// findings are those of all documents.
func (d *Documents) Reload(
	ctx context.Context, fsys fs.FS, options LoadOptions, changed []string,
) (*Documents, diag.List, error) {
	if info, err := fs.Lstat(fsys, root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		changed = []string{root} // Events name the target of the link, not paths below content/.
	}
	paths := slices.DeleteFunc(slices.Clone(changed), func(name string) bool { return !isContent(name) })
	for _, e := range d.entries {
		if e.volatile {
			paths = append(paths, e.name)
		}
	}
	paths = outermost(paths)
	paths = outermost(append(paths, d.including(paths)...))
	if len(paths) == 0 && len(d.entries) > 0 {
		return d, d.findings(), nil
	}
	w := walker{fsys: fsys, languages: options.Languages}
	for _, name := range paths {
		if err := w.walk(ctx, name); err != nil {
			return nil, diag.List{}, err
		}
	}
	snippets := include.NewDirectories(fsys)
	err := inParallel(ctx, len(w.entries), func() (func(int), func()) {
		s := newScratch(fsys)
		s.texts = options.Spool.NewWriter()
		return func(i int) {
				if doc := w.entries[i].document; doc != nil {
					w.entries[i].loaded(doc.load(fsys, snippets, s, &options))
					w.entries[i].reuse(options.Reuse)
				}
			}, func() {
				s.files.Close()
				s.texts.Flush()
			}
	})
	if err != nil {
		return nil, diag.List{}, err
	}
	next := documentsOf(merge(d.entries, w.entries, paths))
	return next, next.findings(), nil
}

// Differing returns the documents of d that differ from those of the same files in other. sameFiles
// reports whether both have the same files; if not, docs is nil.
func (d *Documents) Differing(other *Documents) (docs []*Document, sameFiles bool) {
	if len(d.Pages) != len(other.Pages) || !slices.Equal(d.Files, other.Files) || !slices.Equal(d.Broken, other.Broken) {
		return nil, false
	}
	for i, doc := range d.Pages {
		if before := other.Pages[i]; doc.File != before.File {
			return nil, false
		} else if doc != before {
			docs = append(docs, doc)
		}
	}
	return docs, true
}

// Volatile reports whether an entry may change without a file system event for its path, such as
// the target of a symbolic link.
func (d *Documents) Volatile() bool {
	return slices.ContainsFunc(d.entries, func(e entry) bool { return e.volatile })
}

// including returns the documents that include one of some outermost paths, or a file below one.
func (d *Documents) including(paths []string) (names []string) {
	for _, e := range d.entries {
		if slices.ContainsFunc(e.includes, func(file string) bool { return within(file, paths) }) {
			names = append(names, e.name)
		}
	}
	return names
}

func (d *Documents) findings() (list diag.List) {
	used := map[string]bool{}
	for _, e := range d.entries {
		list.Join(e.findings)
		for _, name := range e.includes {
			used[name] = true
		}
	}
	for _, e := range d.entries {
		if e.snippet && !used[e.name] {
			list.Add(e.name, diag.Pos{}, diag.IncludeUnused, "write ::include{file=…} where its text belongs, or take the file out; if it is to be a page, take the underscore out of its name",
				"no page includes this file")
		}
	}
	return list
}

// Locate returns findings with each one that names a line of a document, with what it includes, at
// its place in the file that the line comes from.
func (d *Documents) Locate(list diag.List) diag.List {
	origins := map[string]origin.List{}
	for _, e := range d.entries {
		if len(e.origins) > 0 {
			origins[e.name] = e.origins
		}
	}
	if len(origins) == 0 {
		return list
	}
	return list.Relocate(func(file string, line int) (string, int) {
		if from, at := origins[file].Place(line); from != "" {
			return from, at
		}
		return file, line
	})
}

// loaded records the findings of loading the entry's document. A file that isn't a valid page has
// no document and is volatile, since it may not have been readable. So is a page with an include
// that isn't there: its hint at another snippet depends on all of them.
func (e *entry) loaded(findings diag.List) {
	e.findings = findings
	e.volatile = e.volatile || findings.Has(diag.IncludeFile)
	e.origins, e.includes = e.document.origins, e.document.includes
	if e.document.Meta == nil {
		e.broken = &e.document.Page
		e.document, e.volatile = nil, true
	}
}

// reuse takes the document of the same file from others, if there is one and it is equal.
func (e *entry) reuse(from *Documents) {
	if from == nil || e.document == nil {
		return
	}
	i, found := slices.BinarySearchFunc(from.entries, e.name, func(x entry, name string) int { return compare(x.name, name) })
	if found && from.entries[i].document.equal(e.document) {
		e.document = from.entries[i].document
		e.origins, e.includes = e.document.origins, e.document.includes
	}
}

// equal reports whether two documents have the same content, wherever their HTML is. One that isn't
// there has none.
func (d *Document) equal(other *Document) bool {
	if d == nil || d.html.Len() != other.html.Len() {
		return false
	}
	x, y := *d, *other
	x.html, y.html = spool.Bytes{}, spool.Bytes{}
	return reflect.DeepEqual(&x, &y) && d.html.Equal(other.html)
}

// outermost sorts paths and removes duplicates and paths below another one.
func outermost(paths []string) []string {
	slices.SortFunc(paths, compare)
	kept := paths[:0]
	for _, name := range paths {
		if len(kept) == 0 || !source.Within(name, kept[len(kept)-1]) {
			kept = append(kept, name)
		}
	}
	return kept
}

// within reports whether a path is one of some outermost paths or below one.
func within(name string, paths []string) bool {
	i, found := slices.BinarySearchFunc(paths, name, compare)
	return found || i > 0 && source.Within(name, paths[i-1])
}

// merge replaces the entries of before that are within one of the outermost paths by now, and
// returns all entries sorted.
func merge(before, now []entry, paths []string) []entry {
	slices.SortFunc(now, func(x, y entry) int { return compare(x.name, y.name) })
	out := make([]entry, 0, len(before)+len(now))
	for _, e := range before {
		if within(e.name, paths) {
			continue
		}
		for len(now) > 0 && compare(now[0].name, e.name) < 0 {
			out, now = append(out, now[0]), now[1:]
		}
		out = append(out, e)
	}
	return append(out, now...)
}

// compare orders paths so that a directory's contents directly follow it.
func compare(a, b string) int {
	for i := range min(len(a), len(b)) {
		switch x, y := a[i], b[i]; {
		case x == y:
		case x == '/':
			return -1
		case y == '/':
			return 1
		default:
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(a), len(b))
}

// inParallel calls worker in each of GOMAXPROCS goroutines, and there the first function that it
// returned for numbers from 0 to n-1, each of them once, and the second at the end. Once ctx is
// done it makes no more calls, waits for the running ones and returns the context's error.
func inParallel(ctx context.Context, n int, worker func() (do func(i int), end func())) error {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			do, end := worker()
			defer end()
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				do(i)
			}
		})
	}
	group.Wait()
	return ctx.Err()
}
