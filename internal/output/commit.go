package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"baken.example/baken/internal/output/disk"
	"baken.example/baken/internal/output/exchange"
)

// commit replaces the entry top of the output directory by the staged one and leaves the old one at
// place.next. If the entry isn't the root and has to be exchanged where that is impossible, commit
// returns exchange.ErrUnsupported and changes nothing.
func (b *build) commit(top string) error {
	current, staged := b.current(top), b.staged(top)
	currentInfo, err := lstat(current)
	if err != nil {
		return fmt.Errorf("replace %s: %w", current, err)
	}
	stagedInfo, err := lstat(staged)
	if err != nil {
		return fmt.Errorf("replace %s: %w", current, err)
	}
	switch {
	case stagedInfo == nil:
		if err = os.MkdirAll(filepath.Dir(staged), 0o755); err == nil {
			err = os.Rename(current, staged)
		}
	case currentInfo == nil:
		err = exchange.Into(staged, current, stagedInfo.IsDir())
	default:
		err = b.swap(staged, current)
		switch {
		case !errors.Is(err, exchange.ErrUnsupported):
		case currentInfo.Mode().IsRegular() && stagedInfo.Mode().IsRegular():
			err = b.replaceFile(staged, current, top)
		case top != ".":
			return err
		default:
			err = b.replaceByRenames()
		}
	}
	switch {
	case err == nil:
		b.committed = true
		return nil
	case b.committed:
		return b.leftover(err)
	case errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV):
		return b.place.errMountPoint(err)
	}
	return fmt.Errorf("replace %s: %w", current, err)
}

// replaceFile renames a file over the current one where the two can't be exchanged. A current file
// that Baken didn't write is moved beside the output first.
func (b *build) replaceFile(staged, current, top string) error {
	s := b.place.cleaner(1, b.onKept, b.record, b.previous)
	root, err := os.OpenRoot(filepath.Dir(current))
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Lstat(filepath.Base(current))
	if err != nil {
		return err
	}
	// The file is still at its path in the output, where removable would find it the same file:
	// look in the staging tree instead, so that only the manifest decides.
	s.place.dir = b.place.next
	if !s.removable(root, filepath.Base(current), top, info) {
		to, err := s.beside(top)
		if err == nil {
			err = os.Rename(current, to)
		}
		if err != nil {
			return err
		}
		if b.onKept != nil {
			b.onKept(top, to)
		}
	}
	return os.Rename(staged, current)
}

// replaceByRenames replaces the directory by two renames. A kill between them leaves the old site
// at place.old, from where the next build restores it.
func (b *build) replaceByRenames() error {
	p := b.place
	if err := os.Rename(p.dir, p.old); err != nil {
		return err
	}
	if err := os.Rename(p.next, p.dir); err != nil {
		return errors.Join(err, os.Rename(p.old, p.dir))
	}
	b.committed = true
	return os.Rename(p.old, p.next)
}

// maxFileSyncs is the number of files up to which each is synced by itself, which is cheaper than
// syncing a file system that other programs write to.
const maxFileSyncs = 16

// sync flushes the files of the staging tree to disk, so that they are durable before they replace
// old ones. It does nothing for a first build, which replaces none.
func (b *build) sync() error {
	if b.previous == nil && !b.unknown {
		return nil
	}
	var written []string
	for _, f := range b.site.files {
		if f.fresh {
			written = append(written, b.staged(f.Path))
		}
	}
	var err error
	if len(written) > maxFileSyncs {
		err = disk.SyncFileSystem(b.place.next)
	} else {
		err = parallel(context.Background(), b.workers, len(written), func() func(int) error {
			return func(i int) error { return disk.SyncFile(written[i]) }
		})
	}
	if err != nil {
		return fmt.Errorf("write the new site to disk: %w", err)
	}
	return nil
}

// lstat is os.Lstat, but returns nil without an error for a file that doesn't exist.
func lstat(name string) (fs.FileInfo, error) {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	return info, err
}
