package criteria_test

import (
	"fmt"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

// permit returns a set of two questions: whether somebody builds and, if so, on their own land.
func permit() *criteria.Set {
	id := func(s string) content.Text { return content.Text{V: s} }
	is := func(question, option int) criteria.Expr {
		return criteria.Is{Question: question, Options: []int{option}}
	}
	yesNo := []criteria.Option{{ID: id("yes")}, {ID: id("no")}}
	return &criteria.Set{
		ID: id("permit"),
		Questions: []criteria.Question{
			{ID: id("builds"), Options: yesNo},
			{ID: id("own_land"), Options: yesNo, Ask: &criteria.Condition{Root: is(0, 0)}},
		},
		Criteria: []criteria.Criterion{{
			ID:      id("land"),
			Applies: &criteria.Condition{Root: is(0, 0)},
			Met:     &criteria.Condition{Root: is(1, 0)},
			Unmet:   &criteria.Condition{Root: is(1, 1)},
		}},
		Outcomes: []criteria.Outcome{
			{ID: id("refused"), When: &criteria.Condition{
				Root: criteria.VerdictIs{Criterion: 0, Verdicts: []criteria.Verdict{criteria.Unmet}},
			}},
			{ID: id("granted")}, // otherwise
		},
	}
}

func ExampleSet_Evaluate() {
	set := permit()
	for _, answers := range []criteria.Answers{
		{},
		{0: {0}},
		{0: {0}, 1: {1}},
		{0: {1}},
	} {
		r := set.Evaluate(answers)
		fmt.Printf("land is %v; ", r.Verdicts[0])
		if r.Stopped() {
			fmt.Printf("the outcome is %s\n", set.Outcomes[r.Outcome].ID.V)
		} else {
			fmt.Printf("the next question is %s\n", set.Questions[r.Next].ID.V)
		}
	}
	// Output:
	// land is pending; the next question is builds
	// land is pending; the next question is own_land
	// land is unmet; the outcome is refused
	// land is not_applicable; the outcome is granted
}
