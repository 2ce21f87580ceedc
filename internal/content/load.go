package content

import (
	"cmp"
	"context"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/source"
)

// Documents is everything below content/ but the settings and the criteria. It is immutable.
type Documents struct {
	// Pages are sorted by file.
	Pages []*Document
	// Files are the paths, from the site directory, of what isn't a page, sorted.
	Files []string
	// entries are sorted with [compare].
	entries []entry
}

const (
	root        = source.ContentDir
	criteriaDir = source.CriteriaDir
)

// LoadOptions is how pages are read.
type LoadOptions struct {
	// Languages are the codes of those that there may be.
	Languages []string
	// Converters are of Markdown, one for each language.
	Converters map[string]*markdown.Converter
	// History tells of days; it may be nil.
	History History
}

// History knows when files changed.
type History interface {
	// Changed returns the day (UTC) on which a file, by its path from the site directory, got the text that it has, or
	// the zero time.
	Changed(file string, text []byte) time.Time
}

// Load reads the pages. The error is the machine's, a directory that can't be listed, or the context's, which is
// looked at before each file.
func Load(ctx context.Context, fsys fs.FS, how LoadOptions) (*Documents, diag.List, error) {
	return new(Documents).Reload(ctx, fsys, how, []string{root})
}

// Reload does what [Load] does, for documents that were read before in the same way:
// it reads what is at the paths that have changed, and what may have without anybody noticing, and shares the
// rest. A path, from the site directory, is that of a file or a directory that is new, or other than it was, or
// gone. The findings are those of all documents.
func (d *Documents) Reload(
	ctx context.Context, fsys fs.FS, how LoadOptions, changed []string,
) (*Documents, diag.List, error) {
	if info, err := fs.Lstat(fsys, root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		changed = []string{root} // What changes below it has another name.
	}
	paths := slices.DeleteFunc(slices.Clone(changed), func(name string) bool { return !inside(name) })
	for _, e := range d.entries {
		if e.unsure {
			paths = append(paths, e.name)
		}
	}
	paths = outermost(paths)
	if len(paths) == 0 && len(d.entries) > 0 {
		return d, d.findings(), nil
	}
	w := walker{fsys: fsys, languages: how.Languages}
	for _, name := range paths {
		if err := w.look(ctx, name); err != nil {
			return nil, diag.List{}, err
		}
	}
	pool := sync.Pool{New: newScratch}
	err := inParallel(ctx, len(w.entries), func(i int) {
		if doc := w.entries[i].document; doc != nil {
			s := pool.Get().(*scratch)
			defer pool.Put(s)
			w.entries[i].read(doc.load(fsys, s, &how))
		}
	})
	if err != nil {
		return nil, diag.List{}, err
	}
	next := &Documents{entries: merge(d.entries, w.entries, paths)}
	for _, e := range next.entries {
		switch {
		case e.document != nil:
			next.Pages = append(next.Pages, e.document)
		case e.file:
			next.Files = append(next.Files, e.name)
		}
	}
	return next, next.findings(), nil
}

// Differing returns the documents that aren't those of the same files in other. same is false where the two
// don't have the same files.
func (d *Documents) Differing(other *Documents) (docs []*Document, same bool) {
	if len(d.Pages) != len(other.Pages) || !slices.Equal(d.Files, other.Files) {
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

// Unsure tells whether there is something that may change without anybody noticing, such as the file that a
// symbolic link leads to.
func (d *Documents) Unsure() bool {
	return slices.ContainsFunc(d.entries, func(e entry) bool { return e.unsure })
}

func (d *Documents) findings() (list diag.List) {
	for _, e := range d.entries {
		list.Join(e.findings)
	}
	return list
}

// read notes what came of reading a document.
func (e *entry) read(findings diag.List) {
	e.findings = findings
	if e.document.Meta == nil {
		// There is nothing to make a page of, if only because it couldn't be opened.
		e.document, e.unsure = nil, true
	}
}

// outermost sorts paths and leaves out those that are another one or below it.
func outermost(paths []string) []string {
	slices.SortFunc(paths, compare)
	kept := paths[:0]
	for _, name := range paths {
		if len(kept) == 0 || !within(name, kept[len(kept)-1]) {
			kept = append(kept, name)
		}
	}
	return kept
}

// merge returns the entries from before that aren't within any of the outermost paths, and those that are there
// now, sorted.
func merge(before, now []entry, paths []string) []entry {
	slices.SortFunc(now, func(x, y entry) int { return compare(x.name, y.name) })
	out := make([]entry, 0, len(before)+len(now))
	for _, e := range before {
		if i, found := slices.BinarySearchFunc(paths, e.name, compare); found || i > 0 && within(e.name, paths[i-1]) {
			continue
		}
		for len(now) > 0 && compare(now[0].name, e.name) < 0 {
			out, now = append(out, now[0]), now[1:]
		}
		out = append(out, e)
	}
	return append(out, now...)
}

// compare orders paths so that what is below a directory comes right after it.
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

// inParallel calls f for 0 to n-1 on as many goroutines as can run at once. Once ctx is done it calls f no more
// and returns the context's error, when the calls that have begun are over.
func inParallel(ctx context.Context, n int, f func(i int)) error {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				f(i)
			}
		})
	}
	group.Wait()
	return ctx.Err()
}
