package content

import (
	"strings"

	"baken.example/baken/internal/content/excerpt"
	"baken.example/baken/internal/diag"
)

// describe gives a page without a description the first sentence of its text. at is the position of
// the front matter.
func (d *Document) describe(at diag.Pos, first func(string) string, text []byte, list *diag.List) {
	const hint = "add a line description: …"
	misspelt := list.Filter(func(f diag.Finding) bool {
		return f.Code == diag.YAMLUnknownKey && strings.HasSuffix(f.Message, `did you mean "description"?`)
	})
	if misspelt.Len() > 0 {
		return
	}
	sentence := excerpt.FirstParagraph(text)
	if first != nil {
		sentence = first(sentence)
	}
	if sentence = excerpt.Shorten(sentence); sentence == "" {
		list.Add(d.File, at, diag.YAMLMissingKey, hint, "description is missing, and the page has no sentence that could stand in for it")
		return
	}
	d.Meta.Description.V = sentence
	list.Add(d.File, at, diag.DescriptionMissing, hint, "description is missing: the first sentence stands in for it, %q", sentence)
}
