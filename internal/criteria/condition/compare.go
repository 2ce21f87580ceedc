package condition

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/condition/tokens"
)

// relation is a comparison in its source form. Expr's tree may differ: it parses "a not in b" as
// not (a in b).
type relation struct {
	left, right ast.Node
	// operator is ==, !=, in or not in, and at is its offset.
	operator string
	at       int
}

func (r *relation) not() bool { return r.operator == "!=" || r.operator == "not in" }

// takesList reports whether the operator's right operand is a list.
func (r *relation) takesList() bool { return r.operator == "in" || r.operator == "not in" }

// comparison reads ==, !=, in and not in, and the comparison of a count. Expr's parser accepts more
// forms than the language of conditions has; each of these is reported with a remedy of its own.
func (c *reading) comparison(n *ast.BinaryNode, operator string) criteria.Expr {
	r := relation{n.Left, n.Right, operator, n.Location().From}
	if isCount(n.Left) || isCount(n.Right) {
		return c.countIs(&r)
	}
	if tokens.IsArithmetic(operator) {
		c.Calculates(r.at)
		return nil
	}
	for _, side := range []ast.Node{n.Left, n.Right} {
		if b, ok := side.(*ast.BinaryNode); ok && tokens.IsArithmetic(b.Operator) {
			c.Calculates(b.Location().From)
			return nil
		}
	}
	typed := c.typed(n.Left)
	if typed < 0 && c.typed(n.Right) >= 0 && comparesSize(operator) {
		c.Invalid(start(n.Left), "write "+c.show(n.Right)+" "+mirrored(operator)+" "+c.show(n.Left), "%s stands on the wrong side of %q", c.show(n.Right), operator)
		return nil
	}
	if typed < 0 && slices.Contains(orders, operator) {
		c.Invalid(r.at, "compare a choice with == or in", "%q compares values: a count(…), or a question of type number, money or date", operator)
		return nil
	}
	if !c.comparesValues(&r) {
		return nil
	}
	var x criteria.Expr
	switch left := n.Left.(type) {
	case *ast.IdentifierNode:
		if typed >= 0 {
			x = c.valueIs(typed, &r)
			break
		}
		x = c.answerIs(left, &r)
	case *ast.MemberNode:
		x = c.verdictIs(left, &r)
	case *ast.StringNode:
		question, ok := n.Right.(*ast.IdentifierNode)
		if !ok || !r.takesList() {
			c.reversed(&r)
			return nil
		}
		x = c.has(left, question, &r)
	default:
		c.reversed(&r)
		return nil
	}
	if r.not() {
		x = criteria.Not{X: x}
	}
	return x
}

// comparesValues reports whether the operands are names and options. Boolean operands become
// findings: Expr parses not x == "a" as (not x) == "a".
func (c *reading) comparesValues(r *relation) bool {
	left, leftNot := stripNots(r.left, r.not())
	right, not := stripNots(r.right, leftNot)
	for _, side := range []ast.Node{left, right} {
		if name, ok := side.(*ast.IdentifierNode); ok && c.definition(name.Value) >= 0 {
			c.Invalid(start(name), "write "+name.Value+" or not "+name.Value, "%q is a definition, which is true or false itself", name.Value)
			return false
		}
		hint := "write each comparison out, with and or or between them"
		switch side.(type) {
		case *ast.CallNode, *ast.BuiltinNode:
			hint = "write answered(question) alone, or not answered(question)"
		case *ast.BinaryNode:
		default:
			continue
		}
		c.Invalid(r.at, hint, "%q compares something that is true or false itself", r.operator)
		return false
	}
	switch {
	case left != r.left:
		c.Invalid(min(start(r.left), start(r.right)), "write "+c.remedy(left, right, not),
			`"not" belongs to %s alone here, not to the comparison`, c.show(left))
	case right != r.right:
		c.Invalid(start(r.right), "write "+c.remedy(left, right, not), `"not" stands before %s alone, not before the comparison`, c.show(right))
	}
	return left == r.left && right == r.right
}

// stripNots strips negations off a node, and returns not negated once for each.
func stripNots(n ast.Node, not bool) (ast.Node, bool) {
	for {
		unary, ok := n.(*ast.UnaryNode)
		if !ok || unary.Operator == "-" {
			return n, not
		}
		n, not = unary.Node, !not
	}
}

// reversed reports a comparison whose left operand isn't a question or a verdict.
func (c *reading) reversed(r *relation) {
	if isReference(r.right) {
		c.Invalid(start(r.left), "write "+c.remedy(r.left, r.right, r.not()), "%s stands on the wrong side of %q", c.show(r.left), r.operator)
		return
	}
	for i, side := range []ast.Node{r.left, r.right} {
		list, ok := side.(*ast.ArrayNode)
		if !ok || !slices.ContainsFunc(list.Nodes, c.isVariable) {
			continue
		}
		if len(list.Nodes) > 1 {
			c.Invalid(start(list), "write a comparison for each of them, with and or or between", "questions can't stand in a list")
			return
		}
		other := []ast.Node{r.right, r.left}[i]
		c.Invalid(start(list), "write "+c.remedy(list.Nodes[0], other, r.not()), "options stand between brackets, and %s isn't one", c.show(list.Nodes[0]))
		return
	}
	c.Invalid(start(r.left), tokens.LanguageHint, "this compares two things that never change")
}

// isReference reports whether a node has the form of a question or of criteria.ID, known or not.
func isReference(n ast.Node) bool {
	switch n.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		return true
	}
	return false
}

// isVariable reports whether a node is an existing question, or the verdict on a criterion.
func (c *reading) isVariable(n ast.Node) bool {
	name, ok := n.(*ast.IdentifierNode)
	return isReference(n) && (!ok || c.Set.Question(name.Value) >= 0)
}

// answerIs reads question == "option" and question in ["option", "option"].
func (c *reading) answerIs(left *ast.IdentifierNode, r *relation) criteria.Expr {
	q := c.question(left)
	if q >= 0 && c.many(q) {
		switch r.right.(type) {
		case *ast.StringNode, *ast.ArrayNode:
			c.Invalid(start(left), "write "+c.remedy(left, r.right, r.not()),
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
func (c *reading) verdictIs(left *ast.MemberNode, r *relation) criteria.Expr {
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

// items returns the options or verdicts in the right operand, without the ones that it reports.
// what is the word for one of them in messages, and example one for remedies.
func (c *reading) items(r *relation, what, example string) []*ast.StringNode {
	hint := "write " + c.remedy(r.left, r.right, r.not())
	switch right := r.right.(type) {
	case *ast.StringNode:
		if !r.takesList() {
			return []*ast.StringNode{right}
		}
		c.Invalid(start(right), hint, "%q takes a list, not one %s", r.operator, what)
	case *ast.ArrayNode:
		if r.takesList() {
			return c.list(right)
		}
		c.Invalid(r.at, hint, "%q compares with one %s, not with a list", r.operator, what)
	case *ast.IdentifierNode:
		c.unquoted(right, hint)
	case *ast.IntegerNode, *ast.FloatNode:
		c.number(right)
	default:
		c.Invalid(start(right), "write "+c.remedy(r.left, &ast.StringNode{Value: example}, r.not()), "%s can't be compared with %s", c.show(r.left), c.show(right))
	}
	return nil
}

// unquoted reports a name in the place of an option or a verdict.
func (c *reading) unquoted(n *ast.IdentifierNode, hint string) {
	if c.isVariable(n) {
		c.Invalid(start(n), "compare each with an option of its own, between quotation marks", "%q is a question, and questions can't be compared", n.Value)
		return
	}
	c.Invalid(start(n), hint, "%q stands here without quotation marks", n.Value)
}

// list returns the elements of a list of options or verdicts, without the ones that it reports.
func (c *reading) list(n *ast.ArrayNode) (items []*ast.StringNode) {
	if len(n.Nodes) == 0 {
		c.Invalid(start(n), "name one or more between the brackets", "the list is empty")
	}
	for _, item := range n.Nodes {
		switch item := item.(type) {
		case *ast.StringNode:
			items = append(items, item)
		case *ast.IntegerNode, *ast.FloatNode:
			c.number(item)
		case *ast.IdentifierNode:
			c.unquoted(item, fmt.Sprintf(`write "%s"`, item.Value))
		default:
			c.Invalid(start(item), `write names between quotation marks, with a comma between them`, "a list can't hold this")
		}
	}
	return items
}

// number reports a number in the place of an option or a verdict.
func (c *reading) number(n ast.Node) {
	c.Invalid(start(n), `compare a question with one of its options, between quotation marks: question == "option"`,
		"%q can't stand in a condition", c.show(n))
}

func (c *reading) twice(n *ast.StringNode) {
	c.Invalid(start(n), "keep one of the two", "%q stands in the list twice", n.Value)
}

// has reads "option" in question.
func (c *reading) has(left *ast.StringNode, right *ast.IdentifierNode, r *relation) criteria.Expr {
	q := c.question(right)
	if q < 0 {
		return nil
	}
	if !c.many(q) && !c.Unread.Types[q] {
		c.Invalid(start(left), "write "+c.remedy(right, left, r.not()), "%q has one answer, so %q says nothing of it", right.Value, r.operator)
		return nil
	}
	if o := c.option(q, left); o >= 0 {
		return criteria.Has{Question: q, Option: o}
	}
	return nil
}
