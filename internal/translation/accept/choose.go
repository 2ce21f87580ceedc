package accept

import (
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
)

// selection collects the pages to record, and the original of each.
type selection struct {
	*site.Site
	dir, from string
	// broken are the files with errors.
	broken map[string]bool
	chosen []*site.Page
	// originals are those of chosen.
	originals []*site.Page
}

// choose finds the pages that the arguments name.
func (s *selection) choose(args []string) error {
	for _, arg := range args {
		name := s.normal(arg)
		if p := s.Resolve(name, "").Page; p != nil {
			if err := s.file(p); err != nil {
				return err
			}
			continue
		}
		versions := s.versions(name)
		if versions == nil {
			return s.unknown(arg, name)
		}
		if err := s.page(arg, versions); err != nil {
			return err
		}
	}
	return nil
}

// normal makes a path from the site directory of an argument: slashes, and without that directory.
func (s *selection) normal(arg string) string {
	name := filepath.Clean(arg)
	if inside, err := filepath.Rel(s.dir, name); err == nil && !strings.HasPrefix(filepath.ToSlash(name), "content/") {
		if inside = filepath.ToSlash(inside); strings.HasPrefix(inside, "content/") {
			return inside
		}
	}
	return filepath.ToSlash(name)
}

// versions returns all versions of the page that a name means, or nil.
func (s *selection) versions(name string) []*site.Page {
	key := strings.Trim(strings.TrimPrefix(name, "content/"), "/")
	for _, versions := range s.TranslationGroups() {
		if k := versions[0].Key; k == key || k == key+"/index" {
			return versions
		}
	}
	return nil
}

// unknown returns the error for a name that means no page, or one whose file has errors.
func (s *selection) unknown(arg, name string) error {
	if s.broken[name] {
		return &FileError{File: name}
	}
	var names []string
	for _, versions := range s.TranslationGroups() {
		names = append(names, versions[0].Key)
		for _, p := range versions {
			names = append(names, p.File)
		}
	}
	for _, lang := range s.Languages {
		if file := content.PageFile(name, lang); s.broken[file] {
			return &FileError{File: file}
		}
	}
	return usagef("there is no page %q%s", arg, diag.DidYouMean(name, names))
}

// file chooses one version of a page.
func (s *selection) file(p *site.Page) error {
	original, err := s.originalOf(p)
	if err != nil {
		return err
	}
	return s.add(p, original)
}

// page chooses the versions of a page that were made from others.
func (s *selection) page(arg string, versions []*site.Page) error {
	if len(versions) == 1 {
		return usagef("%q is there in one language only, %q", arg, versions[0].Lang)
	}
	if s.from != "" && versions[0].In(s.from) == nil {
		return s.absent(versions)
	}
	for _, p := range versions {
		original := p.Original
		if s.from != "" {
			original = versions[0].In(s.from)
		}
		if original == nil || original == p {
			continue
		}
		if err := s.add(p, original); err != nil {
			return err
		}
	}
	return nil
}

// originalOf returns the version that a page is to be made from.
func (s *selection) originalOf(p *site.Page) (*site.Page, error) {
	versions := p.Translations
	first := versions[0].In(s.Languages[0])
	switch {
	case len(versions) == 1:
		return nil, usagef("%s is there in no other language", p.File)
	case s.from == p.Lang:
		return nil, usagef("%s isn't made from itself: name another language with --from", p.File)
	case s.from != "" && p.In(s.from) == nil:
		return nil, s.absent(versions)
	case s.from != "":
		return p.In(s.from), nil
	case noted(p) != nil:
		return noted(p), nil
	case first != nil && first != p:
		return first, nil
	case len(versions) == 2:
		return versions[1-slices.Index(versions, p)], nil
	}
	return nil, usagef("say with --from which language %s was made from", p.File)
}

// noted returns the version that a page notes it was made from, or nil.
func noted(p *site.Page) *site.Page {
	if t := p.Meta.Translation; t != nil && t.From.V != p.Lang {
		return p.In(t.From.V)
	}
	return nil
}

// absent returns the error for a page that doesn't exist in the language of --from.
func (s *selection) absent(versions []*site.Page) error {
	var there []string
	for _, p := range versions {
		there = append(there, p.Lang)
	}
	return usagef("%q isn't there in %q%s", versions[0].Key, s.from, diag.SuggestOrList(s.from, there))
}

// add chooses a page, and its original too where that notes that it was made from the page: they say the
// same, and so does either note.
func (s *selection) add(p, original *site.Page) error {
	for _, of := range []*site.Page{p, original} {
		if s.broken[of.File] {
			return &FileError{File: of.File}
		}
	}
	if slices.Contains(s.chosen, p) {
		return nil
	}
	s.chosen, s.originals = append(s.chosen, p), append(s.originals, original)
	if noted(original) == p {
		return s.add(original, p)
	}
	return nil
}
