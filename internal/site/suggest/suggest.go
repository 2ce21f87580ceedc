// Package suggest guesses which file a dead link was to lead to.
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

// searched is how many files are compared with a dead link, one by one. On a larger site only so many
// of those beside the page are, and those of the very same name.
const searched = 2000

// Candidates are the files that a dead link may have meant.
type Candidates struct {
	// files are sorted.
	files  []string
	byName map[string][]string
	stem   func(string) string
	// last is what was known around the last page, since pages are checked directory by directory.
	last *atomic.Pointer[surroundings]
}

// surroundings are the candidates as pages of one directory write them.
type surroundings struct {
	dir string
	// beside are the stems of those in the directory, all those of all, in their order.
	beside, all []string
	// written are the whole paths by their stems.
	written map[string]string
	// meant holds the nearest stem for each target that was asked for, or "": a page that has moved is
	// looked for once, not for each link to it.
	meant sync.Map
}

// New makes candidates of files. Stem leaves off a path what says nothing about what was meant. The
// slice is the candidates' from then on.
func New(files []string, stem func(string) string) Candidates {
	slices.Sort(files)
	c := Candidates{files, make(map[string][]string, len(files)), stem, new(atomic.Pointer[surroundings])}
	for _, f := range files {
		name := path.Base(stem(f))
		c.byName[name] = append(c.byName[name], f)
	}
	return c
}

// Meant returns a tail for the message about a dead link from a file: the candidate that it was probably to lead
// to, as it is written there; empty where there is none.
func (c Candidates) Meant(from, target string) string {
	target = c.stem(target)
	if same := c.byName[path.Base(target)]; len(same) == 1 && same[0] != from {
		return fmt.Sprintf("; did you mean %q?", Relative(from, same[0]))
	}
	s := c.around(path.Dir(from))
	known, ok := s.meant.Load(target)
	if !ok {
		known, _ = s.meant.LoadOrStore(target, s.nearest(target, ""))
	}
	near := known.(string)
	if self := path.Base(from); near != "" && s.written[near] == self {
		near = s.nearest(target, near) // A page's own file isn't what it meant.
	}
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", s.written[near])
}

// nearest returns the stem that a target was probably to be, but for one, or "".
func (s *surroundings) nearest(target, but string) string {
	for _, stems := range [][]string{s.beside, s.all} {
		if but != "" {
			stems = slices.DeleteFunc(slices.Clone(stems), func(stem string) bool { return stem == but })
		}
		if near, ok := diag.Nearest(target, stems); ok {
			return near
		}
	}
	return ""
}

// around returns the surroundings of a directory.
func (c Candidates) around(dir string) *surroundings {
	if s := c.last.Load(); s != nil && s.dir == dir {
		return s
	}
	s := &surroundings{dir: dir, written: map[string]string{}}
	from := path.Join(dir, "from")
	for _, f := range c.files {
		near := path.Dir(f) == dir
		if !near && len(c.files) > searched || near && len(s.beside) == searched {
			continue
		}
		r := Relative(from, f)
		stem := c.stem(r)
		s.written[stem] = r
		s.all = append(s.all, stem)
		if near {
			s.beside = append(s.beside, stem)
		}
	}
	c.last.Store(s)
	return s
}

// Relative returns the path that leads from one file to another.
func Relative(from, to string) string {
	f := strings.Split(path.Dir(from), "/")
	t := strings.Split(to, "/")
	i := 0
	for i < len(f) && i < len(t)-1 && f[i] == t[i] {
		i++
	}
	return strings.Repeat("../", len(f)-i) + strings.Join(t[i:], "/")
}
