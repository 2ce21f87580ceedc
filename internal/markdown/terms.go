package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
)

// termUse is the state of marking the terms of the glossary in a text.
type termUse struct {
	// marked holds the terms that were marked, by their numbers in the index.
	marked map[int]bool
	// end is the end of the last match in the block; open reports whether its slot is still open.
	end  int
	open bool
}

// findsTerms reports whether terms are marked in the current node.
func (r *rendering) findsTerms() bool {
	return r.index != nil && r.prose.kind == elementText && !r.inLink && !r.inForeign && !r.inHeading && !r.inTerm
}

// openTerm opens the slot of a term if a form starts at i and is the first use of its term.
func (r *rendering) openTerm(n *ast.Text, i int) {
	end, term, ok := r.index.Match(r.src, n, i)
	if !ok {
		return
	}
	r.used.end = end
	if r.used.marked[term] {
		return
	}
	r.markTerm(term)
	r.used.open = true
	r.Slot(SlotTermOpen, r.terms[term], r.at(i))
}

func (r *rendering) markTerm(term int) {
	if r.used.marked == nil {
		r.used.marked = make(map[int]bool)
	}
	r.used.marked[term] = true
}

func (r *rendering) closeTerm() {
	open := len(r.Slots) - 1
	for r.Slots[open].Kind != SlotTermOpen {
		open--
	}
	r.used.open = false
	r.Slot(SlotTermClose, r.Slots[open].Target, r.Slots[open].Pos())
}

// termSpan renders a span that marks its text as a term, in any spelling.
func (r *rendering) termSpan(s *dialect.Span, id string) {
	term, known := r.numbers[id]
	if !known {
		term = -1
	}
	invalid := interactive(s)
	switch {
	case !r.marksTerms:
		r.report(s.Brace(), diag.AttributeInvalid, "take what is between the braces out, and the braces", "terms are only marked on pages")
	case term < 0:
		r.report(s.Brace(), diag.GlossaryUnknown, "name a term by its id in the glossary, or add it there",
			fmt.Sprintf("there is no term %.80q in the glossary", id)+r.speller.DidYouMean(id, r.terms))
	case invalid != "":
		r.report(s.Brace(), diag.AttributeInvalid, "mark the words beside it", "a term can't hold "+invalid)
		term = -1
	}
	marks := term >= 0 && r.prose.kind == elementText && !r.inLink && !r.inForeign && !r.inHeading && !r.inTerm && !r.used.marked[term]
	if marks {
		r.markTerm(term)
		r.Slot(SlotTermOpen, r.terms[term], r.at(s.Pos()))
	}
	outer := r.inTerm
	r.inTerm = true
	r.inlines(s)
	r.inTerm = outer
	if marks {
		r.Slot(SlotTermClose, r.terms[term], r.at(s.Pos()))
	}
}

// interactive returns a phrase for content of a node that can't be in a term or in the title of
// text that opens: interactive content, as both are buttons, or a picture; "" if there is none.
func interactive(s ast.Node) (content string) {
	_ = ast.Walk(s, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link, *ast.AutoLink:
			content = "a link"
		case *extast.FootnoteLink:
			content = "a footnote"
		case *ast.Image:
			content = "a picture"
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkStop, nil
	})
	return content
}
