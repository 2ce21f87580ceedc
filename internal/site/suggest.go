package site

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
)

// searched is how many files are compared with a dead link, one by one. On a larger site only
// those beside the page are, and those of the very same name.
const searched = 2000

// candidates are the files that a dead link may have meant, sorted.
type candidates struct {
	files  []string
	byName map[string][]string
}

func newCandidates(files []string, stem func(string) string) candidates {
	slices.Sort(files)
	c := candidates{files, make(map[string][]string, len(files))}
	for _, f := range files {
		name := path.Base(stem(f))
		c.byName[name] = append(c.byName[name], f)
	}
	return c
}

// suggestions holds the candidates for links and for pictures, made when the first one is dead.
type suggestions struct {
	// pages are by language.
	pages map[string]candidates
	files candidates
}

func (b *builder) newSuggestions() *suggestions {
	files := map[string][]string{}
	for _, d := range b.documents {
		files[d.Lang] = append(files[d.Lang], d.File)
	}
	s := &suggestions{pages: map[string]candidates{}}
	for lang, f := range files {
		s.pages[lang] = newCandidates(f, b.stem)
	}
	s.files = newCandidates(slices.Collect(maps.Values(b.files)), b.stem)
	return s
}

// stem leaves the language and .md off a page's path. They say nothing about what was meant.
func (b *builder) stem(file string) string {
	stem, isPage := strings.CutSuffix(file, ".md")
	if isPage {
		for _, lang := range b.Languages {
			if s, ok := strings.CutSuffix(stem, "."+lang); ok {
				return s
			}
		}
	}
	return stem
}

// meant returns a tail for the message about a dead link: the file that it was probably to lead
// to, as it is written on the page.
func (c linkCheck) meant(among candidates) string {
	target := c.stem(c.slot.Target)
	if same := among.byName[path.Base(target)]; len(same) == 1 && same[0] != c.file {
		return fmt.Sprintf("; did you mean %q?", relative(c.file, same[0]))
	}
	dir := path.Dir(c.file)
	var beside, all []string
	written := map[string]string{}
	for _, f := range among.files {
		if f == c.file || path.Dir(f) != dir && len(among.files) > searched {
			continue
		}
		r := relative(c.file, f)
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

// relative returns the path that leads from one file to another.
func relative(from, to string) string {
	f := strings.Split(path.Dir(from), "/")
	t := strings.Split(to, "/")
	i := 0
	for i < len(f) && i < len(t)-1 && f[i] == t[i] {
		i++
	}
	return strings.Repeat("../", len(f)-i) + strings.Join(t[i:], "/")
}
