package condition

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/diag"
)

// remedy returns the valid comparison that is closest to the one written: of a question or a
// verdict with an option or a list, in either order, negated if not. It takes the type of the
// question into account, so that following it doesn't cause another finding.
func (c *reading) remedy(subject, value ast.Node, not bool) string {
	if !isReference(subject) && isReference(value) {
		subject, value = value, subject
	}
	list, several := value.(*ast.ArrayNode)
	nodes := []ast.Node{value}
	if several {
		nodes = list.Nodes
	}
	var options []string
	for _, n := range nodes {
		text := c.show(n)
		if name, ok := n.(*ast.IdentifierNode); ok && !c.isVariable(n) {
			text = `"` + name.Value + `"`
		}
		options = append(options, text)
	}
	is, in := " == ", " in "
	if not {
		is, in = " != ", " not in "
	}
	name := c.show(subject)
	q := c.Set.Question(name)
	switch {
	case (q < 0 || !c.many(q)) && several:
		return name + in + diag.Shorten("["+strings.Join(options, ", ")+"]")
	case q < 0 || !c.many(q):
		return name + is + options[0]
	case len(options) == 1:
		return options[0] + in + name
	}
	text := strings.Join(options, " in "+name+" or ") + " in " + name
	if len(options) == 0 || diag.Shorten(text) != text {
		return `"option"` + in + name
	}
	if not {
		return "not (" + text + ")"
	}
	// "and" would bind more tightly than this "or".
	if c.HasOperator("and") {
		return "(" + text + ")"
	}
	return text
}
