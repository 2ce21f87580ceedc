package layout

import "html/template"

// ResultView is the result of a self-check: CheckView.Result. Each verdict is an element of its
// own, so that they stand in the order in which they matter, and the rules of the style sheet
// alone decide which of them are shown.
type ResultView struct {
	// Unmet, Open, Pending, Met and NotApplicable hold the possible verdicts of that kind on all
	// criteria.
	Unmet, Open, Pending, Met, NotApplicable VerdictGroup
	// Applicable is the class of elements that are shown where a criterion applies or may apply
	// yet.
	Applicable string
	// Grounds reports whether there is something to say about the criteria or the law, and
	// GroundsClass is the class of an element with all of it.
	Grounds      bool
	GroundsClass string
	// Version is the version of the criteria.
	Version VersionView
}

// Named are the groups that the sentence on top of a result is about.
func (v ResultView) Named() []VerdictGroup {
	var out []VerdictGroup
	for _, g := range []VerdictGroup{v.Unmet, v.Open, v.Met} {
		if len(g.Verdicts) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// VerdictGroup holds the verdicts of one kind.
type VerdictGroup struct {
	// Verdict is the kind, Text the verdict in words.
	Verdict, Text string
	// Class is the class of elements that are shown where any of the verdicts is reached.
	Class    string
	Verdicts []VerdictView
}

// VerdictView is one verdict on a criterion.
type VerdictView struct {
	Criterion, Verdict, Class, When string
	// Copy is the class of further elements that are shown where the verdict is reached: those
	// without data-when.
	Copy string
	// ID is the id of its element.
	ID string
	// Title is the criterion's.
	Title string
	// Text is the verdict in words.
	Text string
	// Questions are the ids of the questions that affect it, separated by spaces.
	Questions string
	// Condition describes in words when the criterion has the verdict; for the verdict that it
	// doesn't apply, when it applies.
	Condition template.HTML
	// Changes are what would meet the criterion, if the verdict is that it isn't.
	Changes []ChangeView
	// Advice is the advice for the verdict; it may be empty.
	Advice template.HTML
	// About is the id of the element that explains the criterion; empty if there is none.
	About string
}

// ChangeView is a change of answers after which a criterion is met.
type ChangeView struct {
	// Class is the class in the rules that show it, When the selector; both are empty if it is
	// always shown.
	Class, When string
	// Text is a sentence with links to the questions whose answers change.
	Text template.HTML
}
