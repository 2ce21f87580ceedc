package output

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
)

// writer is what a worker keeps from artifact to artifact.
type writer struct {
	content []byte // the artifact being written
	old     []byte // a piece of the file it is compared with
}

const (
	// keep is the size up to which a worker's buffer is kept for the next artifact: a large picture must not
	// cost its size until the end.
	keep = 1 << 20
	// piece is how much of an old file is read at a time: all of most pages.
	piece = 32 << 10
)

// render returns the file's content, which is valid until the next call.
func (w *writer) render(f *file) ([]byte, error) {
	if cap(w.content) > keep {
		w.content = nil
	}
	content, err := f.Append(w.content[:0])
	if err != nil {
		return nil, err
	}
	w.content = content
	return content, nil
}

// equal reports whether the named file holds exactly the content. A file that can't be read doesn't.
func (w *writer) equal(name string, content []byte) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != int64(len(content)) {
		return false
	}
	if w.old == nil {
		w.old = make([]byte, piece)
	}
	for len(content) > 0 {
		old := w.old[:min(len(content), piece)]
		if _, err := io.ReadFull(f, old); err != nil || !bytes.Equal(old, content[:len(old)]) {
			return false
		}
		content = content[len(old):]
	}
	return true
}

// makeDirectory makes d and its parents in the staging tree, once.
func (b *build) makeDirectory(d *directory) error {
	d.once.Do(func() {
		if d.parent != nil {
			if d.err = b.makeDirectory(d.parent); d.err != nil {
				return
			}
		}
		d.err = os.Mkdir(b.staged(d.path), 0o755)
		if d.parent == nil && d.err == nil {
			d.err = b.writeManifest(b.plan(), b.place.next)
		}
	})
	return d.err
}

// stageFile writes the file to the staging tree.
func (b *build) stageFile(f *file, content []byte) error {
	err := b.makeDirectory(f.dir)
	if err == nil {
		err = create(b.staged(f.Path), content)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	f.staged, f.fresh = true, true
	return nil
}

// create makes a file that doesn't exist yet.
func create(name string, content []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// complete puts the unchanged files of the entry top into the staging tree, so that it can take the place
// of the old one. Files that are there already stay.
func (b *build) complete(ctx context.Context, top string) error {
	var missing []*file
	for _, f := range b.site.files {
		if !f.staged && within(f.Path, top) {
			missing = append(missing, f)
		}
	}
	err := parallel(ctx, b.workers, len(missing), func() func(int) error {
		var w writer
		return func(i int) error { return b.stageUnchanged(&w, missing[i]) }
	})
	if err != nil {
		return err
	}
	return b.carry(ctx, top)
}

// stageUnchanged links the old file into the staging tree, or copies it where the file system refuses: it has no
// links, too many, or guards the files of other owners.
func (b *build) stageUnchanged(w *writer, f *file) error {
	if err := b.makeDirectory(f.dir); err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	if os.Link(b.current(f.Path), b.staged(f.Path)) == nil {
		f.staged = true
		return nil
	}
	return b.copyUnchanged(w, f)
}

// copyUnchanged writes the file to the staging tree, as old as the file that it replaces.
func (b *build) copyUnchanged(w *writer, f *file) error {
	content, err := w.render(f)
	if err != nil {
		return fmt.Errorf("render %s: %w", f.Path, err)
	}
	if err := b.stageFile(f, content); err != nil {
		return err
	}
	info, err := os.Stat(b.current(f.Path))
	if err == nil {
		err = os.Chtimes(b.staged(f.Path), info.ModTime(), info.ModTime())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	return nil
}
