package cases

import (
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
)

// reasons says why a case has its outcome and its verdicts: by their conditions in words.
type reasons struct {
	// titles holds the titles of the outcomes.
	titles   []string
	outcomes []string
	verdicts [][5]string
}

// newReasons returns the reasons that a set gives, each made fit for its file by clean.
func newReasons(set *criteria.Set, full *phrase.Words, clean func(string) string) reasons {
	w := full.Brief()
	var r reasons
	say := func(name, result, condition string) string {
		return clean(w.Format("CaseWhy", struct{ Name, Result, Condition string }{name, result, condition}))
	}
	for o := range set.Outcomes {
		text := w.Text("ConditionOtherwise")
		if when := set.OutcomeWhen(o); when != nil {
			text = w.Plain(when)
		}
		r.titles = append(r.titles, clean(w.Outcome(o)))
		r.outcomes = append(r.outcomes, clean(w.Format("CaseOutcome", struct{ Result, Condition string }{w.Outcome(o), text})))
	}
	for c := range set.Criteria {
		var texts [5]string
		title := set.Criteria[c].Title.In(w.Lang())
		for v, verdict := range map[criteria.Verdict]string{
			criteria.NotApplicable: w.Verdict(criteria.NotApplicable), criteria.Met: w.Verdict(criteria.Met),
			criteria.Unmet: w.Verdict(criteria.Unmet), criteria.Open: w.Verdict(criteria.Open),
		} {
			for _, when := range w.Verdicts(c) {
				if when.Result == verdict {
					texts[v] = say(title, verdict, when.Text)
				}
			}
		}
		if texts[criteria.Open] == "" { // It follows from answers of those who don't know.
			texts[criteria.Open] = say(title, w.Verdict(criteria.Open), w.Text("VerdictOpenReason"))
		}
		r.verdicts = append(r.verdicts, texts)
	}
	return r
}

// of returns the reasons of a case, in one line.
func (r *reasons) of(x *Case) string {
	var parts []string
	if x.Result.Outcome >= 0 {
		parts = append(parts, r.outcomes[x.Result.Outcome])
	}
	for c, v := range x.Result.Verdicts {
		if text := r.verdicts[c][v]; text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ". ")
}
