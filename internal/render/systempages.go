package render

import (
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/trusted"
)

// systemPages returns the pages that have no source file: the language chooser at /, the 404 page
// of each language, and the 404 page of paths outside of the languages.
func (r *Renderer) systemPages() []artifact.Artifact {
	out := []artifact.Artifact{
		{Path: "index.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
			l := r.defaultLanguage()
			return l.Templates.Append(b, "chooser.html", r.chooserView(l))
		}},
		{Path: "404.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
			v, err := r.notFoundView(r.defaultLanguage(), "")
			if err != nil {
				return b, err
			}
			if err := r.addAllLanguages(v); err != nil {
				return b, err
			}
			return r.defaultLanguage().Templates.Append(b, "not-found.html", v)
		}},
	}
	for _, code := range r.Site.Languages {
		l := r.languages[code]
		out = append(out, artifact.Artifact{Path: code + "/404.html", MediaType: htmlType, Append: func(b []byte) ([]byte, error) {
			v, err := r.notFoundView(l, code)
			if err != nil {
				return b, err
			}
			return l.Templates.Append(b, "not-found.html", v)
		}})
	}
	return out
}

// defaultLanguage returns the first language of the site.
func (r *Renderer) defaultLanguage() *language { return r.languages[r.Site.Languages[0]] }

func (r *Renderer) choices() []layout.Choice {
	var out []layout.Choice
	for _, lang := range r.Site.Config.Languages {
		l := r.languages[lang.Code.V]
		out = append(out, layout.Choice{
			Code: l.Code, Dir: l.Dir, Name: lang.Name.V, URL: l.View.HomeURL,
			Title: l.View.Title, Description: l.View.Description,
		})
	}
	return out
}

// addAllLanguages adds the message of the 404 page in all languages to v.
func (r *Renderer) addAllLanguages(v *layout.NotFoundView) error {
	v.Choices, v.DocumentTitle = r.choices(), ""
	for i := range v.Choices {
		text, err := r.languages[v.Choices[i].Code].Messages.Text("NotFound")
		if err != nil {
			return err
		}
		v.Choices[i].NotFound = text
		v.DocumentTitle += text + " – "
	}
	v.DocumentTitle += r.titles()
	return nil
}

// titles joins the site's names in all languages, each once.
func (r *Renderer) titles() string {
	var titles []string
	seen := map[string]bool{}
	for _, c := range r.choices() {
		if !seen[c.Title] {
			titles = append(titles, c.Title)
		}
		seen[c.Title] = true
	}
	return strings.Join(titles, " – ")
}

func (r *Renderer) chooserView(l *language) layout.ChooserView {
	v := layout.ChooserView{
		Site: l.View, Lang: l.Code, Dir: l.Dir,
		DocumentTitle: r.titles(), Canonical: r.absolute(r.Site.Address("")), Choices: r.choices(),
	}
	var alternates []byte
	for _, c := range v.Choices {
		alternates = r.alternate(alternates, c.Code, c.URL)
	}
	v.Alternates = trusted.HTML(r.alternate(alternates, "x-default", r.Site.Address("")))
	return v
}

// notFoundView returns the view of the 404 page of a language or, if lang is empty, of paths
// outside of the languages.
func (r *Renderer) notFoundView(l *language, lang string) (*layout.NotFoundView, error) {
	text, err := l.Messages.Text("NotFound")
	if err != nil {
		return nil, err
	}
	v := &layout.NotFoundView{Site: l.View, Lang: l.Code, Dir: l.Dir, DocumentTitle: text + " – " + l.View.Title}
	if lang == "" {
		return v, nil
	}
	v.Languages = l.LanguageLinks(nil)
	for i := range v.Languages {
		v.Languages[i].Current = v.Languages[i].Code == lang
	}
	v.Menu, err = l.Menu(nil)
	return v, err
}
