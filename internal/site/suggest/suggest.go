// Package suggest guesses which file a dead link was to lead to.
package suggest

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
)

// searched is how many files are compared with a dead link, one by one. On a larger site only
// those beside the page are, and those of the very same name.
const searched = 2000

// Candidates are the files that a dead link may have meant.
type Candidates struct {
	// files are sorted.
	files  []string
	byName map[string][]string
	stem   func(string) string
}

// New makes candidates of files. Stem leaves off a path what says nothing about what was meant. The
// slice is the candidates' from then on.
func New(files []string, stem func(string) string) Candidates {
	slices.Sort(files)
	c := Candidates{files, make(map[string][]string, len(files)), stem}
	for _, f := range files {
		name := path.Base(stem(f))
		c.byName[name] = append(c.byName[name], f)
	}
	return c
}

// Meant returns a tail for the message about a dead link from a file: the candidate that it was
// probably to lead to, as it is written there; empty where there is none.
func (c Candidates) Meant(from, target string) string {
	target = c.stem(target)
	if same := c.byName[path.Base(target)]; len(same) == 1 && same[0] != from {
		return fmt.Sprintf("; did you mean %q?", Relative(from, same[0]))
	}
	dir := path.Dir(from)
	var beside, all []string
	written := map[string]string{}
	for _, f := range c.files {
		if f == from || path.Dir(f) != dir && len(c.files) > searched {
			continue
		}
		r := Relative(from, f)
		stem := c.stem(r)
		written[stem] = r
		all = append(all, stem)
		if path.Dir(f) == dir {
			beside = append(beside, stem)
		}
	}
	near, ok := diag.Nearest(target, beside)
	if !ok {
		near, ok = diag.Nearest(target, all)
	}
	if !ok {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", written[near])
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
