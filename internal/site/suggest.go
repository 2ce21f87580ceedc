package site

import (
	"slices"
	"strings"

	"baken.example/baken/internal/site/suggest"
)

// suggestions holds the candidates for the targets of dead links and pictures. They are built for
// the first dead one.
type suggestions struct {
	// pages holds candidates by language.
	pages map[string]suggest.Candidates
	files suggest.Candidates
}

func (b *builder) newSuggestions() *suggestions {
	files := map[string][]string{}
	for d := range b.tree.Documents() {
		files[d.Lang] = append(files[d.Lang], d.File)
	}
	s := &suggestions{pages: map[string]suggest.Candidates{}}
	for _, lang := range b.Languages {
		s.pages[lang] = suggest.New(files[lang], b.stem)
	}
	s.files = suggest.New(slices.Collect(b.tree.Files()), b.stem)
	return s
}

// stem returns a page's path without the language and .md, so that suggestions compare names only,
// and any other path as it is.
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
