package output

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"baken.example/baken/internal/output/disk"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/source"
)

// writer holds the buffers of a worker, which it reuses for each artifact, and the files that it
// has rendered but not written yet.
type writer struct {
	// content has the files that are kept, one after the other, and the one being rendered.
	content []byte
	kept    []rendered
	size    int    // of the files that are kept
	old     []byte // a chunk of the old file, for comparison
}

// rendered is a file with its content.
type rendered struct {
	*file
	content []byte
}

const (
	// maxBuffer is the capacity up to which a buffer is reused, so that one large picture doesn't
	// hold its memory until the end of the build.
	maxBuffer = 1 << 20
	// batch is the number of bytes from which on files are written: one line of the record for each
	// of a few pages takes one system call.
	batch = 128 << 10
	// compareChunk is the number of bytes of an old file that are read at a time: most pages are
	// smaller.
	compareChunk = 32 << 10
)

// render returns the file's content, which is valid until the next call unless it is kept.
func (w *writer) render(f *file) ([]byte, error) {
	if w.size == 0 && cap(w.content) > maxBuffer {
		w.content = nil
	}
	content, err := f.Append(w.content[:w.size])
	if err != nil {
		return nil, err
	}
	w.content = content
	return content[w.size:], nil
}

// keep keeps a file that was just rendered, and reports whether those that are kept are to be
// written now.
func (w *writer) keep(f *file, content []byte) (full bool) {
	w.kept = append(w.kept, rendered{f, content})
	w.size += len(content)
	return w.size >= batch
}

// flush returns the files that are kept, which are valid until the next call of render.
func (w *writer) flush() []rendered {
	kept := w.kept
	w.kept, w.size = w.kept[:0], 0
	return kept
}

// equal reports whether the named file can be read and holds exactly the content, and returns its
// modification time then.
func (w *writer) equal(name string, content []byte) (same bool, modified time.Time) {
	f, err := os.Open(name)
	if err != nil {
		return false, modified
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() != int64(len(content)) {
		return false, modified
	}
	if w.old == nil {
		w.old = make([]byte, compareChunk)
	}
	for len(content) > 0 {
		old := w.old[:min(len(content), compareChunk)]
		if _, err := io.ReadFull(f, old); err != nil || !bytes.Equal(old, content[:len(old)]) {
			return false, modified
		}
		content = content[len(old):]
	}
	return true, info.ModTime()
}

// writeManifest writes the text of a manifest to dir atomically, by way of the staging tree, and
// syncs it to disk.
func (b *build) writeManifest(text []byte, dir string) error {
	b.record.PlanManifest(text)
	next := filepath.Join(b.place.Next, manifest.NextName)
	_, err := disk.Create(next, text)
	if err == nil {
		err = disk.SyncFile(next)
	}
	if err == nil {
		err = os.Rename(next, filepath.Join(dir, manifest.Name))
	}
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return nil
}

// makeDirectory makes d and its parents in the staging tree, once.
func (b *build) makeDirectory(d *directory) error {
	d.once.Do(func() {
		if d.parent != nil {
			if d.err = b.makeDirectory(d.parent); d.err != nil {
				return
			}
		}
		if d.parent == nil {
			b.record.Begin()
		}
		d.err = os.Mkdir(b.staged(d.path), 0o755)
	})
	return d.err
}

// stageFiles writes files to the staging tree.
func (b *build) stageFiles(files []rendered) error {
	for _, f := range files {
		if err := b.makeDirectory(f.dir); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
	}
	planned := make([]manifest.File, len(files))
	for i, f := range files {
		planned[i] = manifest.File{Path: f.Path, Sum: f.sum}
	}
	b.record.PlanFiles(planned)
	for _, f := range files {
		var err error
		if f.modified, err = disk.Create(b.staged(f.Path), f.content); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
		f.staged, f.fresh = true, true
	}
	return nil
}

// complete adds the unchanged files of the entry top to the staging tree, so that it can replace
// the old one.
func (b *build) complete(ctx context.Context, top string) error {
	var missing []*file
	for _, f := range b.site.files {
		if !f.staged && (top == "." || source.Within(f.Path, top)) {
			missing = append(missing, f)
		}
	}
	err := parallel(ctx, b.workers, len(missing), func() func(int) error {
		var w writer
		return func(i int) error { return b.stageUnchanged(ctx, &w, missing[i]) }
	})
	if err != nil {
		return err
	}
	return b.linkForeign(ctx, top)
}

// stageUnchanged links the old file into the staging tree. It copies the file if the file system
// refuses, because it doesn't support links, has too many, or protects files of other owners
// (protected_hardlinks).
func (b *build) stageUnchanged(ctx context.Context, w *writer, f *file) error {
	if err := b.makeDirectory(f.dir); err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	if os.Link(b.current(f.Path), b.staged(f.Path)) == nil {
		f.staged = true
		return nil
	}
	return b.copyUnchanged(ctx, w, f)
}

// copyUnchanged writes the file to the staging tree with the modification time of the old one.
func (b *build) copyUnchanged(ctx context.Context, w *writer, f *file) error {
	if f.Open != nil {
		if err := b.stageLarge(ctx, f); err != nil {
			return err
		}
	} else {
		content, err := w.render(f)
		if err != nil {
			return fmt.Errorf("render %s: %w", f.Path, err)
		}
		if err := b.stageFiles([]rendered{{f, content}}); err != nil {
			return err
		}
	}
	info, err := os.Stat(b.current(f.Path))
	if err == nil {
		err = os.Chtimes(b.staged(f.Path), info.ModTime(), info.ModTime())
		f.modified = info.ModTime()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	return nil
}
