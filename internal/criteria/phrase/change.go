package phrase

import (
	"html"
	"strings"

	"baken.example/baken/internal/criteria/explanation"
)

// Change renders that a criterion would be met after a change: "This would be met if your answer to
// “Income” was under €30,000." The result is escaped phrasing content. link returns phrasing
// content that leads to a question, such as a link; it follows what is said of the question.
func (w *Words) Change(c explanation.Change, link func(part int) string) string {
	var texts, parts []string
	for i, p := range c {
		q := &w.set.Questions[p.Question]
		var said []string
		switch {
		case !q.Many && w.intervals(p.Question) > 0:
			said = []string{w.is("ChangeIs", p.Question, w.values(p.Question, p.With))}
		case !q.Many:
			said = []string{w.is("ChangeIs", p.Question, w.Or(w.choices(p.Question, p.With)))}
		default:
			if len(p.With) > 0 {
				said = append(said, w.is("ChangeHas", p.Question, w.And(w.options(p.Question, p.With))))
			}
			if len(p.Without) > 0 && !p.Alone(q) {
				said = append(said, w.is("ChangeHasNot", p.Question, w.And(w.options(p.Question, p.Without))))
			}
		}
		texts = append(texts, html.EscapeString(w.And(said))+link(i))
		parts = append(parts, place(i))
	}
	sentence := html.EscapeString(w.Format("ChangeMetIf", struct{ Changes string }{w.And(parts)}))
	for i, t := range texts {
		sentence = strings.Replace(sentence, place(i), t, 1)
	}
	return sentence
}

// place returns the place of a part in a sentence: a character for private use, which no text has.
func place(part int) string { return string(rune('\uE000' + part)) }
