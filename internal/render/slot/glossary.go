package slot

import (
	"slices"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
)

// term is the HTML before and after the first use of a glossary term.
type term struct{ before, after []byte }

// addGlossary renders the list of terms, and the HTML around each term in texts.
func (fl *Filler) addGlossary(findings *diag.List) {
	report := func(name string, err error) {
		if err != nil {
			fl.Templates.Report(name, err, findings)
		}
	}
	fl.terms = make(map[string]term, len(fl.Site.Glossary.Terms))
	terms := slices.Clone(fl.Site.Glossary.Terms)
	alphabet := collate.New(textlanguage.Make(fl.l.Code), collate.IgnoreCase)
	slices.SortStableFunc(terms, func(a, b content.Term) int {
		return alphabet.CompareString(a.Term.In(fl.l.Code), b.Term.In(fl.l.Code))
	})
	for _, t := range terms {
		fl.entries = append(fl.entries, layout.GlossaryEntry{
			ID:         t.ID.V,
			Term:       t.Term.In(fl.l.Code),
			Name:       t.Name.In(fl.l.Code),
			Definition: t.Definition.In(fl.l.Code),
		})
		view := layout.TermView{ID: "term:" + t.ID.V, Name: t.Name.In(fl.l.Code), Definition: t.Definition.In(fl.l.Code)}
		if p := fl.Site.GlossaryPage(fl.l.Code); p != nil {
			view.URL = p.URL + "#" + t.ID.V
		}
		var around term
		var err error
		around.before, err = fl.l.Templates.Append(nil, "partials/term-open.html", view)
		report("partials/term-open.html", err)
		around.after, err = fl.l.Templates.Append(nil, "partials/term-close.html", view)
		report("partials/term-close.html", err)
		fl.terms[t.ID.V] = around
	}
	var err error
	fl.glossary, err = fl.l.Templates.Append(nil, "partials/glossary.html", fl.entries)
	report("partials/glossary.html", err)
}
