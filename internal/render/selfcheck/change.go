package selfcheck

import (
	"html"

	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/trusted"
)

// changes returns the views of what would meet a criterion that isn't met.
func (b *builder) changes(criterion int) (out []layout.ChangeView) {
	words := b.words.Brief()
	for i, c := range b.check.sheet.Changes {
		if c.Criterion != criterion {
			continue
		}
		v := layout.ChangeView{When: viewSelector(c.Selector)}
		if v.When != "" {
			v.Class = selector.ChangeClass(i)
		}
		text := words.Change(c.Change, func(part int) string {
			if !c.Now[part] {
				return ""
			}
			q := c.Change[part].Question
			// The link leads to the first answer. Ids are plain ASCII.
			return `<small> (<a href="#` + selector.ID(q, 0) + `" data-change="` + b.check.Questions[q].ID.V + `">` + html.EscapeString(b.words.Text("CheckChange")) +
				`<span class="unseen"> ` + html.EscapeString(words.QuestionText(q)) + `</span></a>)</small>`
		})
		v.Text = trusted.HTML([]byte(text)) // Made here, with all texts escaped.
		out = append(out, v)
	}
	return out
}
