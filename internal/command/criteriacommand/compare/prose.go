package compare

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/changes"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// markdownSources renders the Markdown of sets in a language, for pages of changes that stand by
// themselves.
func markdownSources(lang string) changes.Sources {
	converter := markdown.New(markdown.Options{Language: lang})
	prose := map[*criteria.Set]map[diag.Pos]content.Text{}
	return changes.Sources{Body: func(set *criteria.Set, t content.Text) []byte {
		texts := prose[set]
		if texts == nil {
			texts = map[diag.Pos]content.Text{}
			for text := range set.Prose() {
				texts[text[lang].Pos] = text[lang]
			}
			prose[set] = texts
		}
		text, ok := texts[t.Pos]
		if !ok {
			return nil
		}
		body, _ := converter.Convert(nil, set.File, []byte(text.V), 1) // Its findings are those of check.
		if line, ok := body.Line(); ok {
			body = line
		}
		return body.HTML
	}}
}
