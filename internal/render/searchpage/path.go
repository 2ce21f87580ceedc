package searchpage

import (
	"regexp"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/site"
)

// slugPattern matches a segment of an address.
var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Path returns the path of the page that searches in a language, below the root of a site: its
// directory. It is "" if the site has no search, or if the findings have errors.
func Path(s *site.Site, lang string, words *message.Localizer) (path string, findings diag.List, err error) {
	if !s.HasSearch() {
		return "", findings, nil
	}
	slug, err := words.Text("SearchSlug")
	if err != nil {
		return "", findings, err
	}
	file := "i18n/active." + lang + ".yaml"
	if !slugPattern.MatchString(slug) {
		findings.Add(file, diag.Pos{}, diag.SlugInvalid, "write SearchSlug as one word of a to z, 0 to 9 and hyphens",
			"the address of the page that searches can't end in %q", slug)
		return "", findings, nil
	}
	path = site.SearchPath(lang, slug)
	for _, p := range s.Pages {
		if strings.HasPrefix(p.Path, "/"+path) {
			findings.Add(p.File, p.Meta.Slug.Pos, diag.URLConflict,
				"give the page another slug, set SearchSlug in "+file+", or write search: false in content/site.yaml",
				"%s is where readers of the site search", p.Path)
			return "", findings, nil
		}
	}
	return path, findings, nil
}
