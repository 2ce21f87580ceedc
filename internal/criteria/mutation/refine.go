package mutation

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/condition"
	"baken.example/baken/internal/criteria/interval"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/diag"
)

// Refined is a set whose questions about values are divided at the limits of all its mutants, so
// that a mutant that moves a limit has the same questions and options.
type Refined struct {
	// Set is the set. Its conditions are those of the original, one for one and part for part.
	Set *criteria.Set
	// Mutants are the mutants that are sets. Left is the number of those that aren't looked at, as
	// one of their questions would have too many intervals.
	Mutants []Mutant
	Left    int

	original *criteria.Set
	texts    map[Place]content.Text
}

// Refine returns the refined set of a set that has no errors, with its mutants.
func Refine(set *criteria.Set) (*Refined, error) {
	all, err := All(set)
	if err != nil {
		return nil, err
	}
	r := &Refined{original: set, texts: map[Place]content.Text{}}
	var texts []content.Text
	places, conditions := Conditions(set)
	for i, c := range conditions {
		r.texts[places[i]] = c.Source
		texts = append(texts, c.Source)
	}
	for i := range all {
		if all[i].Text != "" {
			texts = append(texts, content.Text{V: all[i].Text})
		}
	}
	base := r.copied()
	reader := newReader(base)
	limits := reader.Limits(texts)
	coarse := map[int]bool{}
	for q := range base.Questions {
		if s := base.Questions[q].Scale; s != nil && !refine(&base.Questions[q], &limits[q]) {
			coarse[q] = true
		}
	}
	r.Set = base
	if !r.read(base, nil) {
		panic("mutation: the conditions of a set that has been read")
	}
	for _, m := range all {
		switch {
		case r.moves(&m, coarse):
			r.Left++
		case m.Text == "" || r.Variant(&m) != nil:
			r.Mutants = append(r.Mutants, m)
		}
	}
	return r, nil
}

// refine divides the range of a question at more limits. It reports false, and changes nothing, if
// there would be too many intervals.
func refine(q *criteria.Question, limits *interval.Limits) bool {
	others := q.Options[len(q.Scale.Intervals):]
	intervals := limits.Divide(q.Scale)
	if len(intervals)+len(others) >= mdd.MaxValues {
		return false
	}
	scale := *q.Scale
	scale.Intervals = intervals
	q.Scale = &scale
	options := make([]criteria.Option, len(intervals), len(intervals)+len(others))
	for i, in := range intervals {
		options[i].ID.V = scale.IntervalID(in)
	}
	q.Options = append(options, others...)
	return true
}

// moves reports whether a mutant has a limit of a question that isn't divided there.
func (r *Refined) moves(m *Mutant, coarse map[int]bool) bool {
	if len(coarse) == 0 || m.Text == "" {
		return false
	}
	limits := newReader(r.Set).Limits([]content.Text{{V: m.Text}})
	for q := range coarse {
		s := r.Set.Questions[q].Scale
		for _, in := range limits[q].Divide(s) {
			if at := s.Interval(in.Low); s.Intervals[at].Low != in.Low {
				return true
			}
		}
	}
	return false
}

// copied returns a copy of the original set that may be changed, without its source.
func (r *Refined) copied() *criteria.Set {
	from := r.original
	if r.Set != nil {
		from = r.Set
	}
	c := *from
	c.Source, c.Inserted = nil, nil
	c.Constants = slices.Clone(c.Constants)
	c.Definitions = slices.Clone(c.Definitions)
	c.Questions = slices.Clone(c.Questions)
	c.Criteria = slices.Clone(c.Criteria)
	c.Outcomes = slices.Clone(c.Outcomes)
	return &c
}

// Variant returns the set that a mutant is, or nil if one of its conditions isn't valid.
func (r *Refined) Variant(m *Mutant) *criteria.Set {
	set := r.copied()
	switch m.Kind {
	case Unsure:
		q := &set.Questions[m.Index]
		q.Options = slices.Clone(q.Options)
		q.Options[r.option(m.Index, m.Part)].Unsure = false
		return set
	case Final:
		set.Outcomes[m.Index].Final = false
		return set
	}
	if !r.read(set, m) {
		return nil
	}
	return set
}

// option returns the index in the refined set of an option of the original.
func (r *Refined) option(question, option int) int {
	was, is := &r.original.Questions[question], &r.Set.Questions[question]
	return option + len(is.Options) - len(was.Options)
}

func newReader(set *criteria.Set) *condition.Reader {
	kinds := map[int]criteria.Kind{}
	for i := range set.Questions {
		if s := set.Questions[i].Scale; s != nil {
			kinds[i] = s.Kind
		}
	}
	return &condition.Reader{Set: set, Findings: new(diag.List), Kinds: kinds}
}

// read reads the conditions of a set, that of m changed. It reports whether all are valid. Where
// only one can differ, the others are those of the refined set.
func (r *Refined) read(set *criteria.Set, m *Mutant) bool {
	reader := newReader(set)
	valid := true
	scope := condition.Scope{Questions: len(set.Questions)}
	for i := range set.Definitions {
		p := Place{Definition, i, 0}
		reader.Define(i, r.text(p, m), scope)
		valid = valid && set.Definitions[i].Condition != nil
		scope.Definitions++
	}
	read := func(to **criteria.Condition, p Place, s condition.Scope) {
		text := r.text(p, m)
		if *to == nil || !text.IsSet() || m != nil && m.Kind != Definition && m.Place != p {
			return
		}
		*to = reader.Read(text, s)
		valid = valid && *to != nil
	}
	for i := range set.Questions {
		read(&set.Questions[i].Ask, Place{Ask, i, 0}, condition.Scope{Questions: i, Definitions: scope.Definitions})
	}
	read(&set.Applies, Place{SetApplies, 0, 0}, scope)
	for i := range set.Criteria {
		c := &set.Criteria[i]
		read(&c.Applies, Place{Applies, i, 0}, scope)
		read(&c.Met, Place{Met, i, 0}, scope)
		if c.Otherwise {
			c.Unmet = reader.Otherwise(c.Unmet.Source, c.Met)
		} else {
			read(&c.Unmet, Place{Unmet, i, 0}, scope)
		}
	}
	scope.Verdicts = true
	for i := range set.Outcomes {
		o := &set.Outcomes[i]
		read(&o.When, Place{When, i, 0}, scope)
		if len(o.Items) > 0 {
			o.Items = slices.Clone(o.Items)
		}
		for j := range o.Items {
			read(&o.Items[j].When, Place{Item, i, j}, scope)
		}
	}
	return valid
}

// text returns the text of a condition, in a mutant.
func (r *Refined) text(p Place, m *Mutant) content.Text {
	text := r.texts[p]
	if m != nil && m.Place == p {
		text.V = m.Text
	}
	return text
}

// Example returns an example of the original for the refined set.
func (r *Refined) Example(x *criteria.Example) criteria.Example {
	out := *x
	out.Answers = criteria.Answers{}
	for q, chosen := range x.Answers {
		s := r.Set.Questions[q].Scale
		switch units, ok := x.Values[q]; {
		case s == nil:
			out.Answers[q] = chosen
		case ok:
			out.Answers[q] = []int{s.Interval(units)}
		default:
			for _, o := range chosen {
				out.Answers[q] = append(out.Answers[q], r.option(q, o))
			}
		}
	}
	return out
}

// Answers returns answers of the refined set for the original. A value is in an interval of the
// refined set, which its caller chooses from.
func (r *Refined) Answers(answers criteria.Answers, value func(question int, in criteria.Interval) int64) (criteria.Answers, map[int]int64) {
	out, values := criteria.Answers{}, map[int]int64{}
	for q := range r.Set.Questions {
		chosen, s := answers[q], r.Set.Questions[q].Scale
		switch {
		case len(chosen) == 0:
		case s == nil:
			out[q] = chosen
		case chosen[0] < len(s.Intervals):
			values[q] = value(q, s.Intervals[chosen[0]])
			out[q] = []int{r.original.Questions[q].Scale.Interval(values[q])}
		default:
			out[q] = []int{chosen[0] - (len(r.Set.Questions[q].Options) - len(r.original.Questions[q].Options))}
		}
	}
	return out, values
}
