package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// errNoExchange says that the system or the file system can't exchange two directories in one call.
var errNoExchange = errors.New("directories can't be exchanged here")

// commit puts the staged entry top in the place of the one that readers know; what it replaces is at
// place.next afterwards. If the entry isn't the root and must be exchanged where that is impossible, the error is
// errNoExchange and nothing has changed.
func (b *build) commit(top string) error {
	current, staged := b.current(top), b.staged(top)
	was, err := lstat(current)
	if err != nil {
		return fmt.Errorf("replace %s: %w", current, err)
	}
	is, err := lstat(staged)
	if err != nil {
		return fmt.Errorf("replace %s: %w", current, err)
	}
	switch {
	case is == nil:
		// Nothing else differs, so nothing was staged, and the name of the staging tree is free.
		err = os.Rename(current, b.place.next)
	case was == nil, was.Mode().IsRegular() && is.Mode().IsRegular():
		err = os.Rename(staged, current)
	default:
		err = b.swap(staged, current)
		if errors.Is(err, errNoExchange) {
			if top != "." {
				return err
			}
			err = b.replaceInTwo()
		}
	}
	switch {
	case err == nil:
		b.committed = true
		return nil
	case b.committed:
		return b.leftover(err)
	case errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV):
		return b.place.mountError(err)
	}
	return fmt.Errorf("replace %s: %w", current, err)
}

// replaceInTwo replaces the directory by two renames. A kill between them leaves the old site at place.old,
// from where the next build restores it.
func (b *build) replaceInTwo() error {
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

// few is how many files are synced one by one: up to here that is cheaper than to sync a file system for which
// other programs may be writing too.
const few = 16

// sync makes sure that what was written reaches the disk before it replaces anything. A directory without marker
// was empty: there is nothing to lose.
func (b *build) sync() error {
	if !b.site.find(marker).file.old {
		return nil
	}
	var written []string
	for _, f := range b.site.files {
		if f.fresh {
			written = append(written, b.staged(f.Path))
		}
	}
	var err error
	if len(written) > few {
		err = syncFileSystem(b.place.next)
	} else {
		err = parallel(context.Background(), b.workers, len(written), func() func(int) error {
			return func(i int) error { return syncFile(written[i]) }
		})
	}
	if err != nil {
		return fmt.Errorf("write the new site to disk: %w", err)
	}
	return nil
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// lstat is os.Lstat, with nil for what doesn't exist.
func lstat(name string) (fs.FileInfo, error) {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	return info, err
}
