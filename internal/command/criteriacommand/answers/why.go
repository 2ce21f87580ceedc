package answers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/symbolic"
)

// explain explains the result of answers. Of a set that isn't proven it prints the findings.
func explain(ctx context.Context, s *command.State, v *sets.Version, answers criteria.Answers) (*explanation.Explanation, error) {
	proven, err := v.Prove(ctx, s)
	if err != nil {
		return nil, err
	}
	explainer, err := explanation.New(ctx, proven)
	if err != nil {
		return nil, err
	}
	why, err := explainer.Explain(ctx, answers)
	if large := (*symbolic.TooLargeError)(nil); errors.As(err, &large) {
		return nil, fmt.Errorf("%q is too large for its results to be explained; leave out --why", v.ID.V)
	}
	return why, err
}

// because says in words what a reason consists of.
func because(v *sets.Version, r explanation.Reason) string {
	condition, given := explanation.Condition(v.Set, r)
	if condition == nil {
		return v.Words.Text("EvalAlways")
	}
	return v.Words.Format("EvalBecause", struct{ Condition string }{v.Words.Brief().Plain(condition, given...)})
}

// metIf says in words after which change a criterion is met; empty for nil.
func metIf(v *sets.Version, c explanation.Change) string {
	if c == nil {
		return ""
	}
	condition, given := explanation.Condition(v.Set, c)
	return v.Words.Format("EvalMetIf", struct{ Condition string }{v.Words.Brief().Plain(condition, given...)})
}

// better says in words which changes lead to a better outcome.
func better(v *sets.Version, changes []explanation.Better) string {
	var b strings.Builder
	for i, to := range changes {
		if i == 0 {
			fmt.Fprintf(&b, "\n%s\n", v.Words.Text("EvalBetter"))
		}
		condition, given := explanation.Condition(v.Set, to.Change)
		outcome := v.Words.Outcome(to.Outcome)
		fmt.Fprintf(&b, "  %s\n", v.Words.Format("EvalOutcomeIf", struct{ Outcome, Condition string }{outcome, v.Words.Brief().Plain(condition, given...)}))
	}
	return b.String()
}

// whyJSON is an explanation in JSON: {"outcome": ANSWERS|null, "criteria": {"ID": ANSWERS}, "met":
// {"ID": ANSWERS|null}, "better": [{"outcome": "ID", "answers": ANSWERS}]}. The criteria are those
// with a verdict, met has those that are unmet or open.
type whyJSON struct {
	Outcome  []answerJSON `json:"outcome"`
	Criteria *orderedJSON `json:"criteria"`
	Met      *orderedJSON `json:"met"`
	Better   []betterJSON `json:"better"`
}

type betterJSON struct {
	Outcome string       `json:"outcome"`
	Answers []answerJSON `json:"answers"`
}

// answerJSON is an answer to a question. One with options, or from and to, is one of them; with
// holds boxes that are ticked, and without boxes that aren't.
type answerJSON struct {
	Question string   `json:"question"`
	Options  []string `json:"options,omitempty"`
	From     string   `json:"from,omitempty"`
	To       string   `json:"to,omitempty"`
	With     []string `json:"with,omitempty"`
	Without  []string `json:"without,omitempty"`
}

// orderedJSON is an object whose members keep their order.
type orderedJSON struct{ members []string }

func (o *orderedJSON) MarshalJSON() ([]byte, error) {
	return []byte("{" + strings.Join(o.members, ",") + "}"), nil
}

func (o *orderedJSON) add(id string, parts []explanation.Part, set *criteria.Set) error {
	text, err := json.Marshal(answersJSON(set, parts))
	o.members = append(o.members, fmt.Sprintf("%q:%s", id, text)) // Ids are plain ASCII.
	return err
}

func explanationJSON(set *criteria.Set, result *criteria.Result, why *explanation.Explanation) (*whyJSON, error) {
	out := &whyJSON{Outcome: answersJSON(set, why.Outcome), Criteria: &orderedJSON{}, Met: &orderedJSON{}, Better: []betterJSON{}}
	var errs []error
	for c, verdict := range result.Verdicts {
		id := set.Criteria[c].ID.V
		if verdict != criteria.Pending {
			errs = append(errs, out.Criteria.add(id, why.Verdicts[c], set))
		}
		if verdict == criteria.Unmet || verdict == criteria.Open {
			errs = append(errs, out.Met.add(id, why.Met[c], set))
		}
	}
	for _, b := range why.Better {
		out.Better = append(out.Better, betterJSON{set.Outcomes[b.Outcome].ID.V, answersJSON(set, b.Change)})
	}
	return out, errors.Join(errs...)
}

func answersJSON(set *criteria.Set, parts []explanation.Part) []answerJSON {
	if parts == nil {
		return nil
	}
	out := []answerJSON{}
	for _, p := range parts {
		q := &set.Questions[p.Question]
		ids := func(options []int) (out []string) {
			for _, o := range options {
				out = append(out, q.Options[o].ID.V)
			}
			return out
		}
		a := answerJSON{Question: q.ID.V}
		switch s := q.Scale; {
		case q.Many:
			a.With, a.Without = ids(p.With), ids(p.Without)
		case s != nil && p.With[0] < len(s.Intervals):
			a.From, a.To = s.Value(s.Intervals[p.With[0]].Low).String(), s.Value(s.Intervals[p.With[len(p.With)-1]].High).String()
		default:
			a.Options = ids(p.With)
		}
		out = append(out, a)
	}
	return out
}
