package changes

import (
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/diff/edits"
)

// pair has what was and what is in the places of strings.
type pair struct{ Of, Old, New string }

// outcomes returns the section on who gets another outcome.
func (b *builder) outcomes() Section {
	s := Section{ID: b.id("results"), Heading: b.Text("ChangesWho")}
	for i := range b.Comparison.Outcomes {
		p := &b.Comparison.Outcomes[i]
		text := pair{}
		if p.Old != diff.NoResult {
			text.Old = b.result(b.Old, p.Old)
		}
		if p.New != diff.NoResult {
			text.New = b.result(b.New, p.New)
		}
		e := Effect{Share: b.share(p.Count), Lead: b.lead(p.Count)}
		switch {
		case p.Old == diff.NoResult:
			e.Heading, e.Note = b.Format("ChangesPairNew", text), b.Text("ChangesPairNewNote")
		case p.New == diff.NoResult:
			e.Heading, e.Note = b.Format("ChangesPairGone", text), b.Text("ChangesPairGoneNote")
		default:
			e.Heading = b.Format("ChangesPair", text)
		}
		e.Cases = b.cases(&p.Cases)
		s.Effects = append(s.Effects, e)
	}
	return s
}

// result returns the title of an outcome of one side, with its id where an outcome of either side
// has another id and the same title: "from X to X" would say nothing.
func (b *builder) result(set *criteria.Set, outcome int) string {
	o := &set.Outcomes[outcome]
	title := o.Title.In(b.lang)
	for _, side := range []*criteria.Set{b.Old, b.New} {
		for i := range side.Outcomes {
			if other := &side.Outcomes[i]; other.ID.V != o.ID.V && other.Title.In(b.lang) == title {
				return b.Quote(title) + " (" + o.ID.V + ")"
			}
		}
	}
	return b.Quote(title)
}

// verdicts returns the section on criteria that are assessed differently.
func (b *builder) verdicts() Section {
	s := Section{ID: b.id("assessments"), Heading: b.Text("ChangesVerdicts")}
	for i := range b.Criteria {
		c := &b.Criteria[i]
		text := pair{}
		if c.New >= 0 {
			text.Of = b.New.Criteria[c.New].Title.In(b.lang)
		} else {
			text.Of = b.Old.Criteria[c.Old].Title.In(b.lang)
		}
		for j := range c.Pairs {
			p := &c.Pairs[j]
			text.Old, text.New = b.state(p.Old), b.state(p.New)
			id := "ChangesVerdict"
			switch {
			case p.Old == diff.Absent:
				id = "ChangesVerdictNew"
			case p.New == diff.Absent:
				id = "ChangesVerdictGone"
			}
			s.Effects = append(s.Effects, Effect{Heading: b.Format(id, text), Share: b.share(p.Count), Lead: b.lead(p.Count), Cases: b.cases(&p.Cases)})
		}
	}
	return s
}

// state names the assessment of a criterion, in quotation marks.
func (b *builder) state(s diff.State) string {
	if s == diff.Absent {
		return ""
	}
	if s == diff.NotAssessed {
		return b.Quote(b.Text("VerdictNotAssessed"))
	}
	v, _ := s.Verdict()
	return b.Quote(b.Verdict(v))
}

// items returns the section on parts of outcomes that come or go.
func (b *builder) items() Section {
	s := Section{ID: b.id("items"), Heading: b.Text("ChangesItems")}
	for i := range b.Comparison.Items {
		it := &b.Comparison.Items[i]
		set, side, outcome, item := b.New, edits.NewSide, it.NewOutcome, it.NewIndex
		if item < 0 {
			set, side, outcome, item = b.Old, edits.OldSide, it.OldOutcome, it.OldIndex
		}
		text := struct{ Outcome, Item string }{
			b.result(set, outcome), b.Quote(b.plain(side, set.Outcomes[outcome].Items[item].Text[b.lang])),
		}
		for j := range it.Pairs {
			p := &it.Pairs[j]
			id := "ChangesItemGone"
			if p.New {
				id = "ChangesItemNew"
			}
			s.Effects = append(s.Effects, Effect{Heading: b.Format(id, text), Share: b.share(p.Count), Lead: b.lead(p.Count), Cases: b.cases(&p.Cases)})
		}
	}
	return s
}

// asked returns the section on who is asked other questions.
func (b *builder) asked() Section {
	s := Section{ID: b.id("questions"), Heading: b.Text("ChangesAsked")}
	for i := range b.Asked {
		a := &b.Asked[i]
		text := struct{ Question string }{b.Quote(b.QuestionText(a.Question))}
		for j := range a.Pairs {
			p := &a.Pairs[j]
			id := "ChangesAskedGone"
			if p.New {
				id = "ChangesAskedNew"
			}
			s.Effects = append(s.Effects, Effect{Heading: b.Format(id, text), Share: b.share(p.Count), Lead: b.lead(p.Count), Cases: b.cases(&p.Cases)})
		}
	}
	return s
}

// question returns a question of either side by its id; nil if there is none.
func question(set *criteria.Set, id string) *criteria.Question {
	if q := set.Question(id); q >= 0 {
		return &set.Questions[q]
	}
	return nil
}
