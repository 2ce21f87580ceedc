package site

// AsksFeedback reports whether a page has the feedback form. The site's settings can switch it off
// for all pages, and a page's front matter for that page.
func (s *Site) AsksFeedback(p *Page) bool {
	return trueOrUnset(s.Config.Feedback) && trueOrUnset(p.Meta.Feedback)
}

func trueOrUnset(b *bool) bool { return b == nil || *b }
