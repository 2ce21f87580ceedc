package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/disk"
	"baken.example/baken/internal/output/manifest"
)

// errChanged is the error for a large file that changed while it was copied, so that its hash isn't
// that of the bytes that were written.
var errChanged = errors.New("the file changed while it was read")

// streamChunk is the number of bytes of a large artifact that are in memory at a time.
const streamChunk = 256 << 10

// renderLarge is renderFile for an artifact that is read piece by piece: once for its hash and to
// compare it with the old file, and once more to copy it if they differ.
func (b *build) renderLarge(ctx context.Context, f *file) error {
	var same bool
	err := withContent(f.Artifact, func(content artifact.File) (err error) {
		f.size, f.sum, same, err = b.compareLarge(ctx, f, content)
		return err
	})
	if err != nil {
		return fmt.Errorf("render %s: %w", f.Path, err)
	}
	f.rendered = true
	if same {
		return nil
	}
	if err := b.stageLarge(ctx, f); err != nil {
		return err
	}
	f.written = true
	return nil
}

// withContent opens the content of a large artifact for a function.
func withContent(a artifact.Artifact, use func(artifact.File) error) error {
	content, err := a.Open()
	if err != nil {
		return err
	}
	return errors.Join(use(content), content.Close())
}

// compareLarge returns the size and the hash of a content, and reports whether the old file has the
// same bytes.
func (b *build) compareLarge(ctx context.Context, f *file, content io.Reader) (size int, s manifest.Sum, same bool, err error) {
	var old *os.File
	if f.exists {
		if opened, err := os.Open(b.current(f.Path)); err == nil {
			defer opened.Close()
			old = opened
			if info, err := old.Stat(); err == nil {
				f.modified = info.ModTime()
			}
		}
	}
	same = old != nil
	h := sha256.New()
	buf, before := make([]byte, streamChunk), make([]byte, streamChunk)
	for {
		if err := ctx.Err(); err != nil {
			return 0, s, false, err
		}
		n, err := io.ReadFull(content, buf)
		h.Write(buf[:n])
		size += n
		if same {
			m, _ := io.ReadFull(old, before[:max(n, 1)]) // one byte more shows whether the old file is longer
			same = m == n && bytes.Equal(before[:m], buf[:n])
		}
		switch {
		case errors.Is(err, io.ErrUnexpectedEOF):
			if same {
				m, _ := old.Read(before[:1])
				same = m == 0
			}
			return size, manifest.SumIn(h), same, nil
		case errors.Is(err, io.EOF):
			return size, manifest.SumIn(h), same, nil
		case err != nil:
			return 0, s, false, err
		}
	}
}

// stageLarge copies a large artifact to the staging tree.
func (b *build) stageLarge(ctx context.Context, f *file) error {
	err := b.makeDirectory(f.dir)
	if err == nil {
		b.record.PlanFiles([]manifest.File{{Path: f.Path, Sum: f.sum}})
		err = withContent(f.Artifact, func(content artifact.File) error {
			f.modified, err = disk.CreateFrom(b.staged(f.Path), func(w io.Writer) error {
				h := sha256.New()
				if err := copyContent(ctx, io.MultiWriter(w, h), content); err != nil {
					return err
				}
				if manifest.SumIn(h) != f.sum {
					return errChanged
				}
				return nil
			})
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	f.staged, f.fresh = true, true
	return nil
}

// copyContent copies a content in pieces until ctx is done.
func copyContent(ctx context.Context, w io.Writer, content io.Reader) error {
	buf := make([]byte, streamChunk)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := content.Read(buf)
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
