package markdown

import "github.com/yuin/goldmark/ast"

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
	return r.index != nil && r.prose.kind == elementText && !r.linked && !r.foreign && !r.titled
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
	if r.used.marked == nil {
		r.used.marked = make(map[int]bool)
	}
	r.used.marked[term] = true
	r.used.open = true
	r.slot(SlotTermOpen, r.terms[term], r.at(i))
}

func (r *rendering) closeTerm() {
	open := len(r.slots) - 1
	for r.slots[open].Kind != SlotTermOpen {
		open--
	}
	r.used.open = false
	r.slot(SlotTermClose, r.slots[open].Target, r.slots[open].Pos())
}
