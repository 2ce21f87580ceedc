package condition

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
)

// orders are the operators that compare numbers only.
var orders = []string{"<", "<=", ">", ">="}

// isCount reports whether a node is count(…).
func isCount(n ast.Node) bool {
	call, ok := n.(*ast.CallNode)
	if !ok {
		return false
	}
	callee, ok := call.Callee.(*ast.IdentifierNode)
	return ok && callee.Value == "count"
}

// countIs reads the comparison of a count with a number: count(x, y, z) >= 2.
func (c *reading) countIs(r *relation) criteria.Expr {
	if !isCount(r.left) {
		c.Invalid(start(r.left), "write count(…) "+mirrored(r.operator)+" "+c.show(r.left), "count(…) stands on the wrong side of %q", r.operator)
		return nil
	}
	if r.takesList() {
		c.Invalid(r.at, "write a comparison for each number, or one with >= or <=", "%q doesn't compare numbers", r.operator)
		return nil
	}
	call := r.left.(*ast.CallNode)
	x := criteria.Count{Terms: c.counted(call)}
	k, ok := c.wholeNumber(r.right)
	if c.Unread.Constants[c.constant(r.right)] {
		return nil
	}
	if !ok {
		c.Invalid(start(r.right), "write a whole number: count(…) "+r.operator+" 2", "%s isn't a whole number", c.show(r.right))
		return nil
	}
	n := len(call.Arguments)
	x.Least, x.Most = bounds(r.operator, k, n)
	x.Least, x.Most = max(x.Least, 0), min(x.Most, n)
	is, isnt := "never", "always"
	if r.operator == "!=" {
		is, isnt = isnt, is
	}
	const hint = "compare with a number from 1 to "
	switch {
	case n < 2: // Reported by counted.
	case x.Least > x.Most:
		c.Invalid(start(r.right), hint+strconv.Itoa(n), "the count of %d conditions is %s %s %d", n, is, r.operator, k)
	case x.Least == 0 && x.Most == n:
		c.Invalid(start(r.right), hint+strconv.Itoa(n), "the count of %d conditions is %s %s %d", n, isnt, r.operator, k)
	}
	if r.operator == "!=" {
		return criteria.Not{X: x}
	}
	return x
}

// wholeNumber returns the whole number that a node stands for.
func (c *reading) wholeNumber(n ast.Node) (int, bool) {
	if _, ok := n.(*ast.UnaryNode); ok {
		return 0, false
	}
	v, ok := c.literal(n)
	if !ok || v.Kind != criteria.Number {
		return 0, false
	}
	units, ok := v.Rescale(0)
	if i := c.constant(n); ok && i >= 0 {
		c.Set.Constants[i].Used = true
	}
	return int(units), ok
}

// counted returns the conditions that a count counts.
func (c *reading) counted(call *ast.CallNode) []criteria.Expr {
	if n := len(call.Arguments); n < 2 {
		c.Invalid(start(call), "name two conditions or more, with commas between them", "count(…) counts several conditions, not %d", n)
	}
	var terms []criteria.Expr
	for _, a := range call.Arguments {
		t := c.boolean(a)
		if t != nil && slices.ContainsFunc(terms, func(other criteria.Expr) bool { return reflect.DeepEqual(t, other) }) {
			c.Invalid(start(a), "keep one of the two", "this condition is counted twice")
		}
		terms = append(terms, t)
	}
	return terms
}

// bounds returns the smallest and the largest of the numbers up to n that compare with k; those
// equal to it where the operator is !=.
func bounds(operator string, k, n int) (least, most int) {
	switch operator {
	case ">=":
		return k, n
	case ">":
		return k + 1, n
	case "<=":
		return 0, k
	case "<":
		return 0, k - 1
	default:
		return k, k
	}
}

// mirrored returns the operator for the same comparison with its sides exchanged.
func mirrored(operator string) string {
	switch operator {
	case "<":
		return ">"
	case "<=":
		return ">="
	case ">":
		return "<"
	case ">=":
		return "<="
	default:
		return operator
	}
}
