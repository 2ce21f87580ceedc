package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
		if err = os.MkdirAll(filepath.Dir(staged), 0o755); err == nil {
			err = os.Rename(current, staged)
		}
	case was == nil:
		err = b.place.intoFree(staged, current, is.IsDir())
	default:
		err = b.swap(staged, current)
		switch {
		case !errors.Is(err, errNoExchange):
		case was.Mode().IsRegular() && is.Mode().IsRegular():
			err = b.replaceFile(staged, current, top)
		case top != ".":
			return err
		default:
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

// intoFree moves the staged entry to a name that is free, and doesn't replace what appeared there meanwhile.
func (p place) intoFree(staged, current string, dir bool) error {
	if !dir {
		switch err := os.Link(staged, current); {
		case err == nil:
			return os.Remove(staged)
		case errors.Is(err, fs.ErrExist):
			return err
		}
	}
	if _, err := os.Lstat(current); err == nil {
		return &os.LinkError{Op: "rename", Old: staged, New: current, Err: fs.ErrExist}
	}
	return os.Rename(staged, current)
}

// replaceFile renames a file over another where the two can't be exchanged. The old one stays in the staging tree
// under a name of its own until it is known whose it is.
func (b *build) replaceFile(staged, current, top string) error {
	s := b.place.settler(1, b.kept, b.was)
	root, err := os.OpenRoot(filepath.Dir(current))
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Lstat(filepath.Base(current))
	if err != nil {
		return err
	}
	// The file is compared with what a manifest lists only: it is still at its place, and so equals itself.
	s.place.dir = b.place.next
	if !s.ours(root, filepath.Base(current), top, info) {
		to, err := s.beside(top)
		if err == nil {
			err = os.Rename(current, to)
		}
		if err != nil {
			return err
		}
		if b.kept != nil {
			b.kept(top, to)
		}
	}
	return os.Rename(staged, current)
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

// sync makes sure that what was written reaches the disk before it replaces anything. A directory without a manifest
// was empty: there is nothing to lose.
func (b *build) sync() error {
	if b.was == nil {
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
