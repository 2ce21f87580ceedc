package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
)

// termUse is what a text has used of the glossary.
type termUse struct {
	// marked are the terms, by their numbers in the index.
	marked map[int]bool
	// end is where the last form that was found in the block ends; open tells whether it is being marked.
	end  int
	open bool
}

// findsTerms tells whether terms are marked where the rendering is.
func (r *rendering) findsTerms() bool {
	return r.index != nil && r.prose.kind == elementText && !r.linked && !r.foreign && !r.titled && !r.termed
}

// openTerm starts to mark a term if one starts at i and it is its first use.
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
	r.slot(SlotTermOpen, r.terms[term], r.at(i))
}

func (r *rendering) markTerm(term int) {
	if r.used.marked == nil {
		r.used.marked = make(map[int]bool)
	}
	r.used.marked[term] = true
}

func (r *rendering) closeTerm() {
	open := len(r.slots) - 1
	for r.slots[open].Kind != SlotTermOpen {
		open--
	}
	r.used.open = false
	r.slot(SlotTermClose, r.slots[open].Target, r.slots[open].Pos())
}

// termSpan renders text that an editor has marked as a term, whatever its spelling.
func (r *rendering) termSpan(s *dialect.Span, id string) {
	term, known := r.numbers[id]
	if !known {
		term = -1
	}
	held := heldByTerm(s)
	switch {
	case !r.marksTerms:
		r.report(s.Brace(), diag.AttributeInvalid, "take what is between the braces out, and the braces", "terms are only marked on pages")
	case term < 0:
		r.report(s.Brace(), diag.GlossaryUnknown, "name a term by its id in the glossary, or add it there",
			fmt.Sprintf("there is no term %.80q in the glossary", id)+r.speller.DidYouMean(id, r.terms))
	case held != "":
		r.report(s.Brace(), diag.AttributeInvalid, "mark the words beside it", "a term can't hold "+held)
		term = -1
	}
	marks := term >= 0 && r.prose.kind == elementText && !r.linked && !r.foreign && !r.titled && !r.termed && !r.used.marked[term]
	if marks {
		r.markTerm(term)
		r.slot(SlotTermOpen, r.terms[term], r.at(s.Pos()))
	}
	termed := r.termed
	r.termed = true
	r.inlines(s)
	r.termed = termed
	if marks {
		r.slot(SlotTermClose, r.terms[term], r.at(s.Pos()))
	}
}

// heldByTerm says what stands in a span that can't stand in a term, whose explanation opens with a
// button: something else that can be pressed, or a picture.
func heldByTerm(s *dialect.Span) (held string) {
	_ = ast.Walk(s, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link, *ast.AutoLink:
			held = "a link"
		case *extast.FootnoteLink:
			held = "a footnote"
		case *ast.Image:
			held = "a picture"
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkStop, nil
	})
	return held
}
