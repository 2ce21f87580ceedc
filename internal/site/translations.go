package site

import (
	"context"
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

// originals finds the original of each version of each page.
func (b *builder) originals() {
	var known []translation.Version
	for _, p := range b.Pages {
		if p != p.Translations[0] {
			continue
		}
		known = known[:0]
		for _, t := range p.Translations {
			v := translation.Version{Lang: t.Lang}
			if note := t.Meta.Translation; note != nil {
				v.From = note.From.V
			}
			known = append(known, v)
		}
		for i, original := range translation.Originals(known) {
			if original >= 0 {
				p.Translations[i].Original = p.Translations[original]
			}
		}
	}
}

// verdict is what holding a page against its original came to.
type verdict struct {
	translation.Verdict
	findings diag.List
}

// judge holds pages against their originals, until ctx is done.
func (b *builder) judge(ctx context.Context, pages []*Page) {
	inParallel(ctx, pages, func(p *Page) { b.verdicts[p.index] = b.verdictOn(p) })
}

// rejudge does so again for pages whose texts were exchanged and for those that were made from them. It
// returns which of the latter are shown with a notice that they weren't shown with, or the other way about.
func (b *builder) rejudge(ctx context.Context, exchanged []*Page) (others []*Page) {
	again := slices.Clone(exchanged)
	for _, p := range exchanged {
		for _, t := range p.Translations {
			if t.Original == p && !slices.Contains(again, t) {
				again = append(again, t)
			}
		}
	}
	before := make([]translation.State, len(again))
	for i, p := range again {
		before[i] = b.Verdict(p).State
	}
	b.judge(ctx, again)
	for i, p := range again {
		if i >= len(exchanged) && b.Verdict(p).State != before[i] {
			others = append(others, p)
		}
	}
	return others
}

// Verdict is what holding a page against its original came to.
func (s *Site) Verdict(p *Page) translation.Verdict { return s.verdicts[p.index].Verdict }

func (b *builder) verdictOn(p *Page) (v verdict) {
	if p.Original == nil {
		v.State = translation.Original
		return v
	}
	v.Verdict = translation.Judge(b.Compared(p.Original), b.Compared(p))
	b.outOfStep(p, &v)
	return v
}

// Compared is a page as package translation compares it.
func (s *Site) Compared(p *Page) *translation.Text {
	return &translation.Text{Lang: p.Lang, Meta: p.Meta, Body: s.Text(p).Body, Target: func(slot *markdown.Slot) string {
		to := s.Resolve(p.File, slot.Target)
		switch {
		case to.Page != nil:
			return to.Page.Key
		case to.File != "":
			return translation.InNoLanguage(to.File, p.Lang)
		default:
			return slot.Target
		}
	}}
}

// outOfStep reports what isn't in step, at the section of the translation.
func (b *builder) outOfStep(p *Page, v *verdict) {
	headings, list := b.Text(p).Body.Headings, &v.findings
	at := func(section int) diag.Pos {
		switch {
		case section == translation.Title:
			return p.Meta.Title.Pos
		case section == translation.Description:
			return p.Meta.Description.Pos
		case section == 0, section > len(headings):
			return diag.Pos{}
		}
		return headings[section-1].Pos
	}
	accept := "baken translations accept " + p.File
	for _, c := range v.Changes {
		list.Add(p.File, at(c.Section), diag.TranslationStale, "bring this text up to date, then run "+accept, "%s", c.Message)
	}
	for _, d := range v.Differences {
		list.Add(p.File, at(d.Section), diag.TranslationDrifted,
			"make them alike, or, if this is meant to differ, run "+accept, "%s", d.Message)
	}
}

// State returns what there is to say of a page in a language: one of its versions, or the lack of it.
func (s *Site) State(versions []*Page, lang string) translation.State {
	for _, p := range versions {
		if p.Lang == lang {
			return s.Verdict(p).State
		}
	}
	if s.documents[normal(content.PageFile(versions[0].Key, lang))] != nil {
		return translation.Unpublished
	}
	return translation.Missing
}

// TranslationGroups are the pages, each with all its versions, in the order of their keys.
func (s *Site) TranslationGroups() [][]*Page {
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
func (s *Site) threshold(list *diag.List) {
	asked := s.Config.Translations
	if asked == nil || !asked.InStep.IsSet() {
		return
	}
	for _, lang := range s.Languages {
		if share := s.InStep(lang); share.Below(asked.InStep.V) {
			list.Add(content.ConfigFile, asked.InStep.Pos, diag.TranslationThreshold,
				"baken translations says which pages aren't",
				"in_step: %d%% of the pages in %q are in step, not %d%%", share.Percent(), lang, asked.InStep.V)
		}
	}
}

// InStep is how many of the site's pages are in step in a language.
func (s *Site) InStep(lang string) (share translation.Share) {
	for _, p := range s.Pages {
		if p == p.Translations[0] {
			share.Count(s.State(p.Translations, lang))
		}
	}
	return share
}
