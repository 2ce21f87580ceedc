package selfcheck

import (
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
)

// copyClass is the class of elements that are hidden until one of their other classes shows them.
const copyClass = "by"

// classes collects the classes of an element that is shown where any of some conditions holds.
type classes struct {
	names  []string
	always bool
}

// add adds the condition of a verdict.
func (c *classes) add(v layout.VerdictView) {
	c.names = append(c.names, v.Class)
	c.always = c.always || v.When == ""
}

// String returns the value of the attribute: empty if the element is always shown.
func (c *classes) String() string {
	if c.always || len(c.names) == 0 {
		return ""
	}
	return copyClass + " " + strings.Join(c.names, " ")
}

// result builds the views of the criteria and of the result.
func (b *builder) result() {
	result := &b.view.Result
	groups := [...]*layout.VerdictGroup{
		criteria.Pending: &result.Pending, criteria.NotApplicable: &result.NotApplicable,
		criteria.Met: &result.Met, criteria.Unmet: &result.Unmet, criteria.Open: &result.Open,
	}
	var shown [len(groups)]classes
	var applicable, grounds classes
	for i := range b.check.Set.Criteria {
		v := b.criterion(i)
		var applies classes
		for _, verdict := range v.Verdicts {
			kind := kindOf(verdict.Verdict)
			groups[kind].Verdicts = append(groups[kind].Verdicts, verdict)
			shown[kind].add(verdict)
			if kind != criteria.NotApplicable {
				applies.add(verdict)
				applicable.add(verdict)
				if verdict.About != "" {
					grounds.add(verdict)
				}
			}
		}
		v.Class = applies.String()
		b.view.Criteria = append(b.view.Criteria, v)
	}
	for kind, g := range groups {
		kind := criteria.Verdict(kind)
		g.Verdict, g.Text, g.Class = kind.String(), b.words.Verdict(kind), shown[kind].String()
		if kind == criteria.Pending && slices.ContainsFunc(b.check.Set.Outcomes, func(o criteria.Outcome) bool { return o.Final }) {
			g.Text = b.words.Text("VerdictNotAssessed")
		}
	}
	result.Applicable, result.GroundsClass = applicable.String(), grounds.String()
	result.Grounds = len(grounds.names) > 0
	if b.view.Basis != nil {
		result.Grounds, result.GroundsClass = true, ""
	}
	var err error
	result.Version, err = b.l.Version(b.check.Criteria)
	b.fail(err)
}

// kindOf returns the verdict with a name.
func kindOf(name string) criteria.Verdict {
	for _, v := range criteria.Verdicts() {
		if v.String() == name {
			return v
		}
	}
	return criteria.Pending
}

// criterion builds the view of a criterion and its verdicts.
func (b *builder) criterion(i int) layout.CriterionView {
	c := &b.check.Set.Criteria[i]
	v, err := b.l.Texts.Criterion(b.check.Criteria, i)
	b.fail(err)
	about := ""
	if v.Guidance != "" || v.Grounds != nil {
		about = v.ID + ".about"
	}
	// What decides that the criterion applies is worth mentioning only if nothing else decides.
	decisive := questionsIn(c.Met, c.Unmet)
	if len(decisive) == 0 {
		decisive = questionsIn(b.check.Set.AppliesTo(i))
	}
	ids := make([]string, len(decisive))
	for j, q := range decisive {
		ids[j] = b.check.Questions[q].ID.V
	}
	for verdict, selected := range b.check.sheet.Verdicts[i] {
		verdict := criteria.Verdict(verdict)
		if selected == "" {
			continue
		}
		r := layout.VerdictView{
			Criterion: v.ID, Verdict: verdict.String(), ID: v.ID + "." + verdict.String(), Title: v.Title, About: about,
			Class: selector.VerdictClass(i, verdict), When: viewSelector(selected),
			Text: b.words.Verdict(verdict), Questions: strings.Join(ids, " "),
			Condition: b.reason(i, verdict), Advice: b.prose(c.Advice[verdict]),
		}
		if r.When != "" {
			r.Copy = copyClass + " " + r.Class
		}
		if verdict == criteria.Unmet {
			r.Changes = b.changes(i)
		}
		v.Verdicts = append(v.Verdicts, r)
	}
	return v
}

// questionsIn returns the sorted indexes of the questions that occur in the conditions.
func questionsIn(conditions ...*criteria.Condition) []int {
	var out []int
	var in func(criteria.Expr)
	in = func(e criteria.Expr) {
		for _, t := range criteria.Terms(e) {
			in(t)
		}
		switch e := e.(type) {
		case criteria.Is:
			out = append(out, e.Question)
		case criteria.Has:
			out = append(out, e.Question)
		case criteria.Answered:
			out = append(out, e.Question)
		}
	}
	for _, c := range conditions {
		if c != nil {
			in(c.Root)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
