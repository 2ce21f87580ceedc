package words_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/words"
)

func both(s string) content.Localized { return content.Localized{"nl": {V: s}, "en": {V: s}} }

// named gives the parts of a set texts that identify them.
func named(set *criteria.Set) *criteria.Set {
	for q := range set.Questions {
		set.Questions[q].Text = both(fmt.Sprintf("q%d?", q))
		for o := range set.Questions[q].Options {
			set.Questions[q].Options[o].Label = both(fmt.Sprintf("a%d", o))
		}
	}
	for c := range set.Criteria {
		set.Criteria[c].Title = both(fmt.Sprintf("c%d", c))
	}
	for o := range set.Outcomes {
		set.Outcomes[o].Title = both(fmt.Sprintf("r%d", o))
	}
	return set
}

// reader understands sentences, given complete answers without an unsure one and the verdicts that
// follow from them.
type reader struct {
	t        *testing.T
	answers  criteria.Answers
	verdicts []criteria.Verdict
}

var (
	option = regexp.MustCompile(`“a([0-9]+)”`)
	about  = regexp.MustCompile(`“([qc])([0-9]+)\??”`)
	number = regexp.MustCompile(`(at least|at most|exactly) ([0-9]+) of these`)
)

// holds reports whether a sentence, as it is on the page, is true.
func (r *reader) holds(s *words.Sentence) bool {
	if s.Parts == nil {
		return r.phrase(strings.TrimSuffix(s.Text, "."))
	}
	true_ := 0
	for i := range s.Parts {
		if r.holds(&s.Parts[i]) {
			true_++
		}
	}
	if m := number.FindStringSubmatch(s.Text); m != nil {
		var n int
		fmt.Sscan(m[2], &n)
		switch m[1] {
		case "at least":
			return true_ >= n
		case "at most":
			return true_ <= n
		}
		return true_ == n
	}
	switch {
	case strings.HasSuffix(s.Text, "all of the following is true:"):
		return true_ == len(s.Parts)
	case strings.HasSuffix(s.Text, "at least one of the following is true:"):
		return true_ > 0
	}
	r.t.Fatalf("a list below %q", s.Text)
	return false
}

// phrase reads a phrase of one part or two.
func (r *reader) phrase(s string) bool {
	for _, join := range []string{", and ", ", or "} {
		for _, next := range []string{"the ", "“q", "“c"} {
			if before, after, found := strings.Cut(s, join+next); found {
				a, b := r.phrase(before), r.phrase(next+after)
				if join == ", or " {
					return a || b
				}
				return a && b
			}
		}
	}
	m := about.FindStringSubmatch(s)
	if m == nil {
		r.t.Fatalf("a phrase about nothing: %q", s)
	}
	var i int
	fmt.Sscan(m[2], &i)
	if m[1] == "c" {
		v := map[criteria.Verdict]string{
			criteria.Met: "is met", criteria.Unmet: "is not met", criteria.Open: "can’t be assessed yet", criteria.NotApplicable: "does not apply",
		}[r.verdicts[i]]
		return v != "" && strings.Contains(s, m[0]+" "+v)
	}
	chosen, asked := r.answers[i], len(r.answers[i]) > 0
	among := slices.ContainsFunc(option.FindAllStringSubmatch(s, -1), func(m []string) bool {
		var o int
		fmt.Sscan(m[1], &o)
		return slices.Contains(chosen, o)
	})
	unasked := strings.HasSuffix(s, "(or that question is not asked)") && !asked
	switch {
	case strings.Contains(s, "has an answer"):
		return asked
	case strings.Contains(s, "is not asked") && option.FindString(s) == "":
		return !asked
	case strings.Contains(s, "is not “"), strings.Contains(s, "none of these"), strings.Contains(s, "do not include"):
		return unasked || asked && !among
	}
	return among
}

// said returns the sentence of an entry whose result is a text.
func said(e *words.Entry, result string) *words.Sentence {
	for i := range e.Sentences {
		if e.Sentences[i].Result == result {
			return &e.Sentences[i]
		}
	}
	return nil
}

// complete reports whether a state answers every question.
func complete(set *criteria.Set, state criteria.Answers) bool {
	for q := range set.Questions {
		exclusive := slices.ContainsFunc(state[q], func(o int) bool { return set.Questions[q].Options[o].Exclusive })
		if len(state[q]) == 0 || len(state[q]) > 1 && exclusive {
			return false
		}
	}
	return true
}

// TestReads reads the sentences as people do: for every complete set of answers without an unsure
// one they say which criteria apply and are met, which questions are asked, and what comes out.
func TestReads(t *testing.T) {
	c := catalog(t)
	total, lists := 0, 0
	for seed := range 120 {
		set := named(criteriatest.Random(rand.New(rand.NewPCG(uint64(seed), 16)), 3+seed%4))
		doc := document(t, c, set, "en")
		sections := map[string]*words.Section{}
		for i := range doc.Sections {
			sections[doc.Sections[i].Anchor] = &doc.Sections[i]
			for _, e := range doc.Sections[i].Entries {
				for _, s := range e.Sentences {
					if s.Parts != nil {
						lists++
					}
				}
			}
		}
		states, _, _ := criteriatest.States(set, 1_000, 200, 1)
		for state := range states {
			if !complete(set, state) {
				continue
			}
			result := set.Evaluate(state)
			r := reader{t: t, answers: criteria.Answers{}, verdicts: result.Verdicts}
			unsure := false
			for _, q := range result.Asked {
				r.answers[q] = state[q]
				for _, o := range state[q] {
					unsure = unsure || set.Questions[q].Options[o].Unsure
				}
			}
			if unsure {
				continue
			}
			total++
			if !r.agrees(set, sections, result) {
				t.Fatalf("set %d, answers %v:\n%s", seed, r.answers, doc.Text())
			}
		}
	}
	t.Logf("%d complete sets of answers, %d lists", total, lists)
	if total < 3_000 || lists < 100 {
		t.Errorf("only %d complete sets of answers and %d lists", total, lists)
	}
}

// agrees compares the sentences with an evaluation.
func (r *reader) agrees(set *criteria.Set, sections map[string]*words.Section, result criteria.Result) bool {
	holds := func(e *words.Entry, name string) bool {
		s := said(e, name)
		return s != nil && (strings.HasSuffix(s.Text, " in all cases.") || r.holds(s))
	}
	applies := set.Applies == nil || holds(&sections[criteria.AnchorApplies].Entries[0], "The criteria apply")
	for i, v := range result.Verdicts {
		e := &sections[criteria.AnchorCriteria].Entries[i]
		own := applies && holds(e, "Applies")
		switch v {
		case criteria.Pending: // Asking has ended before.
		case criteria.NotApplicable:
			if own {
				r.t.Errorf("%s applies", e.Title)
				return false
			}
		default:
			met, unmet := own && holds(e, "Met"), own && holds(e, "Not met")
			if met && unmet {
				continue // The set has a flaw, which the proof reports.
			}
			if !own || met != (v == criteria.Met) || unmet != (v == criteria.Unmet) {
				r.t.Errorf("%s: applies %t, met %t, unmet %t, but is %s", e.Title, own, met, unmet, v)
				return false
			}
		}
	}
	for i := range set.Questions {
		if slices.Contains(result.Asked, i) && !holds(&sections[criteria.AnchorQuestions].Entries[i], "Asked") {
			r.t.Errorf("q%d is asked", i)
			return false
		}
	}
	return r.agreesOnOutcome(set, sections[criteria.AnchorOutcomes], applies, result)
}

func (r *reader) agreesOnOutcome(set *criteria.Set, outcomes *words.Section, applies bool, result criteria.Result) bool {
	first := -1
	for i := range outcomes.Entries {
		if first >= 0 {
			break
		}
		for j := range outcomes.Entries[i].Sentences {
			s := &outcomes.Entries[i].Sentences[j]
			switch {
			case s.Result == "":
			case strings.HasSuffix(s.Text, "if the criteria don’t apply."):
				if !applies {
					first = i
				}
			case !applies:
			case strings.HasSuffix(s.Text, "in all other cases."), r.holds(s):
				first = i
			}
		}
	}
	if first != result.Outcome {
		r.t.Errorf("the result is r%d, not r%d", first, result.Outcome)
		return false
	}
	for i, part := range outcomes.Entries[first].Parts {
		if got, want := r.holds(&part.When), slices.Contains(result.Items, i); got != want {
			r.t.Errorf("r%d has part %d: %t, not %t", first, i, got, want)
			return false
		}
	}
	return true
}
