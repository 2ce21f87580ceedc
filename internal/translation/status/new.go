package status

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/site"
)

// New returns the report of a site.
func New(s *site.Site) *Report {
	r := &Report{}
	for _, l := range s.Config.Languages {
		r.Languages = append(r.Languages, Language{Code: l.Code.V, Name: l.Name.V, Share: s.InStep(l.Code.V)})
	}
	for _, versions := range s.TranslationGroups() {
		page := Page{Key: versions[0].Key}
		for _, lang := range s.Languages {
			v := Version{Lang: lang, State: s.State(versions, lang), File: content.PageFile(page.Key, lang)}
			if p := versions[0].In(lang); p != nil {
				v.File, v.Title = p.File, p.Meta.Title.V
				v.URL = s.Config.BaseURL.V + p.URL
				if p.Original != nil {
					v.Original = p.Original.Lang
				}
				v.Notes = notesOf(s, p)
			}
			page.Versions = append(page.Versions, v)
		}
		r.Pages = append(r.Pages, page)
	}
	return r
}

// notesOf returns the changes and differences of a page.
func notesOf(s *site.Site, p *site.Page) []Note {
	headings := s.Text(p).Body.Headings
	heading := func(section int) string {
		if section < 1 || section > len(headings) {
			return ""
		}
		return headings[section-1].Text
	}
	var notes []Note
	v := s.Verdict(p)
	for _, c := range v.Changes {
		notes = append(notes, Note{Section: heading(c.Section), Message: c.Message, Change: true})
	}
	for _, d := range v.Differences {
		notes = append(notes, Note{Section: heading(d.Section), Message: d.Message})
	}
	for _, d := range v.Facts {
		notes = append(notes, Note{Section: heading(d.Section), Message: d.Message})
	}
	return notes
}
