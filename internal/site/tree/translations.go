package tree

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/translation"
)

// groupTranslations links the language versions of each page and reports missing ones.
func (b *builder) groupTranslations() {
	byKey := make(map[string][]*Page, len(b.Pages)/max(1, len(b.options.Languages)))
	for _, p := range b.Pages {
		byKey[p.Key] = append(byKey[p.Key], p) // Pages are in the order of the languages.
	}
	for _, versions := range byKey {
		for _, p := range versions {
			p.Translations = versions
		}
	}
	for _, p := range b.Pages {
		if p != p.Translations[0] {
			continue
		}
		for _, lang := range b.options.Languages {
			file := content.PageFile(p.Key, lang)
			if p.In(lang) == nil && b.documents[file] == nil && b.broken[file] == nil && p.Key != "index" {
				b.findings.Add(p.File, diag.Pos{}, diag.TranslationMissing, "write "+file,
					"the page isn't there in %q", lang)
			}
		}
	}
}

// setOriginals sets the original of each version of each page.
func (b *builder) setOriginals() {
	var versions []translation.Version
	for _, p := range b.Pages {
		if p != p.Translations[0] {
			continue
		}
		versions = versions[:0]
		for _, t := range p.Translations {
			v := translation.Version{Lang: t.Lang}
			if note := t.Meta.Translation; note != nil {
				v.From = note.From.V
			}
			versions = append(versions, v)
		}
		for i, original := range translation.Originals(versions) {
			if original >= 0 {
				p.Translations[i].Original = p.Translations[original]
			}
		}
	}
}
