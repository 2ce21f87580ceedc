// Package removal removes what builds leave beside an output, and no file that Baken didn't write.
package removal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
)

// Remover removes trees at Location.Next: a staging tree, or the old site that an exchange left in
// its place. It removes only files that Baken wrote:
//
//   - a file that the output directory has at the same path, by its identity, not its content;
//   - a file whose path and bytes the record, or a manifest that the caller vouches for, lists;
//   - an empty file that a build, which was killed, was about to write;
//   - a directory that is empty.
//
// Foreign files are moved back to their path in the output directory or, if the site uses that
// path, to a directory beside the output.
//
// Files are removed relative to an open directory (unlinkat), so that no symbolic link is ever
// followed. The lock of the output must be held.
type Remover struct {
	Location location.Location
	Record   *record.Record
	// Workers is the number of directories that are emptied at a time.
	Workers int
	// Kept, unless nil, is called for each foreign file that can't stay in the output, with its
	// path there and the file name that it was moved to. The path is "." for a whole tree. It is
	// never called concurrently.
	Kept func(path, now string)
}

// Tree says what is known of a tree that is to be removed.
type Tree struct {
	// Manifests list files that Baken wrote, beside those of the record. Any of them may be nil.
	Manifests []*manifest.Manifest
	// Unfinished reports whether the tree was never published. Its foreign files weren't in the
	// output, so they are moved beside it.
	Unfinished bool
	// IsNew, unless nil, reports whether this build has made a file of the path, so that an older
	// one can't be the same file.
	IsNew func(p string) bool
}

// cleaner is the removal of a tree.
type cleaner struct {
	Remover
	Tree

	slots     chan struct{} // a semaphore for all workers but the first
	buffers   sync.Pool     // of *[chunk]byte
	mu        sync.Mutex
	preserved []string // the paths of foreign files
	keptDir   string   // the directory beside the output, once it is needed
}

// chunk is the number of bytes of a file that are read at a time: most pages are smaller.
const chunk = 32 << 10

func (r Remover) cleaner(t Tree) *cleaner {
	t.Manifests = append(slices.Clip(t.Manifests), r.Record.Files())
	return &cleaner{
		Remover: r, Tree: t,
		slots:   make(chan struct{}, max(r.Workers-1, 0)),
		buffers: sync.Pool{New: func() any { return new([chunk]byte) }},
	}
}

// Remove removes the tree, in any state that it may be in, and returns the paths of the foreign
// files in it, also after an error. There needn't be one.
func (r Remover) Remove(t Tree) (foreign []string, err error) {
	s := r.cleaner(t)
	err = s.run()
	return s.preserved, err
}

// KeepWhole moves the tree, which Baken may not have written, beside the output.
func (r Remover) KeepWhole() error {
	name, err := r.Location.KeptName()
	if err == nil {
		err = os.Rename(r.Location.Next, name)
	}
	if err != nil {
		return fmt.Errorf("keep %s, which Baken may not have written: %w", r.Location.Next, err)
	}
	if r.Kept != nil {
		r.Kept(".", name)
	}
	return nil
}

// MakeWay moves the file at the path p of the output beside it, unless the manifest, which may be
// nil, or the record says that Baken wrote it. Then it is left, to be replaced.
func (r Remover) MakeWay(p string, m *manifest.Manifest) error {
	s := r.cleaner(Tree{Manifests: []*manifest.Manifest{m}})
	current := r.Location.Entry(p)
	root, err := os.OpenRoot(filepath.Dir(current))
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Lstat(filepath.Base(current))
	if err != nil {
		return err
	}
	if s.listed(root, filepath.Base(current), p, info) {
		return nil
	}
	to, err := s.beside(p)
	if err == nil {
		err = os.Rename(current, to)
	}
	if err != nil {
		return err
	}
	if r.Kept != nil {
		r.Kept(p, to)
	}
	return nil
}

// run removes the staging tree.
func (s *cleaner) run() error {
	info, err := os.Lstat(s.Location.Next)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s isn't a directory: move it away", s.Location.Next)
	}
	root, err := openDirectory(s.Location.Next, info)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := s.clear(root, "."); err != nil {
		return err
	}
	// The manifest is removed last, because the next build needs it after a kill.
	for _, name := range []string{manifest.NextName, manifest.Name} {
		info, err := root.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
		case s.removableManifest(root, name, info):
			err = root.Remove(name)
		default:
			err = s.preserve(root, name, name)
		}
		if err != nil {
			return err
		}
	}
	return os.Remove(s.Location.Next)
}

// removableManifest reports whether the file is a manifest that the record vouches for, or one that
// a build was about to write.
func (s *cleaner) removableManifest(root *os.Root, name string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() || info.Size() > manifest.MaxSize {
		return false
	}
	f, err := openFile(root, name, info)
	if err != nil {
		return false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, manifest.MaxSize+1))
	return err == nil && (len(text) == 0 || s.Record.Wrote(text))
}

// openFile opens the regular file that info describes. It fails if another file has taken its
// place.
func openFile(root *os.Root, name string, info fs.FileInfo) (*os.File, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		f.Close()
		return nil, errors.Join(fmt.Errorf("%s was replaced meanwhile", name), err)
	}
	return f, nil
}

// openDirectory opens the directory that info describes. It fails if another file has taken its
// place.
func openDirectory(name string, info fs.FileInfo) (*os.Root, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	if opened, err := root.Stat("."); err != nil || !os.SameFile(info, opened) {
		root.Close()
		return nil, errors.Join(fmt.Errorf("%s was replaced meanwhile", name), err)
	}
	return root, nil
}

// clear empties the directory root, whose path in the site is dir.
func (s *cleaner) clear(root *os.Root, dir string) error {
	f, err := root.Open(".")
	if err != nil {
		return err
	}
	entries, err := f.ReadDir(-1)
	f.Close()
	if err != nil {
		return err
	}
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		errs []error
	)
	do := func(e fs.DirEntry) {
		if err := s.entry(root, dir, e); err != nil {
			mu.Lock()
			defer mu.Unlock()
			errs = append(errs, err)
		}
	}
	for _, e := range entries {
		if dir == "." && (e.Name() == manifest.Name || e.Name() == manifest.NextName) && e.Type().IsRegular() {
			continue
		}
		if !e.IsDir() {
			do(e)
			continue
		}
		select {
		case s.slots <- struct{}{}:
			wg.Go(func() {
				defer func() { <-s.slots }()
				do(e)
			})
		default:
			do(e)
		}
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (s *cleaner) entry(root *os.Root, dir string, e fs.DirEntry) error {
	name, p := e.Name(), path.Join(dir, e.Name())
	info, err := root.Lstat(name)
	if err != nil {
		return err
	}
	if info.IsDir() {
		sub, err := root.OpenRoot(name)
		if err != nil {
			return err
		}
		defer sub.Close()
		if opened, err := sub.Stat("."); err != nil || !os.SameFile(info, opened) {
			return errors.Join(fmt.Errorf("%s was replaced meanwhile", p), err)
		}
		if err := s.clear(sub, p); err != nil {
			return err
		}
		return root.Remove(name)
	}
	if s.removable(root, name, p, info) {
		return root.Remove(name)
	}
	return s.preserve(root, name, p)
}

// removable reports whether the file was written by Baken, or is still in the output as the same
// file.
func (s *cleaner) removable(root *os.Root, name, p string, info fs.FileInfo) bool {
	if s.IsNew == nil || !s.IsNew(p) {
		if now, err := os.Lstat(s.Location.Entry(p)); err == nil && os.SameFile(now, info) {
			return true
		}
	}
	return s.listed(root, name, p, info)
}

// listed reports whether the file was written by Baken, as the record or a manifest says.
func (s *cleaner) listed(root *os.Root, name, p string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() {
		return false
	}
	listed := false
	for _, m := range s.Manifests {
		listed = listed || m.HasPath(p)
	}
	if !listed {
		return false
	}
	if info.Size() == 0 && s.Record.Files().HasPath(p) {
		return true // The build was killed between the creation of the file and its bytes.
	}
	f, err := openFile(root, name, info)
	if err != nil {
		return false
	}
	defer f.Close()
	buf := s.buffers.Get().(*[chunk]byte)
	defer s.buffers.Put(buf)
	got, err := manifest.SumOfReader(f, buf[:])
	if err != nil {
		return false
	}
	for _, m := range s.Manifests {
		if m.HasFile(manifest.File{Path: p, Sum: got}) {
			return true
		}
	}
	return false
}

// preserve moves a foreign file out of the staging tree.
func (s *cleaner) preserve(root *os.Root, name, p string) error {
	from := s.Location.Staged(p)
	s.mu.Lock()
	s.preserved = append(s.preserved, p)
	s.mu.Unlock()
	if !s.Unfinished && s.restore(from, p) {
		return root.Remove(name)
	}
	to, err := s.beside(p)
	if err == nil {
		err = os.Rename(from, to)
	}
	if err != nil {
		return fmt.Errorf("keep %s, which isn't Baken's: %w", p, err)
	}
	if s.Kept != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.Kept(p, to)
	}
	return nil
}

// restore links the file to its path in the output directory, if that is unused, and reports
// whether it did.
func (s *cleaner) restore(from, p string) bool {
	root, err := os.OpenRoot(s.Location.Dir)
	if err != nil {
		return false
	}
	defer root.Close()
	if root.MkdirAll(filepath.FromSlash(path.Dir(p)), 0o755) != nil {
		return false
	}
	return os.Link(from, s.Location.Entry(p)) == nil
}

// beside returns an unused file name for p beside the output.
func (s *cleaner) beside(p string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keptDir == "" {
		dir, err := s.Location.KeptName()
		if err == nil {
			err = os.Mkdir(dir, 0o755)
		}
		if err != nil {
			return "", err
		}
		s.keptDir = dir
	}
	to := filepath.Join(s.keptDir, filepath.FromSlash(p))
	return to, os.MkdirAll(filepath.Dir(to), 0o755)
}
