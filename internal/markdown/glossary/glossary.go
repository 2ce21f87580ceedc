// Package glossary finds the terms of a glossary in text.
package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/markdown/word"
)

// Index finds the spellings of terms: a trie over their bytes, walked from each start of a word,
// which mostly ends at its first or second letter.
type Index struct {
	// Starts are the bytes with which forms start.
	Starts [256]bool
	nodes  []formNode
}

// formNode is a prefix of forms. Node 0 is the empty one.
type formNode struct {
	edges []formEdge
	// term is the index of the term that the prefix is a form of, or -1.
	term int
}

type formEdge struct {
	b    byte
	node int
}

// MaxForm is how many bytes a form may have. At each word of a text, as much of it may be read again.
const MaxForm = 200

// New indexes the spellings of terms, of which the first has a form that two of them have. Forms of
// more than [MaxForm] bytes are left out: nobody finds them in a text either. A form
// with an upper-case letter is found as it is, one without is found with a capital too. The index
// is nil when there is nothing to find.
func New(terms [][]string) *Index {
	x := &Index{nodes: []formNode{{term: -1}}}
	for i, forms := range terms {
		for _, form := range forms {
			if form = strings.Join(strings.Fields(form), " "); form == "" || len(form) > MaxForm {
				continue
			}
			x.addSpellings(form, i)
			if strings.ToLower(form) == form {
				first, n := utf8.DecodeRuneInString(form)
				x.addSpellings(string(unicode.ToUpper(first))+form[n:], i)
			}
		}
	}
	if len(x.nodes) == 1 {
		return nil
	}
	return x
}

// addSpellings adds a form with straight and with typographic apostrophes.
func (x *Index) addSpellings(form string, term int) {
	straight := strings.ReplaceAll(form, "’", "'")
	x.add(straight, term)
	x.add(strings.ReplaceAll(straight, "'", "’"), term)
}

func (x *Index) add(form string, term int) {
	x.Starts[form[0]] = true
	at := 0
	for i := range len(form) {
		next := x.next(at, form[i])
		if next == 0 {
			next = len(x.nodes)
			x.nodes = append(x.nodes, formNode{term: -1})
			x.nodes[at].edges = append(x.nodes[at].edges, formEdge{form[i], next})
		}
		at = next
	}
	if x.nodes[at].term < 0 {
		x.nodes[at].term = term
	}
}

// next returns the node that an edge leads to, or 0.
func (x *Index) next(node int, b byte) int {
	for _, e := range x.nodes[node].edges {
		if e.b == b {
			return e.node
		}
	}
	return 0
}

// Match returns where the longest form ends that starts at i and ends where a word does, and the
// number of its term. It goes on into the following nodes as long as they are text, since a form
// may have spaces and those be line breaks.
func (x *Index) Match(src []byte, n *ast.Text, i int) (end, term int, ok bool) {
	c := textCursor{src, n, i}
	at := 0
	for {
		b, more := c.next()
		if !more {
			return end, term, ok
		}
		if at = x.next(at, b); at == 0 {
			return end, term, ok
		}
		if t := x.nodes[at].term; t >= 0 && !word.IsChar(c.rune()) {
			end, term, ok = c.i, t, true
		}
	}
}

// textCursor reads text from node to node, with white space as one space.
type textCursor struct {
	src []byte
	n   *ast.Text
	i   int
}

// settle moves on to the next node at the end of one that flows into it.
func (c *textCursor) settle() bool {
	for c.i >= c.n.Segment.Stop {
		next, ok := c.n.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != c.i {
			return false
		}
		c.n = next
	}
	return true
}

func (c *textCursor) next() (byte, bool) {
	if !c.settle() {
		next, ok := c.n.NextSibling().(*ast.Text)
		if !ok || !c.n.SoftLineBreak() {
			return 0, false
		}
		c.n, c.i = next, next.Segment.Start
		return ' ', true
	}
	b := c.src[c.i]
	c.i++
	if b == ' ' {
		for c.i < c.n.Segment.Stop && c.src[c.i] == ' ' {
			c.i++
		}
	}
	return b, true
}

// rune returns the character at the cursor, or a space at the end of the text.
func (c *textCursor) rune() rune {
	if !c.settle() {
		return ' '
	}
	r, _ := utf8.DecodeRune(c.src[c.i:c.n.Segment.Stop])
	return r
}
