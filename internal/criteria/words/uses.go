package words

import (
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
)

// findUses finds the parts of the set that depend on each other one.
func (b *builder) findUses() {
	for i := range b.set.Definitions {
		d := &b.set.Definitions[i]
		b.use(Link{d.ID.V, d.Anchor()}, false, d.Condition)
	}
	b.use(Link{b.words.Text("WordsApplies"), criteria.AnchorApplies}, true, b.set.Applies)
	for i := range b.set.Questions {
		q := &b.set.Questions[i]
		b.use(Link{q.Brief(b.words.Lang()), q.Anchor()}, true, q.Ask)
	}
	for i := range b.set.Criteria {
		c := &b.set.Criteria[i]
		unmet := c.Unmet
		if c.Otherwise {
			unmet = nil // It is written as otherwise.
		}
		b.use(Link{b.in(c.Title), c.Anchor()}, true, c.Applies, c.Met, unmet)
	}
	for i := range b.set.Outcomes {
		o := &b.set.Outcomes[i]
		conditions := []*criteria.Condition{o.When}
		for _, item := range o.Items {
			conditions = append(conditions, item.When)
		}
		b.use(Link{b.in(o.Title), o.Anchor()}, true, conditions...)
	}
}

// use records that a part depends on all that its conditions mention: on questions and criteria if
// deep, and on definitions and constants that their texts name.
func (b *builder) use(l Link, deep bool, conditions ...*criteria.Condition) {
	add := func(anchor string) {
		if !slices.Contains(b.uses[anchor], l) {
			b.uses[anchor] = append(b.uses[anchor], l)
		}
	}
	for _, c := range conditions {
		if c == nil {
			continue
		}
		m := mentioned(c)
		for _, q := range m.questions {
			if deep {
				add(b.set.Questions[q].Anchor())
			}
		}
		for _, i := range m.criteria {
			if deep {
				add(b.set.Criteria[i].Anchor())
			}
		}
		names := namesIn(c.Source.V)
		for i := range b.set.Definitions {
			if d := &b.set.Definitions[i]; slices.Contains(names, d.ID.V) {
				add(d.Anchor())
			}
		}
		for i := range b.set.Constants {
			if constant := &b.set.Constants[i]; slices.Contains(names, constant.ID.V) {
				add(constant.Anchor())
			}
		}
	}
}

// mentions are the indexes of the questions and criteria that a condition compares, in its order.
type mentions struct{ questions, criteria []int }

func mentioned(c *criteria.Condition) (m mentions) {
	if c == nil {
		return m
	}
	var in func(e criteria.Expr)
	in = func(e criteria.Expr) {
		for _, t := range criteria.Terms(e) {
			in(t)
		}
		switch e := e.(type) {
		case criteria.Is:
			m.questions = append(m.questions, e.Question)
		case criteria.Has:
			m.questions = append(m.questions, e.Question)
		case criteria.Answered:
			m.questions = append(m.questions, e.Question)
		case criteria.VerdictIs:
			m.criteria = append(m.criteria, e.Criterion)
		}
	}
	in(c.Root)
	return m
}

// namesIn returns the bare names in the text of a condition: those outside of quotation marks.
func namesIn(source string) []string {
	var quote rune
	return strings.FieldsFunc(source, func(r rune) bool {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
			return true
		case r == '"' || r == '\'' || r == '`':
			quote = r
			return true
		}
		return !(r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	})
}
