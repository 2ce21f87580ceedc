package markdown

import (
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/leftover"
)

// Extract returns a text with the directives in the place of the values of constants in it, so that
// it stays the same when these change.
func (c *Converter) Extract(text string, uses []hypertext.ValueUse) string {
	for _, u := range uses {
		if value, ok := c.values.Text(u.Reference); ok {
			text = strings.ReplaceAll(text, value, constant.Open+constant.Key(u.Set, u.Name)+"}")
		}
	}
	return text
}

// Insert returns a text that isn't Markdown, such as a title, with the values of constants in the
// place of directives, and the constants that it uses. pos is its position in the file.
func (c *Converter) Insert(file string, pos diag.Pos, text string, findings *diag.List) (string, []hypertext.ValueUse) {
	if !strings.Contains(text, "{") {
		return text, nil
	}
	var out strings.Builder
	var uses []hypertext.ValueUse
	from := 0
	for _, name := range leftover.Directives(text) {
		findings.Add(file, pos, diag.MarkupBroken, "write its text here, or put it into the text of a page", "::%s{…} is text here: only the text of a page has directives", name)
	}
	for _, p := range constant.Find(text, false) {
		if p.Problem != nil {
			findings.Add(file, pos, p.Problem.Code, p.Problem.Hint, "%s", p.Problem.Message)
			continue
		}
		uses = append(uses, hypertext.ValueUse{Reference: p.Reference, Pos: pos})
		if value, ok := c.values.Text(p.Reference); ok {
			out.WriteString(text[from:p.Start] + value)
			from = p.End
		}
	}
	return out.String() + text[from:], uses
}
