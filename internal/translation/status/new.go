package status

import (
	"fmt"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/translation"
	"baken.example/baken/internal/translation/texts"
)

// New returns the report of a site. differences are those of its texts outside of pages.
func New(s *site.Site, sets []*criteria.Set, differences []texts.Difference) *Report {
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
				v.URL = s.Base().Origin + p.URL
				if p.Original != nil {
					v.Original = p.Original.Lang
				}
				v.Notes = notesOf(s, p)
			}
			page.Versions = append(page.Versions, v)
		}
		r.Pages = append(r.Pages, page)
	}
	r.addTexts(s, sets, differences)
	return r
}

// addTexts adds the files of criteria, the glossary, and those with differences.
func (r *Report) addTexts(s *site.Site, sets []*criteria.Set, differences []texts.Difference) {
	var files []string
	for _, set := range sets {
		files = append(files, set.File)
	}
	if len(s.Glossary.Terms) > 0 {
		files = append(files, content.GlossaryFile)
	}
	for _, d := range differences {
		files = append(files, d.File)
	}
	slices.Sort(files)
	for _, file := range slices.Compact(files) {
		text := Page{Key: file}
		for i, lang := range s.Languages {
			v := Version{Lang: lang, State: translation.Unrecorded, File: file, Original: s.Languages[0]}
			if i == 0 {
				v.State, v.Original = translation.Original, ""
			}
			for _, d := range differences {
				if d.File == file && d.Lang == lang {
					v.State = translation.Drifted
					v.Notes = append(v.Notes, Note{Message: fmt.Sprintf("line %d: %s", d.Line, d.Message)})
				}
			}
			text.Versions = append(text.Versions, v)
		}
		r.Texts = append(r.Texts, text)
	}
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
