package suggest

import (
	"slices"
	"strings"
	"sync"

	"baken.example/baken/internal/site/tree"
)

// Suggester suggests pages and files of a site for dead links. It may be used concurrently.
type Suggester struct {
	// candidates are collected for the first dead link.
	candidates func() candidates
}

// candidates are those for pages, by language, and for other files.
type candidates struct {
	pages map[string]Candidates
	files Candidates
}

// NewSuggester returns a suggester of the pages, published or not, and the files of a site.
func NewSuggester(t *tree.Tree) *Suggester {
	return &Suggester{sync.OnceValue(func() candidates { return collect(t) })}
}

// Page returns the end of the message about a dead link in a file to a page in a language.
func (s *Suggester) Page(lang, from, target string) string {
	return s.candidates().pages[lang].Suggest(from, target)
}

// File returns the end of the message about a dead link in a file to a file that isn't a page.
func (s *Suggester) File(from, target string) string {
	return s.candidates().files.Suggest(from, target)
}

func collect(t *tree.Tree) candidates {
	files := map[string][]string{}
	for d := range t.Documents() {
		files[d.Lang] = append(files[d.Lang], d.File)
	}
	stem := func(file string) string { return stem(t.Languages(), file) }
	c := candidates{pages: map[string]Candidates{}}
	for _, lang := range t.Languages() {
		c.pages[lang] = New(files[lang], stem)
	}
	c.files = New(slices.Collect(t.Files()), stem)
	return c
}

// stem returns a page's path without the language and .md, so that suggestions compare names only,
// and any other path as it is.
func stem(languages []string, file string) string {
	stem, isPage := strings.CutSuffix(file, ".md")
	if isPage {
		for _, lang := range languages {
			if s, ok := strings.CutSuffix(stem, "."+lang); ok {
				return s
			}
		}
	}
	return stem
}
