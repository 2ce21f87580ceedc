package phrase

import (
	"fmt"

	"baken.example/baken/internal/criteria"
)

// leaf renders a comparison or its negation.
func (w *Words) leaf(e criteria.Expr, known []criteria.Expr) string {
	switch e := e.(type) {
	case criteria.Is:
		if w.intervals(e.Question) > 0 {
			return w.isValue(e)
		}
		return w.is("ConditionIs", e.Question, w.Or(w.choices(e.Question, e.Options)))
	case criteria.Has:
		return w.is("ConditionHas", e.Question, w.Option(e.Question, e.Option))
	case criteria.Answered:
		return w.question("ConditionAnswered", e.Question)
	case criteria.VerdictIs:
		texts := make([]string, len(e.Verdicts))
		for i, v := range e.Verdicts {
			texts[i] = w.Format(verdictString(v), struct{ Criterion string }{w.Criterion(e.Criterion)})
		}
		return w.Or(texts)
	case criteria.Not:
		return w.not(e.X, known)
	}
	panic(fmt.Sprintf("phrase: unknown expression %T", e)) // Package criteria seals the interface.
}

// not renders the negation of a comparison. A comparison with a question that isn't asked is false,
// so its negation also holds if the question isn't asked.
func (w *Words) not(e criteria.Expr, known []criteria.Expr) string {
	switch e := e.(type) {
	case criteria.Is:
		if w.intervals(e.Question) > 0 {
			return w.unlessUnasked(e.Question, known, w.isNoValue(e))
		}
		if len(e.Options) == 1 {
			return w.unlessUnasked(e.Question, known, w.is("ConditionIsNot", e.Question, w.Option(e.Question, e.Options[0])))
		}
		return w.unlessUnasked(e.Question, known, w.is("ConditionIsNone", e.Question, w.And(w.options(e.Question, e.Options))))
	case criteria.Has:
		return w.unlessUnasked(e.Question, known, w.is("ConditionHasNot", e.Question, w.Option(e.Question, e.Option)))
	case criteria.Answered:
		return w.question("ConditionUnasked", e.Question)
	}
	panic(fmt.Sprintf("a negation of a %T is left", e)) // See normal.
}

func (w *Words) unlessUnasked(question int, known []criteria.Expr, text string) string {
	ask := w.set.Questions[question].Ask
	if ask == nil || isKnown(normal(ask.Root, false), known) {
		return text
	}
	return w.Format("ConditionOrUnasked", struct{ Condition string }{text})
}

func (w *Words) is(id string, question int, options string) string {
	return w.Format(id, struct{ Question, Options string }{w.Question(question), options})
}

func (w *Words) question(id string, question int) string {
	return w.Format(id, struct{ Question string }{w.Question(question)})
}

// Question returns the quoted text of a question, by its index.
func (w *Words) Question(question int) string {
	return w.Quote(w.QuestionText(question))
}

// Option returns the quoted label of an option, by the indexes of its question and its own.
func (w *Words) Option(question, option int) string {
	return w.Quote(w.OptionText(question, option))
}

// Criterion returns the quoted title of a criterion, by its index.
func (w *Words) Criterion(criterion int) string {
	return w.Quote(w.set.Criteria[criterion].Title.In(w.lang))
}

func (w *Words) options(question int, options []int) []string {
	texts := make([]string, len(options))
	for i, o := range options {
		texts[i] = w.Option(question, o)
	}
	return texts
}

// verdictString returns the id of the string for a verdict on a criterion.
func verdictString(v criteria.Verdict) string {
	switch v {
	case criteria.NotApplicable:
		return "ConditionNotApplicable"
	case criteria.Met:
		return "ConditionMet"
	case criteria.Unmet:
		return "ConditionUnmet"
	default:
		return "ConditionOpen"
	}
}
