package phrase

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/criteria/decision"
)

// Brief returns words that name questions and options by their short forms, for tables and
// diagrams. They share the errors of w.
func (w *Words) Brief() *Words {
	brief := *w
	brief.brief = true
	if w.full == nil {
		brief.full = w
	}
	return &brief
}

// QuestionText returns the text of a question, by its index.
func (w *Words) QuestionText(question int) string {
	q := &w.set.Questions[question]
	if w.brief {
		return q.Brief(w.lang)
	}
	return q.Text.In(w.lang)
}

// OptionText returns the label of an option, by the indexes of its question and its own.
func (w *Words) OptionText(question, option int) string {
	o := &w.set.Questions[question].Options[option]
	if w.brief {
		return o.Brief(w.lang)
	}
	return o.Label.In(w.lang)
}

// Cell renders answers to a question as [Words.Answers] does, but shorter where it can: many
// options of a question of type one as all but the few that are left, and combinations of boxes as
// a number of them.
func (w *Words) Cell(question int, answers []decision.Answer) string {
	if options, ok := w.singles(question, answers); ok && w.intervals(question) > 0 {
		return w.valueCell(question, options)
	} else if ok {
		var others []int
		for o := range w.set.Questions[question].Options {
			if !slices.Contains(options, o) {
				others = append(others, o)
			}
		}
		if !w.set.Questions[question].Many && len(options) >= minAllBut && len(others) > 0 && len(others) < len(options) {
			return w.Format("TableAllBut", struct{ Options string }{w.And(w.options(question, others))})
		}
		return w.Answers(question, answers)
	}
	if of, n, ok := atLeast(answers); ok {
		return w.number("TableAtLeast", question, n, of)
	}
	if of, n, ok := atMost(answers); ok {
		return w.number("TableAtMost", question, n, of)
	}
	return w.Answers(question, answers)
}

// minAllBut is the number of options from which on they are rendered by the ones that are left.
const minAllBut = 3

func (w *Words) number(id string, question, n int, of []int) string {
	return w.Format(id, struct {
		Number  int
		Options string
	}{n, w.And(w.options(question, of))})
}

// atLeast reports whether answers are all combinations of n of some options, at least two.
func atLeast(answers []decision.Answer) (of []int, n int, ok bool) {
	var lists [][]int
	for _, a := range answers {
		if len(a.Without) > 0 {
			return nil, 0, false
		}
		lists = append(lists, a.With)
	}
	of, n, ok = combinations(lists)
	return of, n, ok && n > 1
}

// atMost reports whether answers deny all combinations of some options, one of which has more than
// n of them.
func atMost(answers []decision.Answer) (of []int, n int, ok bool) {
	var lists [][]int
	for _, a := range answers {
		if len(a.With) > 0 {
			return nil, 0, false
		}
		lists = append(lists, a.Without)
	}
	of, n, ok = combinations(lists)
	// At most n of them: for some len(of)-n of them, none is chosen.
	return of, len(of) - n, ok && n > 1
}

// combinations reports whether lists are all combinations of n of some options, and no others.
func combinations(lists [][]int) (of []int, n int, ok bool) {
	if len(lists) < 2 {
		return nil, 0, false
	}
	n = len(lists[0])
	var seen [][]int
	for _, l := range lists {
		l = slices.Clone(l)
		slices.Sort(l)
		if len(l) != n || slices.ContainsFunc(seen, func(x []int) bool { return slices.Equal(x, l) }) {
			return nil, 0, false
		}
		seen = append(seen, l)
		of = unique(of, l)
	}
	slices.Sort(of)
	count := 1
	for i := range min(n, len(of)-n) {
		if count = count * (len(of) - i) / (i + 1); count > len(lists) {
			return nil, 0, false
		}
	}
	return of, n, count == len(lists)
}

// PartTitle is [Words.Part] after the question.
func (w *Words) PartTitle(s *decision.Split, p *decision.Part) string {
	if p.Options == nil {
		return w.Part(s, p)
	}
	return Lead(w.QuestionText(s.Question), w.Colon()) + w.Part(s, p)
}

// Colon returns the colon of the language, with the space that the language writes before it.
func (w *Words) Colon() string { return w.Text("Colon") }

// Lead returns the name of a question or a criterion as it stands before an answer: with a colon,
// that of [Words.Colon], unless it ends in punctuation of its own.
func Lead(name, colon string) string {
	if last, _ := utf8.DecodeLastRuneInString(name); unicode.IsPunct(last) {
		return name + " "
	}
	return name + colon + " "
}

// Part names the answers that a part of a split is about: an option, or some; or that the question
// isn't asked.
func (w *Words) Part(s *decision.Split, p *decision.Part) string {
	if p.Options == nil {
		return w.Format("TableUnasked", struct{ Question string }{w.Question(s.Question)})
	}
	switch {
	case w.intervals(s.Question) > 0:
		return w.valueCell(s.Question, p.Options)
	case len(p.Options) == 1:
		return w.OptionText(s.Question, p.Options[0])
	}
	return w.Or(w.choices(s.Question, p.Options))
}
