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
// place.Next. If the entry isn't the root and has to be exchanged where that is impossible, commit
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
			if err = b.remover.MakeWay(top, b.previous); err == nil {
				err = os.Rename(staged, current)
			}
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
		return fmt.Errorf("output directory %q can't be replaced in one step, because it is a mount point or part of a layered file system: "+
			"choose another directory, or one inside it: %w", b.place.Dir, err)
	}
	return fmt.Errorf("replace %s: %w", current, err)
}

// replaceByRenames replaces the directory by two renames. A kill between them leaves the old site
// at place.Old, from where the next build restores it.
func (b *build) replaceByRenames() error {
	p := b.place
	if err := os.Rename(p.Dir, p.Old); err != nil {
		return err
	}
	if err := os.Rename(p.Next, p.Dir); err != nil {
		return errors.Join(err, os.Rename(p.Old, p.Dir))
	}
	b.committed = true
	return os.Rename(p.Old, p.Next)
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
		err = disk.SyncFileSystem(b.place.Next)
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
