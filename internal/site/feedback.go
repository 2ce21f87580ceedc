package site

// AsksFeedback tells whether a page asks if it helped. The site's settings can say that none does, a
// page's front matter that it doesn't.
func (s *Site) AsksFeedback(p *Page) bool { return yes(s.Config.Feedback) && yes(p.Meta.Feedback) }

func yes(b *bool) bool { return b == nil || *b }
