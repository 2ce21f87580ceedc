package layout

import "html/template"

// CheckView is the self-check of a page: PageView.Check. A selector in it matches the form of the
// check, and is empty where there is no condition.
type CheckView struct {
	// Styles are assets/check/check.css, and the rules that show each question, verdict and outcome when
	// its selector matches.
	Styles AssetLink
	// Length and Time say, in a sentence each, how many questions there are and how long they take.
	Length, Time string
	// Most is how many questions anybody is asked at the most.
	Most int
	// Progress, Select and Tick are strings with places that the script fills: {n} for the number of a
	// question and {m} for how many there are at most, {q} for a question.
	Progress, Select, Tick string
	Questions              []QuestionView
	// Done is the selector of every question that matters having an answer.
	Done     string
	Outcomes []OutcomeView
	Criteria []CriterionView
	// Basis is what the criteria rest on; nil when that isn't said.
	Basis *BasisView
}

// QuestionView is a question of a self-check: what check-question.html gets.
type QuestionView struct {
	// ID is the question's, Class the class that the rules show it by, When the selector.
	ID, Class, When string
	// Condition says in words when it is asked; empty when it always is.
	Condition  template.HTML
	Text, Hint string
	// Why says why it is asked; it may be empty.
	Why  template.HTML
	Many bool
	// DescribedBy are the ids of the elements that describe it.
	DescribedBy string
	Options     []OptionView
}

// OptionView is an answer to choose.
type OptionView struct {
	// Input is the id of its input, ID its own; Question and Many are the question's.
	Input, ID, Question string
	Label, Hint         string
	Many, Exclusive     bool
}

// OutcomeView is a result that a self-check can come to.
type OutcomeView struct {
	ID, Class, When string
	// Condition says in words when it is the result, if no outcome before it is.
	Condition template.HTML
	Title     string
	Body      template.HTML
}

// CriterionView is a criterion: what criteria.html gets a list of, and part of the result of a
// self-check. Guidance and Basis may be empty.
type CriterionView struct {
	ID, Title string
	Guidance  template.HTML
	// Basis is what it rests on, where that isn't what the set rests on.
	Basis template.HTML
	// Questions are the ids of the questions that bear on its verdict, with spaces between them.
	Questions string
	// Verdicts are those that the criterion can get, that it isn't known yet included.
	Verdicts []VerdictView
}

// VerdictView is one verdict on a criterion.
type VerdictView struct {
	Criterion, Verdict, Class, When string
	// Text is the verdict in words.
	Text string
	// Condition says in words when it is the verdict, and so why it is; of the verdict that the criterion
	// doesn't apply, it says when it does.
	Condition template.HTML
	// Advice says what follows from it; it may be empty.
	Advice template.HTML
}

// BasisView is what a set or criterion rests on: what criteria-basis.html gets.
type BasisView struct {
	Text template.HTML
	// From is the first day on which this version holds, Until the last; nil when no last day is known.
	From, Until *Date
}
