package words

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
)

// criteria is about the criteria: when each applies, is met and isn't.
func (b *builder) criteria() Section {
	s := Section{Anchor: criteria.AnchorCriteria, Heading: b.words.Text("WordsCriteria")}
	for i := range b.set.Criteria {
		c := &b.set.Criteria[i]
		e := Entry{
			Anchor: c.Anchor(), Line: c.ID.Line, Title: b.in(c.Title),
			Grounds: b.grounds(&c.Basis), Counts: b.uses[c.Anchor()],
		}
		if c.Applies == nil {
			e.Sentences = append(e.Sentences, b.flat(criteria.Pending, b.words.Text("WordsApplicable"), b.words.Text("WordsToAll")))
		} else {
			e.Sentences = append(e.Sentences, b.sentence(criteria.Pending, b.words.Text("WordsApplicable"), c.Applies, b.set.Applies))
		}
		e.Sentences = append(e.Sentences, b.verdicts(i)...)
		s.Entries = append(s.Entries, e)
	}
	return s
}

// verdicts returns when a criterion that applies is met, when it isn't, and when it is open.
func (b *builder) verdicts(i int) []Sentence {
	c, applies := &b.set.Criteria[i], b.set.AppliesTo(i)
	met, unmet, open := b.words.Verdict(criteria.Met), b.words.Verdict(criteria.Unmet), b.words.Verdict(criteria.Open)
	otherwise := b.words.Text("ConditionOtherwise")
	out := []Sentence{b.sentence(criteria.Met, met, c.Met, applies)}
	unsure := b.unsure(c.Applies, c.Met, b.set.Applies)
	switch {
	case !c.Otherwise:
		out = append(out, b.sentence(criteria.Unmet, unmet, c.Unmet, applies))
		if b.occurs(i, criteria.Open) {
			out = append(out, b.flat(criteria.Open, open, otherwise))
		}
	case b.occurs(i, criteria.Open) && unsure != nil:
		left := b.words.Format("WordsLeftOpen", struct{ Options string }{b.words.Or(unsure)})
		out = append(out, b.flat(criteria.Open, open, left), b.flat(criteria.Unmet, unmet, otherwise))
	default:
		out = append(out, b.flat(criteria.Unmet, unmet, otherwise))
	}
	return out
}

// occurs reports whether complete answers may lead to a verdict on a criterion. Where that isn't
// known they may.
func (b *builder) occurs(criterion int, v criteria.Verdict) bool {
	d := b.decisions.Verdicts[criterion]
	return d == nil || slices.Contains(d.Ends, int(v))
}

// unsure returns the quoted labels of the options for readers who don't know among the questions
// that conditions depend on, and the questions that decide whether those are asked.
func (b *builder) unsure(conditions ...*criteria.Condition) (out []string) {
	seen := map[int]bool{}
	var visit func(c *criteria.Condition)
	visit = func(c *criteria.Condition) {
		for _, q := range mentioned(c).questions {
			if seen[q] {
				continue
			}
			seen[q] = true
			for o := range b.set.Questions[q].Options {
				if text := b.words.Option(q, o); b.set.Questions[q].Options[o].Unsure && !slices.Contains(out, text) {
					out = append(out, text)
				}
			}
			visit(b.set.Questions[q].Ask)
		}
	}
	for _, c := range conditions {
		visit(c)
	}
	return out
}

// outcomes is about the outcomes: when each is the result.
func (b *builder) outcomes() Section {
	s := Section{Anchor: criteria.AnchorOutcomes, Heading: b.words.Text("WordsOutcomes"), Lead: b.words.Text("WordsOutcomesLead")}
	closed := false
	for i := range b.set.Outcomes {
		o, result := &b.set.Outcomes[i], b.words.Text("WordsResult")
		e := Entry{Anchor: o.Anchor(), Line: o.ID.Line, Title: b.in(o.Title), Grounds: b.grounds(&o.Basis)}
		if b.set.Applies != nil && i == b.set.Otherwise {
			e.Sentences = append(e.Sentences, b.flat(criteria.Pending, result, b.words.Text("WordsOutside")))
			result = b.words.Text("WordsResultToo")
		}
		switch {
		case closed: // It is only for readers whom the set isn't for.
		case o.When == nil:
			e.Sentences = append(e.Sentences, b.flat(criteria.Pending, result, b.words.Text("ConditionOtherwise")))
			closed = true
		default:
			e.Sentences = append(e.Sentences, b.sentence(criteria.Pending, result, o.When))
		}
		if o.Final {
			e.Sentences = append(e.Sentences, Sentence{Text: b.words.Text("WordsFinal")})
		}
		for j := range o.Items {
			item := &o.Items[j]
			part := Item{Anchor: o.ItemAnchor(j), Line: item.ID.Line, Text: item.Text}
			if item.When == nil {
				part.When = Sentence{Text: b.words.Text("ConditionAlways")}
			} else {
				part.When = b.when(item.When)
			}
			e.Parts = append(e.Parts, part)
		}
		if b.decisions.Kinds != nil && len(e.Sentences) > 0 {
			e.Sentences[0].Verdict = b.decisions.Kinds[i]
		}
		s.Entries = append(s.Entries, e)
	}
	return s
}

// questions is about the questions: when each is asked, with its answers.
func (b *builder) questions() Section {
	s := Section{Anchor: criteria.AnchorQuestions, Heading: b.words.Text("WordsQuestions"), Lead: b.words.Text("WordsQuestionsLead")}
	asked := b.words.Text("WordsAsked")
	for i := range b.set.Questions {
		q := &b.set.Questions[i]
		e := Entry{
			Anchor: q.Anchor(), Line: q.ID.Line, Title: b.in(q.Text), Short: b.in(q.Short),
			Grounds: b.grounds(&q.Basis), Counts: b.uses[q.Anchor()],
		}
		if q.Ask == nil {
			e.Sentences = append(e.Sentences, b.flat(criteria.Pending, asked, b.words.Text("WordsOfAll")))
		} else {
			e.Sentences = append(e.Sentences, b.sentence(criteria.Pending, asked, q.Ask))
		}
		e.Sentences = append(e.Sentences, Sentence{Text: b.kind(i)})
		e.Answers = b.answers(i)
		s.Entries = append(s.Entries, e)
	}
	return s
}

// kind says how a question is answered.
func (b *builder) kind(question int) string {
	q := &b.set.Questions[question]
	switch {
	case q.Many:
		return b.words.Text("WordsMany")
	case q.Scale == nil:
		return b.words.Text("WordsOne")
	}
	id := map[criteria.Kind]string{criteria.Number: "WordsNumber", criteria.Money: "WordsMoney", criteria.Day: "WordsDay"}[q.Scale.Kind]
	text := b.words.Format(id, struct{ Range string }{b.words.Scale(question)})
	if len(q.Scale.Intervals) > 1 {
		text = b.words.Format("WordsLimits", struct{ Before string }{text})
	}
	return text
}

func (b *builder) answers(question int) (out []Answer) {
	q := &b.set.Questions[question]
	for i := range q.Options {
		o := &q.Options[i]
		if q.Scale != nil && len(q.Scale.Intervals) == 1 && i == 0 {
			continue // All values count as the same.
		}
		a := Answer{Label: b.words.OptionText(question, i)}
		switch {
		case o.Unsure:
			a.Note = b.words.Text("WordsUnsure")
		case o.Exclusive:
			a.Note = b.words.Text("WordsExclusive")
		}
		out = append(out, a)
	}
	return out
}

// sentence says that a result holds if a condition does.
func (b *builder) sentence(v criteria.Verdict, result string, c *criteria.Condition, given ...*criteria.Condition) Sentence {
	s := b.when(c, given...)
	id := "WordsSentence"
	if s.Parts != nil {
		id = "WordsSentenceList"
	}
	s.Verdict, s.Result = v, result
	s.Text = b.words.Format(id, struct{ Result, When string }{result, s.Text})
	return s
}

// flat says that a result holds in a case.
func (b *builder) flat(v criteria.Verdict, result, when string) Sentence {
	return Sentence{Verdict: v, Result: result, Text: b.words.Format("WordsSentence", struct{ Result, When string }{result, when})}
}

// when renders a condition as the end of a sentence: if this is true: …
func (b *builder) when(c *criteria.Condition, given ...*criteria.Condition) Sentence {
	clause := b.words.Clause(c, given...)
	s := b.clause(&clause)
	number := struct{ Number int }{clause.Number}
	one := ""
	if clause.Number == 1 {
		one = "One"
	}
	switch clause.Join {
	case phrase.Single:
		s.Text = b.words.Format("WordsIf", struct{ Condition string }{clause.Text})
	case phrase.All:
		s.Text = b.words.Text("WordsIfAll")
	case phrase.Any:
		s.Text = b.words.Text("WordsIfAny")
	case phrase.AtLeast:
		s.Text = b.words.Format("WordsIfAtLeast", number)
	case phrase.AtMost:
		s.Text = b.words.Format("WordsIfAtMost"+one, number)
	case phrase.Exactly:
		s.Text = b.words.Format("WordsIfExactly"+one, number)
	}
	return s
}

func (b *builder) clause(c *phrase.Clause) Sentence {
	s := Sentence{Text: c.Text}
	for _, m := range c.Mentions {
		l := Link{Text: m.Text}
		if m.Criterion >= 0 {
			l.Anchor = b.set.Criteria[m.Criterion].Anchor()
		} else {
			l.Anchor = b.set.Questions[m.Question].Anchor()
		}
		s.Links = append(s.Links, l)
	}
	for i := range c.Parts {
		s.Parts = append(s.Parts, b.clause(&c.Parts[i]))
	}
	return s
}
