package content

import (
	"context"
	"errors"
	"io/fs"
	"sync"
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
// nil. The content of the files must be unchanged. The error is the machine's or the context's.
func (d *Documents) Redated(ctx context.Context, fsys fs.FS, history History) (files []string, err error) {
	var mu sync.Mutex
	var failed error
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
			if failed = errors.Join(failed, err); now.Changed != d.Pages[i].Changed {
				files = append(files, now.File)
			}
		}, s.files.Close
	})
	return files, errors.Join(err, failed)
}
