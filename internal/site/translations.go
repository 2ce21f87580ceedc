package site

import (
	"context"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/translation"
)

// checkTranslatedFrom checks the language that a page's front matter names as that of its original.
func (b *builder) checkTranslatedFrom(d *content.Page, from content.Text) {
	switch {
	case from.V == d.Lang:
		b.findings.Add(d.File, from.Pos, diag.YAMLValue, "run baken translations accept "+d.File,
			"from: a page in %q isn't made from itself", from.V)
	case !slices.Contains(b.Languages, from.V):
		b.findings.Add(d.File, from.Pos, diag.YAMLValue, "the languages are "+strings.Join(b.Languages, ", "),
			"from: %q isn't a language of this site%s", from.V, diag.DidYouMean(from.V, b.Languages))
	}
}

// verdict is the result of comparing a page with its original, and the findings about it.
type verdict struct {
	translation.Verdict
	findings diag.List
}

// compareTranslations compares pages with their originals, until ctx is done.
func (b *builder) compareTranslations(ctx context.Context, pages []*Page) {
	inParallel(ctx, pages, func(p *Page) { b.verdicts[p.Index()] = b.compareWithOriginal(p) })
}

// recompareTranslations compares pages whose texts were replaced, and the translations of these,
// with their originals again. It returns the translations whose notice to readers changed.
func (b *builder) recompareTranslations(ctx context.Context, replaced []*Page) (changed []*Page) {
	stale := slices.Clone(replaced)
	for _, p := range replaced {
		for _, t := range p.Translations {
			if t.Original == p && !slices.Contains(stale, t) {
				stale = append(stale, t)
			}
		}
	}
	before := make([]translation.Notice, len(stale))
	for i, p := range stale {
		v := b.Verdict(p)
		before[i] = v.Notice()
	}
	b.compareTranslations(ctx, stale)
	for i, p := range stale {
		if v := b.Verdict(p); i >= len(replaced) && v.Notice() != before[i] {
			changed = append(changed, p)
		}
	}
	return changed
}

// Verdict returns the result of comparing a page with its original.
func (s *Site) Verdict(p *Page) translation.Verdict { return s.verdicts[p.Index()].Verdict }

// compareWithOriginal compares a page with its original, if it has one.
func (b *builder) compareWithOriginal(p *Page) (v verdict) {
	if p.Original == nil {
		v.State = translation.Original
		return v
	}
	v.Verdict = translation.Judge(b.Compared(p.Original), b.Compared(p))
	b.reportOutOfStep(p, &v)
	return v
}

// Compared returns a page in the form that package translation compares.
func (s *Site) Compared(p *Page) *translation.Text {
	return &translation.Text{Lang: p.Lang, Meta: p.Meta, Body: s.Text(p).Body, Front: &s.Text(p).Front, Target: func(slot *hypertext.Slot) string {
		to := s.Resolve(p.File, slot.Target)
		switch {
		case to.Page != nil:
			return to.Page.Key
		case to.File != "":
			return translation.WithoutLanguage(to.File, p.Lang)
		}
		if d := s.tree.Document(source.Beside(p.File, slot.Target)); d != nil {
			return d.Key // A page that isn't published is the same page in each language.
		}
		return translation.WithoutLanguage(slot.Target, p.Lang)
	}}
}

// reportOutOfStep reports changes and differences at the sections of the translation that they
// concern.
func (b *builder) reportOutOfStep(p *Page, v *verdict) {
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
	from := list.Len()
	accept := "baken translations accept " + p.File
	for _, c := range v.Changes {
		list.Add(p.File, at(c.Section), diag.TranslationStale, "bring this text up to date, then run "+accept, "%s", c.Message)
	}
	for _, d := range v.Differences {
		list.Add(p.File, at(d.Section), diag.TranslationDrifted,
			"make them alike, or, if this is meant to differ, run "+accept, "%s", d.Message)
	}
	for _, d := range v.Facts {
		place := d.Pos
		if place.Line == 0 {
			place = at(d.Section)
		}
		list.Add(p.File, place, diag.TranslationFacts,
			"correct the wrong one, or, if this is meant to differ, run "+accept, "%s", d.Message)
	}
	list.About(from, p.Original.File)
}

// State returns the translation status of a page in a language. versions are the published
// versions of the page, at least one.
func (s *Site) State(versions []*Page, lang string) translation.State {
	for _, p := range versions {
		if p.Lang == lang {
			return s.Verdict(p).State
		}
	}
	if s.tree.Document(content.PageFile(versions[0].Key, lang)) != nil {
		return translation.Unpublished
	}
	return translation.Missing
}

// TranslationGroups returns the pages grouped by key: all versions of each page, in the order of
// the keys.
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

// checkThreshold reports languages in which fewer pages are in step than site.yaml requires.
func (s *Site) checkThreshold(list *diag.List) {
	required := s.Config.Translations
	if required == nil || !required.InStep.IsSet() {
		return
	}
	for _, lang := range s.Languages {
		if share := s.InStep(lang); share.Below(required.InStep.V) {
			list.Add(content.ConfigFile, required.InStep.Pos, diag.TranslationThreshold,
				"baken translations says which pages aren't",
				"in_step: %d%% of the pages in %q are in step, not %d%%", share.Percent(), lang, required.InStep.V)
		}
	}
}

// InStep counts the site's pages, and those that are in step in a language.
func (s *Site) InStep(lang string) (share translation.Share) {
	for _, p := range s.Pages {
		if p == p.Translations[0] {
			share.Count(s.State(p.Translations, lang))
		}
	}
	return share
}
