package prose

import (
	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/markdown/hypertext"
)

// termUse is the state of marking the terms of the glossary in a text.
type termUse struct {
	// marked holds the terms that were marked, by their numbers in the index.
	marked map[int]bool
	// end is the end of the last match in the block; open reports whether its slot is still open.
	end  int
	open bool
}

// takesTerms reports whether the current node may be, or hold, a term.
func (w *Writer) takesTerms() bool { return w.kind == elementText && w.In == Context{} }

// findsTerms reports whether terms are looked for in the current node.
func (w *Writer) findsTerms() bool {
	return w.index != nil && w.takesTerms()
}

// openTerm opens the slot of a term if a form starts at i and is the first use of its term.
func (w *Writer) openTerm(n *ast.Text, i int) {
	end, term, ok := w.index.Match(w.Src, n, i)
	if !ok {
		return
	}
	w.used.end = end
	if w.used.marked[term] {
		return
	}
	w.markTerm(term)
	w.used.open = true
	w.Slot(hypertext.SlotTermOpen, w.terms[term], w.Findings.At(i))
}

func (w *Writer) markTerm(term int) {
	if w.used.marked == nil {
		w.used.marked = make(map[int]bool)
	}
	w.used.marked[term] = true
}

// TakeTerm reports whether the current node is to be marked as the term with a number, by a caller
// that writes the slots: it is the first use of it, in a place for terms.
func (w *Writer) TakeTerm(term int) bool {
	if !w.takesTerms() || w.used.marked[term] {
		return false
	}
	w.markTerm(term)
	return true
}

func (w *Writer) closeTerm() {
	open := len(w.Slots) - 1
	for w.Slots[open].Kind != hypertext.SlotTermOpen {
		open--
	}
	w.used.open = false
	w.Slot(hypertext.SlotTermClose, w.Slots[open].Target, w.Slots[open].Pos())
}
