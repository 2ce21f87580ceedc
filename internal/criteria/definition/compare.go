package definition

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
)

// relation is a comparison as it was written, which Expr's tree isn't always: of "a not in b" it has
// not (a in b).
type relation struct {
	left, right ast.Node
	// operator is ==, !=, in or not in, and at is where it stands.
	operator string
	at       int
}

func (r *relation) not() bool { return r.operator == "!=" || r.operator == "not in" }

// takesList tells whether a list is to stand behind the operator.
func (r *relation) takesList() bool { return r.operator == "in" || r.operator == "not in" }

// comparison reads ==, !=, in and not in. Expr's parser takes more of them than mean anything here;
// each has a remedy of its own.
func (c *conditionReader) comparison(n *ast.BinaryNode, operator string) criteria.Expr {
	r := relation{n.Left, n.Right, operator, n.Location().From}
	if !c.wellBound(&r) {
		return nil
	}
	var x criteria.Expr
	switch left := n.Left.(type) {
	case *ast.IdentifierNode:
		x = c.answerIs(left, &r)
	case *ast.MemberNode:
		x = c.verdictIs(left, &r)
	case *ast.StringNode:
		question, ok := n.Right.(*ast.IdentifierNode)
		if !ok || !r.takesList() {
			c.turned(&r)
			return nil
		}
		x = c.has(left, question, &r)
	default:
		c.turned(&r)
		return nil
	}
	if r.not() {
		x = criteria.Not{X: x}
	}
	return x
}

// wellBound tells whether names and options are compared, and not what is true or false itself: Expr
// takes not x == "a" for (not x) == "a".
func (c *conditionReader) wellBound(r *relation) bool {
	left, leftNot := peeled(r.left, r.not())
	right, not := peeled(r.right, leftNot)
	for _, side := range []ast.Node{left, right} {
		hint := "write each comparison out, with and or or between them"
		switch side.(type) {
		case *ast.CallNode, *ast.BuiltinNode:
			hint = "write answered(question) alone, or not answered(question)"
		case *ast.BinaryNode:
		default:
			continue
		}
		c.wrong(r.at, hint, "%q compares something that is true or false itself", r.operator)
		return false
	}
	switch {
	case left != r.left:
		c.wrong(min(start(r.left), start(r.right)), "write "+c.remedy(left, right, not),
			`"not" belongs to %s alone here, not to the comparison`, c.show(left))
	case right != r.right:
		c.wrong(start(r.right), "write "+c.remedy(left, right, not), `"not" stands before %s alone, not before the comparison`, c.show(right))
	}
	return left == r.left && right == r.right
}

// peeled takes the nots off a node. Each of them turns what is said.
func peeled(n ast.Node, not bool) (ast.Node, bool) {
	for {
		unary, ok := n.(*ast.UnaryNode)
		if !ok {
			return n, not
		}
		n, not = unary.Node, !not
	}
}

// turned reports a comparison that doesn't begin with what is compared.
func (c *conditionReader) turned(r *relation) {
	if named(r.right) {
		c.wrong(start(r.left), "write "+c.remedy(r.left, r.right, r.not()), "%s stands on the wrong side of %q", c.show(r.left), r.operator)
		return
	}
	for i, side := range []ast.Node{r.left, r.right} {
		list, ok := side.(*ast.ArrayNode)
		if !ok || !slices.ContainsFunc(list.Nodes, c.varies) {
			continue
		}
		if len(list.Nodes) > 1 {
			c.wrong(start(list), "write a comparison for each of them, with and or or between", "questions can't stand in a list")
			return
		}
		other := []ast.Node{r.right, r.left}[i]
		c.wrong(start(list), "write "+c.remedy(list.Nodes[0], other, r.not()), "options stand between brackets, and %s isn't one", c.show(list.Nodes[0]))
		return
	}
	c.wrong(start(r.left), languageHint, "this compares two things that never change")
}

// named tells whether a node is written as a question or a criterion is.
func named(n ast.Node) bool {
	switch n.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		return true
	}
	return false
}

// varies tells whether a node is a question, or the verdict on a criterion.
func (c *conditionReader) varies(n ast.Node) bool {
	name, ok := n.(*ast.IdentifierNode)
	return named(n) && (!ok || c.set.Question(name.Value) >= 0)
}

// answerIs reads question == "option" and question in ["option", "option"].
func (c *conditionReader) answerIs(left *ast.IdentifierNode, r *relation) criteria.Expr {
	q := c.question(left)
	if q >= 0 && c.many(q) {
		switch r.right.(type) {
		case *ast.StringNode, *ast.ArrayNode:
			c.wrong(start(left), "write "+c.remedy(left, r.right, r.not()),
				"%q can have several answers at once, so %q says nothing of it", left.Value, r.operator)
			return nil
		}
	}
	x := criteria.Is{Question: q}
	for _, s := range c.items(r, "option", "option") {
		if q < 0 {
			continue
		}
		if o := c.option(q, s); slices.Contains(x.Options, o) {
			c.twice(s)
		} else if o >= 0 {
			x.Options = append(x.Options, o)
		}
	}
	return x
}

// verdictIs reads criteria.ID == "verdict" and criteria.ID in ["verdict", "verdict"].
func (c *conditionReader) verdictIs(left *ast.MemberNode, r *relation) criteria.Expr {
	x := criteria.VerdictIs{Criterion: c.criterion(left)}
	if x.Criterion < 0 {
		return nil
	}
	for _, s := range c.items(r, "verdict", "met") {
		if v, ok := c.verdict(s); slices.Contains(x.Verdicts, v) {
			c.twice(s)
		} else if ok {
			x.Verdicts = append(x.Verdicts, v)
		}
	}
	return x
}

// items returns the options or verdicts that stand behind an operator, without those that it reports.
// Where there is something else its remedy names one of them, such.
func (c *conditionReader) items(r *relation, what, such string) []*ast.StringNode {
	hint := "write " + c.remedy(r.left, r.right, r.not())
	switch right := r.right.(type) {
	case *ast.StringNode:
		if !r.takesList() {
			return []*ast.StringNode{right}
		}
		c.wrong(start(right), hint, "%q takes a list, not one %s", r.operator, what)
	case *ast.ArrayNode:
		if r.takesList() {
			return c.list(right)
		}
		c.wrong(r.at, hint, "%q compares with one %s, not with a list", r.operator, what)
	case *ast.IdentifierNode:
		c.unquoted(right, hint)
	default:
		c.wrong(start(right), "write "+c.remedy(r.left, &ast.StringNode{Value: such}, r.not()), "%s can't be compared with %s", c.show(r.left), c.show(right))
	}
	return nil
}

// unquoted reports a name where an option or a verdict should be.
func (c *conditionReader) unquoted(n *ast.IdentifierNode, hint string) {
	if c.varies(n) {
		c.wrong(start(n), "compare each with an option of its own, between quotation marks", "%q is a question, and questions can't be compared", n.Value)
		return
	}
	c.wrong(start(n), hint, "%q stands here without quotation marks", n.Value)
}

// list returns the items of a list of options or verdicts, without those that it reports.
func (c *conditionReader) list(n *ast.ArrayNode) (items []*ast.StringNode) {
	if len(n.Nodes) == 0 {
		c.wrong(start(n), "name one or more between the brackets", "the list is empty")
	}
	for _, item := range n.Nodes {
		switch item := item.(type) {
		case *ast.StringNode:
			items = append(items, item)
		case *ast.IdentifierNode:
			c.unquoted(item, fmt.Sprintf(`write "%s"`, item.Value))
		default:
			c.wrong(start(item), `write names between quotation marks, with a comma between them`, "a list can't hold this")
		}
	}
	return items
}

func (c *conditionReader) twice(n *ast.StringNode) {
	c.wrong(start(n), "keep one of the two", "%q stands in the list twice", n.Value)
}

// has reads "option" in question.
func (c *conditionReader) has(left *ast.StringNode, right *ast.IdentifierNode, r *relation) criteria.Expr {
	q := c.question(right)
	if q < 0 {
		return nil
	}
	if !c.many(q) && !c.untyped[q] {
		c.wrong(start(left), "write "+c.remedy(right, left, r.not()), "%q has one answer, so %q says nothing of it", right.Value, r.operator)
		return nil
	}
	if o := c.option(q, left); o >= 0 {
		return criteria.Has{Question: q, Option: o}
	}
	return nil
}
