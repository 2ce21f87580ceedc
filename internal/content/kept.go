package content

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"sync"

	"baken.example/baken/internal/source"
)

// Part is a part of [Documents], for encoding. It holds each of its documents once.
type Part struct{ entries []entry }

// Parts divides the documents into parts of at most the given number of files.
func (d *Documents) Parts(files int) []Part {
	var parts []Part
	for rest := d.entries; len(rest) > 0; {
		n := min(files, len(rest))
		parts, rest = append(parts, Part{rest[:n]}), rest[n:]
	}
	return parts
}

// OfParts returns the documents that [Documents.Parts] divided.
func OfParts(parts []Part) *Documents {
	var all []entry
	for _, p := range parts {
		all = append(all, p.entries...)
	}
	return documentsOf(all)
}

// documentsOf returns the documents of sorted entries.
func documentsOf(entries []entry) *Documents {
	d := &Documents{entries: entries}
	for _, e := range entries {
		switch {
		case e.document != nil:
			d.Pages = append(d.Pages, e.document)
		case e.broken != nil:
			d.Broken = append(d.Broken, *e.broken)
		case e.file:
			d.Files = append(d.Files, e.name)
		}
	}
	return d
}

// Redated returns the files of the pages whose day of change differs by a history, which may be
// nil, and of those that can't be read. The content of the other files must be unchanged. The error
// is the context's.
func (d *Documents) Redated(ctx context.Context, fsys fs.FS, history History) (files []string, err error) {
	var mu sync.Mutex
	err = inParallel(ctx, len(d.Pages), func() (func(int), func()) {
		s := newScratch(fsys)
		return func(i int) {
			now := Document{Page: d.Pages[i].Page, includes: d.Pages[i].includes}
			src, list, err := s.files.Raw(s.src, now.File)
			if history != nil && err == nil && !list.HasErrors() {
				s.src = src
				now.Changed.Time = history.Changed(now.File, src)
				now.changedWith(fsys, history)
			}
			mu.Lock()
			defer mu.Unlock()
			if err != nil || now.Changed != d.Pages[i].Changed {
				files = append(files, now.File)
			}
		}, s.files.Close
	})
	return files, err
}

// Relisted returns the paths in directories, all from the site directory, that aren't those of d:
// new ones, and ones that are gone or no longer a file. A directory that can't be listed is one of
// them itself.
func (d *Documents) Relisted(fsys fs.FS, dirs []string) (changed []string) {
	listed, there := map[string]bool{}, map[string]bool{} // directories, and the files in them
	for _, dir := range dirs {
		if !isContent(dir) {
			continue
		}
		listing, err := fs.ReadDir(fsys, dir)
		if err != nil {
			changed = append(changed, dir)
			continue
		}
		listed[dir] = true
		for _, e := range listing {
			name := path.Join(dir, e.Name())
			there[name] = !e.IsDir()
			if !d.has(name, e.IsDir()) {
				changed = append(changed, name)
			}
		}
	}
	for _, e := range d.entries {
		if listed[path.Dir(e.name)] && !there[e.name] {
			changed = append(changed, e.name)
		}
	}
	return changed
}

// has reports whether d has a file with a name, or files below a directory with that name.
func (d *Documents) has(name string, isDir bool) bool {
	i, found := slices.BinarySearchFunc(d.entries, name, func(e entry, name string) int { return compare(e.name, name) })
	if isDir {
		return !found && i < len(d.entries) && source.Within(d.entries[i].name, name)
	}
	return found
}
