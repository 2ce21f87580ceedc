package searchpage

import (
	"html"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/query"
)

const (
	// maxFound is the number of pages in an answer, and maxMore that in the longer one.
	maxFound, maxMore = 10, 100
)

// File returns the path, below the site's root, of the file of the page that searches in a
// language; "" if the site has no search.
func (ps *Pages) File(code string) string {
	if l := ps.languages[code]; l != nil {
		return l.Path + "index.html"
	}
	return ""
}

// AppendAnswer appends the page that searches in a language as it answers a query: what the script
// does in a browser, for those without. Values are the fields of the page's form.
func (ps *Pages) AppendAnswer(b []byte, code string, values url.Values, e *query.Evaluator) ([]byte, error) {
	l := ps.languages[code]
	v, err := ps.askView(code)
	if err != nil {
		return b, err
	}
	v.Query = PlainQuery(values.Get("q"))
	v.Letters, v.Groups = nil, nil
	v.DocumentTitle = v.Query + " – " + v.DocumentTitle
	a, err := e.Search(v.Query)
	if err != nil {
		return b, err
	}
	if v.Found, err = ps.found(l, v, a, e, values.Get("more") != ""); err != nil {
		return b, err
	}
	return l.Templates.Append(b, "search.html", v)
}

// PlainQuery returns a query on one line, without characters that could change the text around it,
// and not longer than it may be. Those of format within a word, such as a soft hyphen, don't part
// it.
func PlainQuery(q string) string {
	q = strings.Map(func(c rune) rune {
		switch {
		case unicode.Is(unicode.Cf, c):
			return -1
		case unicode.Is(unicode.C, c) || unicode.IsSpace(c):
			return ' '
		}
		return c
	}, strings.ToValidUTF8(q, " "))
	q = strings.Join(strings.Fields(q), " ")
	n := 0
	for i := range q {
		if n == search.MaxQuery {
			return q[:i]
		}
		n++
	}
	return q
}

// found returns the view of an answer.
func (ps *Pages) found(l *Language, v *layout.SearchView, a *query.Answer, e *query.Evaluator, more bool) (*layout.FoundView, error) {
	out := &layout.FoundView{}
	var err error
	if len(a.Pages) == 0 {
		out.Status, err = l.Messages.Format("SearchNone", struct{ Query string }{v.Query})
		return out, err
	}
	shown := v.Query
	if a.Corrected != "" {
		if out.Status, err = l.Messages.Format("SearchInstead", struct{ Query string }{v.Query}); err != nil {
			return nil, err
		}
		out.Status += " "
		shown = a.Corrected
	}
	count, err := l.Messages.Count("SearchFound", len(a.Pages), struct{ Query, Count string }{shown, strconv.Itoa(len(a.Pages))})
	if err != nil {
		return nil, err
	}
	out.Status += count
	most := maxFound
	if more {
		most = maxMore
	} else if len(a.Pages) > most {
		out.MoreURL = l.View.SearchURL + "?" + url.Values{"q": {v.Query}, "more": {"1"}}.Encode()
	}
	for _, p := range a.Pages[:min(len(a.Pages), most)] {
		page, err := foundPage(a, p, e)
		if err != nil {
			return nil, err
		}
		out.Pages = append(out.Pages, page)
	}
	return out, nil
}

// foundPage returns the view of a page that was found: its title, what its top says, and its
// sections.
func foundPage(a *query.Answer, p query.Page, e *query.Evaluator) (out layout.FoundPage, err error) {
	top := ""
	for i, h := range p.Hits {
		u, err := e.Unit(h.Unit)
		if err != nil {
			return out, err
		}
		if i == 0 {
			out.URL, out.Title, top = u.URL, marked(a.Excerpt(u.Title)), u.Description
		}
		s := u.Sections[h.Section]
		if s.Anchor == "" {
			if s.Text != "" {
				top = s.Text
			}
			continue
		}
		out.Sections = append(out.Sections, layout.FoundSection{
			URL: u.URL + "#" + url.PathEscape(s.Anchor), Heading: marked(a.Excerpt(s.Heading)), Text: marked(a.Excerpt(s.Text)),
		})
	}
	out.Text = marked(a.Excerpt(top))
	return out, nil
}

// marked returns an excerpt with the words that were looked for in mark elements.
func marked(x query.Excerpt) template.HTML {
	var b []byte
	if x.Before {
		b = append(b, "… "...)
	}
	for i, piece := range x.Pieces {
		if i%2 == 0 {
			b = append(b, html.EscapeString(piece)...)
			continue
		}
		b = append(b, "<mark>"...)
		b = append(b, html.EscapeString(piece)...)
		b = append(b, "</mark>"...)
	}
	if x.After {
		b = append(b, " …"...)
	}
	return trusted.HTML(b)
}
