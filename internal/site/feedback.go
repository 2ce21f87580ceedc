package site

// AsksFeedback tells whether the page asks if it helped. Its front matter can say that it doesn't.
func (p *Page) AsksFeedback() bool { return p.Meta.Feedback == nil || *p.Meta.Feedback }
