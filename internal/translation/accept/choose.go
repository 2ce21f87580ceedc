package accept

import (
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
)

// selection collects the pages to record, with the original of each.
type selection struct {
	*site.Site
	dir, from string
	// broken holds the files with errors.
	broken map[string]bool
	// selected and originals are parallel.
	selected  []*site.Page
	originals []*site.Page
}

// selectAll selects the pages that the arguments name.
func (s *selection) selectAll(args []string) error {
	for _, arg := range args {
		name := s.sitePath(arg)
		if p := s.Resolve(name, "").Page; p != nil {
			if err := s.selectVersion(p); err != nil {
				return err
			}
			continue
		}
		versions := s.versions(name)
		if versions == nil {
			return s.unknownPage(arg, name)
		}
		if err := s.selectPage(arg, versions); err != nil {
			return err
		}
	}
	return nil
}

// sitePath returns the slash-separated path of an argument, relative to the site's directory.
func (s *selection) sitePath(arg string) string {
	name := filepath.Clean(arg)
	if inside, err := filepath.Rel(s.dir, name); err == nil && !strings.HasPrefix(filepath.ToSlash(name), "content/") {
		if inside = filepath.ToSlash(inside); strings.HasPrefix(inside, "content/") {
			return inside
		}
	}
	return filepath.ToSlash(name)
}

// versions returns all versions of the page with a key or path, or nil.
func (s *selection) versions(name string) []*site.Page {
	key := strings.Trim(strings.TrimPrefix(name, "content/"), "/")
	for _, versions := range s.TranslationGroups() {
		if k := versions[0].Key; k == key || k == key+"/index" {
			return versions
		}
	}
	return nil
}

// unknownPage returns the error for a name that resolves to no page: a [FileError] if the file has
// errors.
func (s *selection) unknownPage(arg, name string) error {
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

// selectVersion selects one version of a page.
func (s *selection) selectVersion(p *site.Page) error {
	original, err := s.originalOf(p)
	if err != nil {
		return err
	}
	return s.add(p, original)
}

// selectPage selects all versions of a page that are translations.
func (s *selection) selectPage(arg string, versions []*site.Page) error {
	if len(versions) == 1 {
		return usagef("%q is there in one language only, %q", arg, versions[0].Lang)
	}
	if s.from != "" && versions[0].In(s.from) == nil {
		return s.noSuchOriginal(versions)
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

// originalOf returns the version to record as a page's original: in the language of --from, as the
// page notes, in the site's first language, or the only other one.
func (s *selection) originalOf(p *site.Page) (*site.Page, error) {
	versions := p.Translations
	first := versions[0].In(s.Languages[0])
	switch {
	case len(versions) == 1:
		return nil, usagef("%s is there in no other language", p.File)
	case s.from == p.Lang:
		return nil, usagef("%s isn't made from itself: name another language with --from", p.File)
	case s.from != "" && p.In(s.from) == nil:
		return nil, s.noSuchOriginal(versions)
	case s.from != "":
		return p.In(s.from), nil
	case notedOriginal(p) != nil:
		return notedOriginal(p), nil
	case first != nil && first != p:
		return first, nil
	case len(versions) == 2:
		return versions[1-slices.Index(versions, p)], nil
	}
	return nil, usagef("say with --from which language %s was made from", p.File)
}

// notedOriginal returns the original that a page's front matter names, or nil.
func notedOriginal(p *site.Page) *site.Page {
	if t := p.Meta.Translation; t != nil && t.From.V != p.Lang {
		return p.In(t.From.V)
	}
	return nil
}

// noSuchOriginal returns the error for a page that doesn't exist in the language of --from.
func (s *selection) noSuchOriginal(versions []*site.Page) error {
	var languages []string
	for _, p := range versions {
		languages = append(languages, p.Lang)
	}
	return usagef("%q isn't there in %q%s", versions[0].Key, s.from, diag.SuggestOrList(s.from, languages))
}

// add selects a page. If its original names the page as its own original, add selects that too: the
// two correspond, so each note must record it.
func (s *selection) add(p, original *site.Page) error {
	for _, of := range []*site.Page{p, original} {
		if s.broken[of.File] {
			return &FileError{File: of.File}
		}
	}
	if slices.Contains(s.selected, p) {
		return nil
	}
	s.selected, s.originals = append(s.selected, p), append(s.originals, original)
	if notedOriginal(original) == p {
		return s.add(original, p)
	}
	return nil
}
