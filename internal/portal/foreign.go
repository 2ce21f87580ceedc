package portal

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/foreign"
	"baken.example/baken/internal/markdown"
)

// detectors makes what tells texts in the wrong language, unless the site doesn't want to know.
func (l *loader) detectors(glossary *content.Glossary) error {
	l.foreign = map[string]*foreign.Detector{}
	if s, set := l.config.Severities()[diag.TextLanguage]; set && s == diag.Off {
		return nil
	}
	for _, code := range l.config.Codes() {
		d, err := foreign.New(code, l.config.Codes(), glossary.Spellings(code))
		if err != nil {
			return err
		}
		if d != nil {
			l.foreign[code] = d
		}
	}
	return nil
}

// foreignLooks are those that judge the language of texts on pages in a language.
func (l *loader) foreignLooks(code string) []markdown.Look {
	if d := l.foreign[code]; d != nil {
		return []markdown.Look{d.Look}
	}
	return nil
}

// foreignTexts judges the texts outside of Markdown: titles, descriptions, and what the glossary says.
func (l *loader) foreignTexts(glossary *content.Glossary, docs *content.Documents) {
	judge := func(file, code string, t content.Text) {
		if d := l.foreign[code]; d != nil && t.IsSet() {
			d.Text(file, t.Pos, t.V, &l.findings)
		}
	}
	for _, p := range docs.Pages {
		judge(p.File, p.Lang, p.Meta.Title)
		judge(p.File, p.Lang, p.Meta.Description)
	}
	for _, code := range l.config.Codes() {
		judge(content.ConfigFile, code, l.config.Description[code])
		for _, t := range glossary.Terms {
			judge(content.GlossaryFile, code, t.Definition[code])
		}
	}
}
