package proof_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/diag"
)

// flaws maps a set's flaws, each as code and subject, to the number of options in its smallest
// witness, or 0 where a flaw has none.
type flaws map[string]int

func (f flaws) add(code diag.Code, subject string, answers criteria.Answers) {
	size := 0
	for _, options := range answers {
		size += len(options)
	}
	key := fmt.Sprintf("%s %s", code, subject)
	if old, ok := f[key]; !ok || size < old {
		f[key] = size
	}
}

// both reports whether met and unmet are true at once, where the verdict is met.
func both(set *criteria.Set, c int, answers criteria.Answers) bool {
	// With its conditions swapped, a criterion has the verdict met wherever unmet is true.
	swapped := *set
	swapped.Criteria = slices.Clone(set.Criteria)
	swapped.Criteria[c].Met, swapped.Criteria[c].Unmet = set.Criteria[c].Unmet, set.Criteria[c].Met
	return set.Evaluate(answers).Verdicts[c] == criteria.Met && swapped.Evaluate(answers).Verdicts[c] == criteria.Met
}

// isAsked reports whether the ask of a question is true, whether or not asking has stopped.
func isAsked(set *criteria.Set, q int, answers criteria.Answers) bool {
	endless := *set
	endless.Outcomes, endless.Applies = nil, nil // asking never stops
	return slices.Contains(endless.Evaluate(answers).Asked, q)
}

// isComplete reports whether every question that is asked has an answer, whether or not asking has
// stopped.
func isComplete(set *criteria.Set, answers criteria.Answers) bool {
	endless := *set
	endless.Outcomes, endless.Applies = nil, nil
	return endless.Evaluate(answers).Next < 0
}

// whole returns a set with one criterion, which is met wherever the set applies.
func whole(set *criteria.Set) *criteria.Set {
	w := *set
	w.Criteria = []criteria.Criterion{{Met: &criteria.Condition{Root: criteria.And{}}}}
	w.Outcomes, w.Otherwise = []criteria.Outcome{{}}, 0
	return &w
}

// isTold reports whether an outcome is reached, and its items are settled.
func isTold(set *criteria.Set, answers criteria.Answers) bool {
	hasty := *set
	hasty.Outcomes = slices.Clone(set.Outcomes)
	for o := range hasty.Outcomes {
		hasty.Outcomes[o].Final = true
	}
	r := hasty.Evaluate(answers)
	return r.Stopped()
}

func enumerated(set *criteria.Set) flaws {
	found := flaws{}
	states, _, _ := criteriatest.States(set, 1<<30, 0, 0)
	all := slices.Collect(states)
	reached, verdicts, items := map[int]bool{}, map[[2]int]bool{}, map[[2]int]bool{}
	applies := map[criteria.Verdict]bool{} // of a criterion that is met wherever the set applies
	ever, put := map[int]bool{}, map[int]bool{}
	type end struct {
		outcome         int
		verdicts, items string
	}
	ends := map[int]map[string]end{} // by question and the answers to all others
	matters := map[int]bool{}
	type state struct {
		answers criteria.Answers
		criteria.Result
	}
	nexts := map[int][]state{}                  // the states in which a question is the next one
	decides := map[[2]int]bool{}                // by question and criterion
	before := map[string]([]criteria.Verdict){} // by question and the answers to all others
	for _, answers := range all {
		r := set.Evaluate(answers)
		if r.Next < 0 && r.Outcome < 0 {
			found.add(diag.CriteriaGap, "", answers)
		}
		reached[r.Outcome] = true
		for _, i := range r.Items {
			items[[2]int{r.Outcome, i}] = true
		}
		if isComplete(set, answers) {
			applies[whole(set).Evaluate(answers).Verdicts[0]] = true
		}
		for c, v := range r.Verdicts {
			verdicts[[2]int{c, int(v)}] = true
			if both(set, c, answers) {
				found.add(diag.CriteriaOverlap, set.Criteria[c].ID.V, answers)
			}
		}
		if r.Next >= 0 {
			later := false
			for q := range answers {
				later = later || q >= r.Next
			}
			put[r.Next] = put[r.Next] || !later
			if !later {
				nexts[r.Next] = append(nexts[r.Next], state{answers, r})
			}
		}
		full := true
		for q := range set.Questions {
			ever[q] = ever[q] || isAsked(set, q, answers)
			full = full && isAnswer(&set.Questions[q], answers[q])
		}
		if !full {
			continue
		}
		for q := range set.Questions {
			others := ""
			for p := range set.Questions {
				if p != q {
					others += fmt.Sprint(answers[p])
				}
			}
			e := end{r.Outcome, fmt.Sprint(r.Verdicts), fmt.Sprint(r.Items)}
			if ends[q] == nil {
				ends[q] = map[string]end{}
			}
			if old, ok := ends[q][others]; ok && old != e {
				matters[q] = true
			}
			ends[q][others] = e
			key := fmt.Sprint(q, " ", others)
			for c, v := range r.Verdicts {
				if old := before[key]; old != nil && old[c] != v {
					decides[[2]int{q, c}] = true
				}
			}
			before[key] = r.Verdicts
		}
	}
	for o := range set.Outcomes {
		if !reached[o] {
			found.add(diag.CriteriaUnreachable, "outcome "+set.Outcomes[o].ID.V, nil)
		}
	}
	for o := range set.Outcomes {
		for i, item := range set.Outcomes[o].Items {
			if reached[o] && !items[[2]int{o, i}] {
				found.add(diag.CriteriaUnreachable, "item "+item.ID.V, nil)
			}
		}
	}
	if set.Applies != nil && len(applies) == 1 && !applies[criteria.Open] {
		found.add(diag.CriteriaIdle, "applies", nil)
	}
	for c := range set.Criteria {
		for v := range set.Criteria[c].Advice {
			if !verdicts[[2]int{c, int(v)}] {
				found.add(diag.CriteriaUnreachable, fmt.Sprintf("criterion %s %s", set.Criteria[c].ID.V, v), nil)
			}
		}
	}
	for q := range set.Questions {
		id := set.Questions[q].ID.V
		switch {
		case !ever[q], !put[q]:
			found.add(diag.CriteriaUnreachable, "question "+id, nil)
		case !matters[q]:
			found.add(diag.CriteriaIdle, id, nil)
		default:
			first, late, needed := len(set.Outcomes), true, false
			var some bool
			for _, s := range nexts[q] {
				late = late && isTold(set, s.answers)
				if s.Outcome >= 0 {
					first = min(first, s.Outcome)
				}
				for c, v := range s.Verdicts {
					if v == criteria.Pending && decides[[2]int{q, c}] {
						some, needed = true, needed || isNeeded(set, c)
					}
				}
			}
			outcomes := len(reached)
			if reached[-1] {
				outcomes--
			}
			if !late || needed || !some || outcomes < 2 {
				continue
			}
			for _, s := range nexts[q] {
				if s.Outcome == first {
					found.add(diag.CriteriaLate, id, s.answers)
				}
			}
		}
	}
	return found
}

// isNeeded reports whether a criterion has advice, or the text of a condition names it.
func isNeeded(set *criteria.Set, c int) bool {
	var conditions []*criteria.Condition
	for _, o := range set.Outcomes {
		conditions = append(conditions, o.When)
		for _, item := range o.Items {
			conditions = append(conditions, item.When)
		}
	}
	for _, cr := range set.Criteria {
		conditions = append(conditions, cr.Applies, cr.Met, cr.Unmet)
	}
	return len(set.Criteria[c].Advice) > 0 || slices.ContainsFunc(conditions, func(cond *criteria.Condition) bool {
		return cond != nil && strings.Contains(fmt.Sprintf("%#v", cond.Root), fmt.Sprintf("VerdictIs{Criterion:%d,", c))
	})
}

// isAnswer reports whether options are a valid answer.
func isAnswer(q *criteria.Question, options []int) bool {
	exclusive := slices.ContainsFunc(options, func(o int) bool { return q.Options[o].Exclusive })
	return len(options) == 1 || len(options) > 1 && q.Many && !exclusive
}

// proven returns the flaws that the proof reports.
func proven(t *testing.T, set *criteria.Set) flaws {
	t.Helper()
	found := flaws{}
	list := checked(t, set)
	for _, f := range list.All() {
		quoted := strings.Split(f.Message, `"`)
		var subject string
		witness := ""
		switch f.Code {
		case diag.CriteriaGap:
			_, witness, _ = strings.Cut(f.Message, " for ")
		case diag.CriteriaOverlap:
			subject = quoted[1]
			_, witness, _ = strings.Cut(f.Message, " for ")
		case diag.CriteriaIdle:
			subject = "applies"
			if len(quoted) > 1 {
				subject = quoted[1]
			}
		case diag.CriteriaLate:
			subject = quoted[1]
			_, witness, _ = strings.Cut(f.Message, " for ")
			witness, _, _ = strings.Cut(witness, ": it decides")
		case diag.CriteriaUnreachable:
			subject = strings.TrimSpace(quoted[0]) + " " + quoted[1]
			if v, ok := strings.CutPrefix(quoted[2], " is never "); ok && strings.HasPrefix(subject, "criterion") {
				v, _, _ = strings.Cut(v, ",")
				subject += " " + v
			}
		default:
			t.Fatal(f)
		}
		found.add(f.Code, subject, read(t, set, witness))
	}
	return found
}

// read parses a witness, and checks that Write formats the result the same way.
func read(t *testing.T, set *criteria.Set, witness string) criteria.Answers {
	t.Helper()
	answers := criteria.Answers{}
	if witness == "" || witness == "no answers at all" {
		return answers
	}
	for part := range strings.SplitSeq(witness, ",") {
		id, options, _ := strings.Cut(part, "=")
		q := slices.IndexFunc(set.Questions, func(q criteria.Question) bool { return q.ID.V == id })
		for option := range strings.SplitSeq(options, "+") {
			answers[q] = append(answers[q], slices.IndexFunc(set.Questions[q].Options, func(o criteria.Option) bool { return o.ID.V == option }))
		}
	}
	if proof.Write(set, answers) != witness {
		t.Fatalf("%q was written for %v", witness, answers)
	}
	return answers
}

func TestAgainstEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	seen := map[diag.Code]int{}
	for range 800 {
		set := criteriatest.Random(r, 1+r.IntN(4))
		if last := len(set.Outcomes) - 1; r.IntN(2) == 0 && set.Otherwise < last {
			set.Outcomes = set.Outcomes[:last] // no otherwise
		}
		for c := range set.Criteria {
			if r.IntN(2) == 0 {
				set.Criteria[c].Advice = map[criteria.Verdict]content.Localized{criteria.Met: nil, criteria.Unmet: nil, criteria.Open: nil}
			}
		}
		want, got := enumerated(set), proven(t, set)
		if slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(key string) bool { return strings.HasPrefix(key, string(diag.CriteriaOverlap)) }) {
			// Before it is known that a criterion is both, an outcome of one of the two may be
			// reached.
			for _, found := range []flaws{want, got} {
				maps.DeleteFunc(found, func(key string, _ int) bool {
					return strings.HasPrefix(key, string(diag.CriteriaUnreachable)+" outcome")
				})
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("want -, got +\n%s", diff)
		}
		for key := range got {
			code, _, _ := strings.Cut(key, " ")
			seen[diag.Code(code)]++
		}
	}
	t.Log(seen)
	if len(seen) < 5 {
		t.Errorf("the sets had only these flaws: %v", seen)
	}
}

// checked proves a set.
func checked(t testing.TB, set *criteria.Set) diag.List {
	t.Helper()
	_, findings, err := proof.Check(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return findings
}
