// Package suggest suggests the file that a dead link means.
package suggest

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"baken.example/baken/internal/diag"
)

// maxSearched bounds the files whose paths are compared with a dead link. On a larger site only
// files in the page's directory, and files of the same name, are compared.
const maxSearched = 2000

// Candidates are the files that may be suggested for dead links.
type Candidates struct {
	// files are sorted.
	files  []string
	byName map[string][]string
	stem   func(string) string
	// last caches the directory of the last page, since pages are checked directory by directory.
	last *atomic.Pointer[directory]
}

// directory holds the candidates with their paths relative to a directory.
type directory struct {
	path string
	// beside are the stems of the candidates in the directory, all the stems of all candidates.
	beside, all []string
	// relative maps stems to relative paths.
	relative map[string]string
	// nearest memoizes the nearest stem, or "", by target, so that many links to a moved page are
	// searched for once.
	nearest sync.Map
}

// New returns candidates from files. Stem returns the part of a path that is compared. The
// candidates own the slice.
func New(files []string, stem func(string) string) Candidates {
	slices.Sort(files)
	c := Candidates{files, make(map[string][]string, len(files)), stem, new(atomic.Pointer[directory])}
	for _, f := range files {
		name := path.Base(stem(f))
		c.byName[name] = append(c.byName[name], f)
	}
	return c
}

// Suggest returns the end of the message about a dead link in a file: the nearest candidate, with
// its path relative to the file, or "" if there is none.
func (c Candidates) Suggest(from, target string) string {
	target = c.stem(target)
	if same := c.byName[path.Base(target)]; len(same) == 1 && same[0] != from {
		return fmt.Sprintf("; did you mean %q?", Relative(from, same[0]))
	}
	s := c.around(path.Dir(from))
	known, ok := s.nearest.Load(target)
	if !ok {
		known, _ = s.nearest.LoadOrStore(target, s.search(target, ""))
	}
	near := known.(string)
	if self := path.Base(from); near != "" && s.relative[near] == self {
		near = s.search(target, near) // Don't suggest the page's own file.
	}
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", s.relative[near])
}

// search returns the stem nearest to a target, except one stem, or "".
func (s *directory) search(target, except string) string {
	for _, stems := range [][]string{s.beside, s.all} {
		if except != "" {
			stems = slices.DeleteFunc(slices.Clone(stems), func(stem string) bool { return stem == except })
		}
		if near, ok := diag.Nearest(target, stems); ok {
			return near
		}
	}
	return ""
}

// around returns the candidates relative to a directory.
func (c Candidates) around(dir string) *directory {
	if s := c.last.Load(); s != nil && s.path == dir {
		return s
	}
	s := &directory{path: dir, relative: map[string]string{}}
	from := path.Join(dir, "from")
	for _, f := range c.files {
		near := path.Dir(f) == dir
		if !near && len(c.files) > maxSearched || near && len(s.beside) == maxSearched {
			continue
		}
		r := Relative(from, f)
		stem := c.stem(r)
		s.relative[stem] = r
		s.all = append(s.all, stem)
		if near {
			s.beside = append(s.beside, stem)
		}
	}
	c.last.Store(s)
	return s
}

// Relative returns the relative path from one file to another.
func Relative(from, to string) string {
	f := strings.Split(path.Dir(from), "/")
	t := strings.Split(to, "/")
	i := 0
	for i < len(f) && i < len(t)-1 && f[i] == t[i] {
		i++
	}
	return strings.Repeat("../", len(f)-i) + strings.Join(t[i:], "/")
}
