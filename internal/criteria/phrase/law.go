package phrase

import (
	"strings"

	"baken.example/baken/internal/criteria"
)

// Part returns the part of an act that a reference names in words: "article 16, paragraph 2, point
// b". A part that begins with a digit gets the word for it; any other is in the act's own words.
func Part(words Strings, ref *criteria.Reference) (string, error) {
	var parts []string
	for _, p := range []struct{ id, text string }{
		{"LawArticle", ref.Article}, {"LawParagraph", ref.Paragraph}, {"LawPoint", ref.Point},
	} {
		switch {
		case p.text == "":
			continue
		case p.id != "LawPoint" && (p.text[0] < '0' || p.text[0] > '9'):
			parts = append(parts, p.text)
			continue
		}
		s, err := words.Format(p.id, struct{ Number string }{p.text})
		if err != nil {
			return "", err
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", "), nil
}

// Reference returns a reference in words: "Act, article 16".
func (w *Words) Reference(ref *criteria.Reference) string {
	name := ref.Name.In(w.lang)
	if part := w.record(Part(w.strings, ref)); part != "" {
		return name + ", " + part
	}
	return name
}
