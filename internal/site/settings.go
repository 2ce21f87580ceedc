package site

// AsksFeedback reports whether a page has the feedback form. The site's settings can switch it off
// for all pages, and a page's front matter for that page.
func (s *Site) AsksFeedback(p *Page) bool {
	return trueOrUnset(s.Config.Feedback) && trueOrUnset(p.Meta.Feedback)
}

// HasSearch reports whether the site has a search of its own.
func (s *Site) HasSearch() bool { return trueOrUnset(s.Config.Search) }

// SearchPath returns the path, below the site's root, of the page that searches in a language. slug
// is its message SearchSlug.
func SearchPath(lang, slug string) string { return lang + "/" + slug + "/" }

// CountsSearches reports whether searches without results are sent to the feedback service.
func (s *Site) CountsSearches() bool { return s.HasSearch() && s.Config.UnansweredSearches.IsSet() }

// Searched reports whether search finds a page: one whose front matter doesn't keep it out, on a
// site that has search.
func (s *Site) Searched(p *Page) bool {
	return s.HasSearch() && p.Listed() && trueOrUnset(p.Meta.Search)
}

func trueOrUnset(b *bool) bool { return b == nil || *b }
