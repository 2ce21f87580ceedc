package renderer

import (
	"fmt"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/hypertext"
)

// termSpan renders a span that marks its text as a term, in any spelling.
func (r *Rendering) termSpan(s *dialect.Span, id string) {
	term, known := r.numbers[id]
	if !known {
		term = -1
	}
	invalid := dialect.Interactive(s)
	switch {
	case !r.marksTerms:
		r.Findings.Report(s.Brace(), diag.AttributeInvalid, "take what is between the braces out, and the braces", "terms are only marked on pages")
	case term < 0:
		r.Findings.Report(s.Brace(), diag.GlossaryUnknown, "name a term by its id in the glossary, or add it there",
			fmt.Sprintf("there is no term %.80q in the glossary", id)+r.speller.DidYouMean(id, r.terms))
	case invalid != "":
		r.Findings.Report(s.Brace(), diag.AttributeInvalid, "mark the words beside it", "a term can't hold "+invalid)
		term = -1
	}
	marks := term >= 0 && r.TakeTerm(term)
	if marks {
		r.Slot(hypertext.SlotTermOpen, r.terms[term], r.Findings.At(s.Pos()))
	}
	outer := r.In.Term
	r.In.Term = true
	r.inlines(s)
	r.In.Term = outer
	if marks {
		r.Slot(hypertext.SlotTermClose, r.terms[term], r.Findings.At(s.Pos()))
	}
}
