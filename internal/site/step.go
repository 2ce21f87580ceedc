package site

import (
	"path"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/translation"
)

// from checks the language that a page notes it was made from.
func (b *builder) from(d *content.Page, from content.Text) {
	switch {
	case from.V == d.Lang:
		b.findings.Add(d.File, from.Pos, diag.YAMLValue, "run baken translations accept "+d.File,
			"from: a page in %q isn't made from itself", from.V)
	case !slices.Contains(b.Languages, from.V):
		b.findings.Add(d.File, from.Pos, diag.YAMLValue, "the languages are "+strings.Join(b.Languages, ", "),
			"from: %q isn't a language of this site%s", from.V, diag.DidYouMean(from.V, b.Languages))
	}
}

// step holds all pages against their originals.
func (b *builder) step() {
	for _, p := range b.Pages {
		if p == p.Translations[0] {
			originals(p.Translations)
		}
	}
	b.perPage(func(p *Page, list *diag.List) {
		if p.Original == nil {
			p.Verdict.State = translation.Original
			return
		}
		p.Verdict = translation.Judge(b.Text(p.Original), b.Text(p))
		outOfStep(p, list)
	})
	b.threshold()
}

// originals finds the original of each version of a page.
func originals(versions []*Page) {
	known := make([]translation.Version, len(versions))
	for i, p := range versions {
		known[i].Lang = p.Lang
		if t := p.Meta.Translation; t != nil {
			known[i].From = t.From.V
		}
	}
	for i, original := range translation.Originals(known) {
		if original >= 0 {
			versions[i].Original = versions[original]
		}
	}
}

// Text is a page as package translation compares it.
func (s *Site) Text(p *Page) *translation.Text {
	return &translation.Text{Lang: p.Lang, Meta: p.Meta, Body: p.Body, Target: func(slot *markdown.Slot) string {
		to := s.Resolve(p.File, slot.Target)
		switch {
		case to.Page != nil:
			return to.Page.Key
		case to.File != "":
			return inNoLanguage(to.File, p.Lang)
		default:
			return slot.Target
		}
	}}
}

// inNoLanguage takes the language out of the name of a file that there is one of for each: form.en.pdf, form-en.pdf.
func inNoLanguage(file, lang string) string {
	dir, name := path.Split(file)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for _, sign := range []string{".", "-", "_"} {
		if s, found := strings.CutSuffix(stem, sign+lang); found && s != "" {
			return dir + s + ext
		}
	}
	return file
}

// outOfStep reports what isn't in step, at the section of the translation.
func outOfStep(p *Page, list *diag.List) {
	at := func(section int) diag.Pos {
		switch {
		case section == translation.Title:
			return p.Meta.Title.Pos
		case section == translation.Description:
			return p.Meta.Description.Pos
		case section == 0, section > len(p.Body.Headings):
			return diag.Pos{}
		}
		return p.Body.Headings[section-1].Pos
	}
	accept := "baken translations accept " + p.File
	for _, c := range p.Verdict.Changes {
		list.Add(p.File, at(c.Section), diag.TranslationStale, "bring this text up to date, then run "+accept, "%s", c.Message)
	}
	for _, d := range p.Verdict.Differences {
		list.Add(p.File, at(d.Section), diag.TranslationDrifted,
			"make them alike, or, if this is meant to differ, run "+accept, "%s", d.Message)
	}
}

// State returns what there is to say of a page in a language: one of its versions, or the lack of it.
func (s *Site) State(versions []*Page, lang string) translation.State {
	for _, p := range versions {
		if p.Lang == lang {
			return p.Verdict.State
		}
	}
	if s.documents[normal("content/"+versions[0].Key+"."+lang+".md")] != nil {
		return translation.Unpublished
	}
	return translation.Missing
}

// Families are the pages, each with all its versions, in the order of their keys.
func (s *Site) Families() [][]*Page {
	var out [][]*Page
	for _, p := range s.Pages {
		if p == p.Translations[0] {
			out = append(out, p.Translations)
		}
	}
	slices.SortFunc(out, func(a, b []*Page) int { return strings.Compare(a[0].Key, b[0].Key) })
	return out
}

// threshold reports languages in which fewer pages are in step than site.yaml asks for.
func (b *builder) threshold() {
	asked := b.Config.Translations
	if asked == nil || !asked.InStep.IsSet() {
		return
	}
	families := b.Families()
	for _, lang := range b.Languages {
		share := translation.Share{Of: len(families)}
		for _, versions := range families {
			share.Count(b.State(versions, lang))
		}
		if share.Below(asked.InStep.V) {
			b.findings.Add(content.ConfigFile, asked.InStep.Pos, diag.TranslationThreshold,
				"baken translations says which pages aren't",
				"in_step: %d%% of the pages in %q are in step, not %d%%", share.Percent(), lang, asked.InStep.V)
		}
	}
}
