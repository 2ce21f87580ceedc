package symbolic

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// Form maps a set's form to variables. A question of type one is a variable whose value 0 means
// unanswered and whose value o+1 means option o. A question of type many is a variable per option,
// with the values 0, unticked, and 1, ticked.
type Form struct {
	set *criteria.Set
	// first holds the first variable of each question.
	first   []int
	arities []int
	// fields holds the field of each variable.
	fields []Field
}

// Field is the part of a form that a variable encodes.
type Field struct {
	Question int
	// Option is the option of a check box, or -1 for a question of type one.
	Option int
}

func newForm(set *criteria.Set, order []int) Form {
	f := Form{set: set, first: make([]int, len(set.Questions))}
	for _, q := range order {
		f.first[q] = len(f.arities)
		options := len(set.Questions[q].Options)
		if !set.Questions[q].Many {
			f.arities = append(f.arities, options+1)
			f.fields = append(f.fields, Field{q, -1})
			continue
		}
		for o := range options {
			f.arities = append(f.arities, 2)
			f.fields = append(f.fields, Field{q, o})
		}
	}
	return f
}

// Field returns the field that a variable encodes.
func (f *Form) Field(variable int) Field { return f.fields[variable] }

// Variables returns the variables of a question.
func (f *Form) Variables(question int) []int {
	n := 1
	if q := &f.set.Questions[question]; q.Many {
		n = len(q.Options)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = f.first[question] + i
	}
	return out
}

// Values encodes answers as an assignment, by variable.
func (f *Form) Values(answers criteria.Answers) []int {
	values := make([]int, len(f.arities))
	for q := range f.set.Questions {
		for _, o := range answers[q] {
			if f.set.Questions[q].Many {
				values[f.first[q]+o] = 1
			} else {
				values[f.first[q]] = o + 1
			}
		}
	}
	return values
}

// Answers decodes an assignment; it is the inverse of [Form.Values].
func (f *Form) Answers(values []int) criteria.Answers {
	answers := criteria.Answers{}
	for variable, value := range values {
		switch field := f.fields[variable]; {
		case value == 0:
		case field.Option >= 0:
			answers[field.Question] = append(answers[field.Question], field.Option)
		default:
			answers[field.Question] = []int{value - 1}
		}
	}
	for _, options := range answers {
		slices.Sort(options)
	}
	return answers
}

// chosen returns where an option is chosen.
func (f *Form) chosen(s *mdd.Space, question, option int) mdd.Ref {
	if f.set.Questions[question].Many {
		return s.In(f.first[question]+option, mdd.Of(1))
	}
	return s.In(f.first[question], mdd.Of(option+1))
}

// unsure returns where an option for readers who don't know is chosen.
func (f *Form) unsure(s *mdd.Space, question int) mdd.Ref {
	unsure := mdd.False
	for o, option := range f.set.Questions[question].Options {
		if option.Unsure {
			unsure = s.Or(unsure, f.chosen(s, question, o))
		}
	}
	return unsure
}

// oneOf returns where the answer to a question of type one is one of some options.
func (f *Form) oneOf(s *mdd.Space, question int, options []int) mdd.Ref {
	values := make([]int, len(options))
	for i, o := range options {
		values[i] = o + 1
	}
	return s.In(f.first[question], mdd.Of(values...))
}

// answered returns where a question has a valid answer: one option, or ticked boxes without an
// exclusive one beside another.
func (f *Form) answered(s *mdd.Space, question int) mdd.Ref {
	q := &f.set.Questions[question]
	if !q.Many {
		v := f.first[question]
		return s.In(v, s.All(v).Minus(mdd.Of(0)))
	}
	any, none := mdd.False, mdd.True // some ordinary box; no exclusive one
	for o := range q.Options {
		if !q.Options[o].Exclusive {
			any = s.Or(any, f.chosen(s, question, o))
		} else {
			none = s.Diff(none, f.chosen(s, question, o))
		}
	}
	answered := s.And(any, none)
	for o := range q.Options {
		if !q.Options[o].Exclusive {
			continue
		}
		alone := f.chosen(s, question, o)
		for p := range q.Options {
			if p != o {
				alone = s.Diff(alone, f.chosen(s, question, p))
			}
		}
		answered = s.Or(answered, alone)
	}
	return answered
}
