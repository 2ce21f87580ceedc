package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"

	"baken.example/baken/internal/output/manifest"
)

// cleaner removes a staging tree, or the old site that an exchange left in its place. It removes
// only files that Baken wrote:
//
//   - a file that the output directory has at the same path, by its identity, not its content;
//   - a file whose path and bytes this build, the record, or a manifest that the record vouches for
//     lists;
//   - an empty file that a build, which was killed, was about to write;
//   - a directory that is empty.
//
// Foreign files are moved back to their path in the output directory or, if the site uses that
// path, to a directory beside the output.
//
// Files are removed relative to an open directory (unlinkat), so that no symbolic link is ever
// followed.
type cleaner struct {
	place     place
	record    *record
	manifests []*manifest.Manifest
	// unfinished reports whether the tree was never published. Its foreign files weren't in the
	// output, so they are moved beside it.
	unfinished bool
	onKept     func(path, now string)
	// isNew, unless nil, reports whether this build has made a file of the path, so that an older
	// one can't be the same file.
	isNew func(p string) bool

	slots     chan struct{} // a semaphore for all workers but the first
	buffers   sync.Pool     // of *[compareChunk]byte
	mu        sync.Mutex
	preserved []string // the paths of foreign files
	keptDir   string   // the directory beside the output, once it is needed
}

func (p place) cleaner(workers int, onKept func(path, now string), r *record, manifests ...*manifest.Manifest) *cleaner {
	return &cleaner{
		place: p, record: r, manifests: append(manifests, r.files), onKept: onKept,
		slots:   make(chan struct{}, max(workers-1, 0)),
		buffers: sync.Pool{New: func() any { return new([compareChunk]byte) }},
	}
}

// run removes the staging tree.
func (s *cleaner) run() error {
	info, err := os.Lstat(s.place.next)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s isn't a directory: move it away", s.place.next)
	}
	root, err := openDirectory(s.place.next, info)
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
	return os.Remove(s.place.next)
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
	return err == nil && (len(text) == 0 || s.record.wrote(text))
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
	if s.isNew == nil || !s.isNew(p) {
		if now, err := os.Lstat(s.place.entry(p)); err == nil && os.SameFile(now, info) {
			return true
		}
	}
	if !info.Mode().IsRegular() {
		return false
	}
	listed := false
	for _, m := range s.manifests {
		listed = listed || m.HasPath(p)
	}
	if !listed {
		return false
	}
	if info.Size() == 0 && s.record.files.HasPath(p) {
		return true // The build was killed between the creation of the file and its bytes.
	}
	f, err := openFile(root, name, info)
	if err != nil {
		return false
	}
	defer f.Close()
	buf := s.buffers.Get().(*[compareChunk]byte)
	defer s.buffers.Put(buf)
	got, err := manifest.SumOfReader(f, buf[:])
	if err != nil {
		return false
	}
	for _, m := range s.manifests {
		if m.HasFile(manifest.File{Path: p, Sum: got}) {
			return true
		}
	}
	return false
}

// preserve moves a foreign file out of the staging tree.
func (s *cleaner) preserve(root *os.Root, name, p string) error {
	from := filepath.Join(s.place.next, filepath.FromSlash(p))
	s.mu.Lock()
	s.preserved = append(s.preserved, p)
	s.mu.Unlock()
	if !s.unfinished && s.restore(from, p) {
		return root.Remove(name)
	}
	to, err := s.beside(p)
	if err == nil {
		err = os.Rename(from, to)
	}
	if err != nil {
		return fmt.Errorf("keep %s, which isn't Baken's: %w", p, err)
	}
	if s.onKept != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.onKept(p, to)
	}
	return nil
}

// restore links the file to its path in the output directory, if that is unused, and reports
// whether it did.
func (s *cleaner) restore(from, p string) bool {
	root, err := os.OpenRoot(s.place.dir)
	if err != nil {
		return false
	}
	defer root.Close()
	if root.MkdirAll(filepath.FromSlash(path.Dir(p)), 0o755) != nil {
		return false
	}
	return os.Link(from, s.place.entry(p)) == nil
}

// beside returns an unused file name for p beside the output.
func (s *cleaner) beside(p string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keptDir == "" {
		dir, err := s.place.keptName()
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

// maxKept is the number of directories of kept files that may stand beside an output, so that
// builds that nobody looks at don't fill the disk.
const maxKept = 100

// keptName returns an unused name for a directory of kept files beside the output.
func (p place) keptName() (string, error) {
	for n := 1; n <= maxKept; n++ {
		name := fmt.Sprintf("%s-%d", p.keptPrefix, n)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", fmt.Errorf("there are %d directories %s-N of files that builds have kept: "+
		"take out what is needed, and delete them", maxKept, p.keptPrefix)
}

// keepWhole moves the tree at place.next, which Baken may not have written, beside the output.
func (p place) keepWhole(onKept func(path, now string)) error {
	name, err := p.keptName()
	if err == nil {
		err = os.Rename(p.next, name)
	}
	if err != nil {
		return fmt.Errorf("keep %s, which Baken may not have written: %w", p.next, err)
	}
	if onKept != nil {
		onKept(".", name)
	}
	return nil
}
