package opendatatest

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
)

// header describes the cases of a set to check.mjs.
type header struct {
	Columns   []columnHeader   `json:"columns"`
	Decisions []decisionHeader `json:"decisions"`
}

// columnHeader is an input: its name, and expressions in FEEL for each of its values. Several
// expressions are values that nothing distinguishes.
type columnHeader struct {
	Name   string     `json:"name"`
	Values [][]string `json:"values"`
}

// decisionHeader is a decision: its id, and its results as expressions in FEEL.
type decisionHeader struct {
	ID      string   `json:"id"`
	Results []string `json:"results"`
}

// anyResult stands for a result that Baken doesn't know yet.
const anyResult = -1

// cases writes the answers to a set, with what comes out by Baken's evaluation: a line for each, of
// whether the answers are complete, the indexes of the values of the columns, and the indexes of
// the results of the decisions.
type cases struct {
	set *criteria.Set
	// probe is the set without an end, so that all questions are asked.
	probe criteria.Set
	to    io.Writer
	header
	// first holds the first column of each question.
	first []int
	// lists are the indexes of the values of check boxes, by column and options.
	lists map[string]int
	// complete and partial count the answers.
	complete, partial int
	err               error
}

func newCases(set *criteria.Set, to io.Writer) *cases {
	c := &cases{set: set, probe: *set, to: to, lists: map[string]int{}}
	c.probe.Criteria, c.probe.Outcomes, c.probe.Applies = nil, nil, nil
	for i := range set.Questions {
		q := &set.Questions[i]
		c.first = append(c.first, len(c.Columns))
		column := columnHeader{Name: q.ID.V, Values: [][]string{{"null"}}}
		switch {
		case q.Many:
			for _, boxes := range subsets(q) {
				var ids []string
				for _, o := range boxes {
					ids = append(ids, `"`+q.Options[o].ID.V+`"`)
				}
				c.lists[fmt.Sprint(i, boxes)] = len(column.Values)
				column.Values = append(column.Values, []string{"[" + strings.Join(ids, ", ") + "]"})
			}
		case q.Scale == nil:
			for _, o := range q.Options {
				column.Values = append(column.Values, []string{`"` + o.ID.V + `"`})
			}
		default:
			for _, in := range q.Scale.Intervals {
				between := in.Low + (in.High-in.Low)/q.Scale.Step/2*q.Scale.Step
				column.Values = append(column.Values, []string{feel(q.Scale, in.Low), feel(q.Scale, between), feel(q.Scale, in.High)})
			}
		}
		c.Columns = append(c.Columns, column)
		if q.Scale != nil {
			for _, o := range q.Options[len(q.Scale.Intervals):] {
				// An engine may be told that the value is known, or nothing.
				c.Columns = append(c.Columns, columnHeader{q.ID.V + "_" + o.ID.V, [][]string{{"null", "false"}, {"true"}}})
			}
		}
	}
	outcome := decisionHeader{ID: "outcome"}
	for _, o := range set.Outcomes {
		outcome.Results = append(outcome.Results, `"`+o.ID.V+`"`)
	}
	c.Decisions = append(c.Decisions, outcome)
	for i := range set.Criteria {
		d := decisionHeader{ID: "criterion-" + set.Criteria[i].ID.V}
		for _, v := range []criteria.Verdict{criteria.Pending, criteria.NotApplicable, criteria.Met, criteria.Unmet, criteria.Open} {
			d.Results = append(d.Results, `"`+v.String()+`"`)
		}
		c.Decisions = append(c.Decisions, d)
	}
	for _, o := range set.Outcomes {
		for _, item := range o.Items {
			if item.When != nil {
				c.Decisions = append(c.Decisions, decisionHeader{"item-" + o.ID.V + "-" + item.ID.V, []string{"false", "true"}})
			}
		}
	}
	c.write(c.header)
	return c
}

// feel returns a value as an expression in FEEL.
func feel(s *criteria.Scale, units int64) string {
	if s.Kind == criteria.Day {
		return fmt.Sprintf("date(%q)", s.Value(units))
	}
	return s.Value(units).String()
}

// subsets returns the valid answers to a question of type many.
func subsets(q *criteria.Question) [][]int {
	var out [][]int
	for boxes := range 1 << len(q.Options) {
		var chosen []int
		for o := range q.Options {
			if boxes>>o&1 == 1 {
				chosen = append(chosen, o)
			}
		}
		if q.Answer(chosen) != nil {
			out = append(out, chosen)
		}
	}
	return out
}

// answersTo returns the valid answers to a question.
func answersTo(q *criteria.Question) [][]int {
	if q.Many {
		return subsets(q)
	}
	var out [][]int
	for o := range q.Options {
		out = append(out, []int{o})
	}
	return out
}

// next returns the first question from one on that is asked, and hasn't been passed.
func (c *cases) next(answers criteria.Answers, from int) int {
	asked := c.probe.Evaluate(answers).Asked
	for q := from; q < len(c.set.Questions); q++ {
		if slices.Contains(asked, q) {
			return q
		}
	}
	return -1
}

// all writes all complete answers, and all states on the way to them.
func (c *cases) all() { c.visit(criteria.Answers{}, 0) }

func (c *cases) visit(answers criteria.Answers, from int) {
	q := c.next(answers, from)
	c.add(answers, q < 0)
	if q < 0 || c.err != nil {
		return
	}
	for _, a := range answersTo(&c.set.Questions[q]) {
		answers[q] = a
		c.visit(answers, q+1)
	}
	delete(answers, q)
}

// count returns the number of complete answers, at most a limit.
func (c *cases) count(limit int) int {
	n := 0
	answers := criteria.Answers{}
	var visit func(from int)
	visit = func(from int) {
		q := c.next(answers, from)
		if q < 0 {
			n++
			return
		}
		for _, a := range answersTo(&c.set.Questions[q]) {
			if n >= limit {
				break
			}
			answers[q] = a
			visit(q + 1)
		}
		delete(answers, q)
	}
	visit(0)
	return n
}

// sample writes n complete answers at random, and the states on the way to them.
func (c *cases) sample(n int) {
	r := rand.New(rand.NewPCG(16, 4))
	choices := make([][][]int, len(c.set.Questions))
	for i := range c.set.Questions {
		choices[i] = answersTo(&c.set.Questions[i])
	}
	for range n {
		answers := criteria.Answers{}
		for from := 0; ; {
			q := c.next(answers, from)
			c.add(answers, q < 0)
			if q < 0 || c.err != nil {
				break
			}
			answers[q] = choices[q][r.IntN(len(choices[q]))]
			from = q + 1
		}
	}
}

// add writes a state.
func (c *cases) add(answers criteria.Answers, complete bool) {
	kind := 0
	if complete {
		kind = 1
		c.complete++
	} else {
		c.partial++
	}
	values := make([]int, len(c.Columns))
	for q, chosen := range answers {
		question, column := &c.set.Questions[q], c.first[q]
		switch o := chosen[0]; {
		case question.Many:
			values[column] = c.lists[fmt.Sprint(q, chosen)]
		case question.Scale == nil || o < len(question.Scale.Intervals):
			values[column] = 1 + o
		default:
			values[column+1+o-len(question.Scale.Intervals)] = 1
		}
	}
	r := c.set.Evaluate(answers)
	results := []int{anyResult}
	if r.Outcome >= 0 {
		results[0] = r.Outcome
	}
	for _, v := range r.Verdicts {
		if v == criteria.Pending {
			v = criteria.Verdict(0)
			results = append(results, anyResult)
			continue
		}
		results = append(results, int(v))
	}
	for i, o := range c.set.Outcomes {
		for j, item := range o.Items {
			switch {
			case item.When == nil:
			case r.Outcome < 0 || r.Outcome == i && !slices.Contains(r.Items, j) && !complete:
				results = append(results, anyResult)
			case r.Outcome == i && slices.Contains(r.Items, j):
				results = append(results, 1)
			default:
				results = append(results, 0)
			}
		}
	}
	c.write([]any{kind, values, results})
}

func (c *cases) write(line any) {
	if c.err != nil {
		return
	}
	var b []byte
	if b, c.err = json.Marshal(line); c.err == nil {
		_, c.err = c.to.Write(append(b, '\n'))
	}
}
