package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// settler takes a staging tree apart, or the old site that an exchange left in its place. It removes
// what Baken wrote and nothing else:
//
//   - a file that the directory holds as well, under the same name: the same file, not an equal one;
//   - a file whose path and bytes one of the manifests lists;
//   - a file of an unfinished staging tree at a path that its manifest plans;
//   - a directory that is empty.
//
// Everything else goes back to where it was in the directory or, if the site has something else there,
// to a directory of its own beside the output.
//
// Every removal names an entry of an open directory, so that none ever passes through a link.
type settler struct {
	place     place
	manifests []*manifest
	// aside has everything kept beside the output: what lies in an unfinished staging tree was never in the site.
	aside bool
	kept  func(path, now string)

	slots chan struct{} // one for each further worker
	mu    sync.Mutex
	saved []string // the paths of what wasn't removed
	keep  string   // where things are kept; made when it is needed
}

func (p place) settler(workers int, kept func(path, now string), manifests ...*manifest) *settler {
	return &settler{place: p, manifests: manifests, kept: kept, slots: make(chan struct{}, max(workers-1, 0))}
}

// run takes the staging tree apart.
func (s *settler) run() error {
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
	// The manifest is the last to go: until then, whoever comes after a kill must know what is what.
	for _, name := range []string{markerNext, marker} {
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Remove(s.place.next)
}

// openDirectory opens the directory that info describes, and not what a link may have put in its place.
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
func (s *settler) clear(root *os.Root, dir string) error {
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
		if dir == "." && (e.Name() == marker || e.Name() == markerNext) && e.Type().IsRegular() {
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

func (s *settler) entry(root *os.Root, dir string, e fs.DirEntry) error {
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
	if s.ours(root, name, p, info) {
		return root.Remove(name)
	}
	return s.save(root, name, p)
}

// ours reports whether the file may be removed.
func (s *settler) ours(root *os.Root, name, p string, info fs.FileInfo) bool {
	if now, err := os.Lstat(s.place.entry(p)); err == nil && os.SameFile(now, info) {
		return true
	}
	if !info.Mode().IsRegular() {
		return false
	}
	named := false
	for _, m := range s.manifests {
		if m.lists(p, sum{}) {
			return true
		}
		named = named || m.names(p)
	}
	if !named {
		return false
	}
	f, err := root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		return false
	}
	got, err := sumOfFile(f)
	if err != nil {
		return false
	}
	for _, m := range s.manifests {
		if m.lists(p, got) {
			return true
		}
	}
	return false
}

// save moves what isn't Baken's out of the staging tree.
func (s *settler) save(root *os.Root, name, p string) error {
	from := filepath.Join(s.place.next, filepath.FromSlash(p))
	s.mu.Lock()
	s.saved = append(s.saved, p)
	s.mu.Unlock()
	if !s.aside && s.restore(from, p) {
		return root.Remove(name)
	}
	to, err := s.beside(p)
	if err == nil {
		err = os.Rename(from, to)
	}
	if err != nil {
		return fmt.Errorf("keep %s, which isn't Baken's: %w", p, err)
	}
	if s.kept != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.kept(p, to)
	}
	return nil
}

// restore links the file to its place in the directory, if that is free, and reports whether it did.
func (s *settler) restore(from, p string) bool {
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

// beside returns a free name for p beside the output.
func (s *settler) beside(p string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keep == "" {
		keep, err := s.place.newKeep()
		if err != nil {
			return "", err
		}
		s.keep = keep
	}
	to := filepath.Join(s.keep, filepath.FromSlash(p))
	return to, os.MkdirAll(filepath.Dir(to), 0o755)
}

// newKeep makes a directory beside the output for what is kept.
func (p place) newKeep() (string, error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s-%d", p.kept, n)
		if err := os.Mkdir(name, 0o755); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
}
