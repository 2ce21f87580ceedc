package definition

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
)

// comparison reads ==, != and in, without the negation of !=. Expr's parser takes more of them than
// mean anything here; each has a remedy of its own.
func (c *conditionReader) comparison(n *ast.BinaryNode) criteria.Expr {
	at := n.Location().From
	if c.misbound(n) {
		return nil
	}
	if not, ok := n.Right.(*ast.UnaryNode); ok {
		switch not.Node.(type) {
		case *ast.StringNode, *ast.ArrayNode:
			c.wrong(start(not), fmt.Sprintf("write %s %s %s", c.show(n.Left), opposite[n.Operator], c.show(not.Node)), `"not" stands before an option`)
			return nil
		}
	}
	for _, side := range []ast.Node{n.Left, n.Right} {
		switch side.(type) {
		case *ast.CallNode, *ast.BuiltinNode:
			c.wrong(at, "write answered(question) alone, or not answered(question)", "%q compares something that is true or false itself", n.Operator)
			return nil
		case *ast.BinaryNode, *ast.UnaryNode:
			c.wrong(at, "write each comparison out, with and or or between them", "%q compares something that is true or false itself", n.Operator)
			return nil
		}
	}
	switch left := n.Left.(type) {
	case *ast.IdentifierNode:
		if n.Operator == "in" {
			return c.questionIn(left, n.Right)
		}
		return c.questionIs(left, n)
	case *ast.MemberNode:
		return c.verdictIs(left, n)
	case *ast.StringNode:
		if question, ok := n.Right.(*ast.IdentifierNode); ok && n.Operator == "in" {
			return c.has(left, question)
		}
	}
	switch n.Right.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		c.wrong(start(n), "write "+c.turned(n), "%s stands on the wrong side", c.show(n.Left))
	default:
		c.wrong(start(n), languageHint, "this compares two things that never change")
	}
	return nil
}

// turned writes a comparison whose option or list stands before the question.
func (c *conditionReader) turned(n *ast.BinaryNode) string {
	list, several := n.Left.(*ast.ArrayNode)
	if q := c.set.Question(c.show(n.Right)); q >= 0 && c.many(q) {
		if several {
			return c.each(list, c.show(n.Right))
		}
		return fmt.Sprintf("%s %s %s", c.show(n.Left), negated(n, "in"), c.show(n.Right))
	}
	operator := n.Operator
	switch {
	case several:
		operator = negated(n, "in")
	case operator == "in":
		operator = "=="
	}
	return fmt.Sprintf("%s %s %s", c.show(n.Right), operator, c.show(n.Left))
}

// opposite are the operators that are true where another is false.
var opposite = map[string]string{"==": "!=", "!=": "==", "in": "not in"}

// misbound reports not x == "a", which Expr takes for (not x) == "a".
func (c *conditionReader) misbound(n *ast.BinaryNode) bool {
	left := n.Left
	for {
		not, ok := left.(*ast.UnaryNode)
		if !ok {
			break
		}
		left = not.Node
	}
	switch left.(type) {
	case *ast.BinaryNode, *ast.CallNode, *ast.BuiltinNode:
		return false
	}
	if left == n.Left {
		return false
	}
	a, b := c.show(left), c.show(n.Right)
	c.wrong(start(n), fmt.Sprintf("write %s %s %s, or not (%s %s %s)", a, opposite[n.Operator], b, a, n.Operator, b),
		`"not" belongs to %s alone here, not to the comparison`, a)
	return true
}

// questionIs reads question == "option".
func (c *conditionReader) questionIs(left *ast.IdentifierNode, n *ast.BinaryNode) criteria.Expr {
	q := c.question(left)
	switch right := n.Right.(type) {
	case *ast.StringNode:
		if q < 0 {
			return nil
		}
		if c.many(q) {
			c.wrong(start(n), fmt.Sprintf(`write %s %s %s`, c.show(right), negated(n, "in"), left.Value),
				"%q can have several answers at once, so %q says nothing of it", left.Value, n.Operator)
			return nil
		}
		if o := c.option(q, right); o >= 0 {
			return criteria.Is{Question: q, Options: []int{o}}
		}
	case *ast.ArrayNode:
		c.wrong(n.Location().From, "write "+negated(n, "in"), "%q compares with one option, not with a list", n.Operator)
	case *ast.IdentifierNode:
		c.unquoted(right, fmt.Sprintf(`write %s %s "%s"`, left.Value, n.Operator, right.Value))
	default:
		c.wrong(start(right), fmt.Sprintf(`compare it with one of its options: %s %s "option"`, left.Value, n.Operator),
			"a question can't be compared with %s", c.show(right))
	}
	return nil
}

// negated returns an operator for ==, and with not before it for !=.
func negated(n *ast.BinaryNode, operator string) string {
	if n.Operator == "!=" {
		return "not " + operator
	}
	return operator
}

// unquoted reports a name where an option or a verdict should be.
func (c *conditionReader) unquoted(n *ast.IdentifierNode, hint string) {
	if c.set.Question(n.Value) >= 0 {
		c.wrong(start(n), "compare each with an option of its own, between quotation marks", "%q is a question, and questions can't be compared", n.Value)
		return
	}
	c.wrong(start(n), hint, "%q stands here without quotation marks", n.Value)
}

// questionIn reads question in ["option", "option"].
func (c *conditionReader) questionIn(left *ast.IdentifierNode, right ast.Node) criteria.Expr {
	q := c.question(left)
	switch right := right.(type) {
	case *ast.ArrayNode:
		if q >= 0 && c.many(q) {
			c.wrong(start(left), "write "+c.each(right, left.Value),
				"%q can have several answers at once, so it isn't in a list", left.Value)
			return nil
		}
		var options []int
		for _, s := range c.list(right) {
			if q < 0 {
				continue
			}
			if o := c.option(q, s); slices.Contains(options, o) {
				c.twice(s)
			} else if o >= 0 {
				options = append(options, o)
			}
		}
		return criteria.Is{Question: q, Options: options}
	case *ast.StringNode:
		c.wrong(start(right), fmt.Sprintf("write %s == %s", left.Value, c.show(right)), "\"in\" takes a list, not one option")
	case *ast.IdentifierNode:
		c.unquoted(right, fmt.Sprintf(`write %s == "%s"`, left.Value, right.Value))
	default:
		c.wrong(start(right), fmt.Sprintf(`write %s in ["option", "option"]`, left.Value), "\"in\" takes a list of options")
	}
	return nil
}

// each writes one comparison for each item of a list.
func (c *conditionReader) each(list *ast.ArrayNode, question string) string {
	var terms []string
	for _, item := range list.Nodes {
		terms = append(terms, c.show(item)+" in "+question)
	}
	if text := strings.Join(terms, " or "); shown(text) == text && text != "" {
		return text
	}
	return `"option" in ` + question
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
func (c *conditionReader) has(left *ast.StringNode, right *ast.IdentifierNode) criteria.Expr {
	q := c.question(right)
	if q < 0 {
		return nil
	}
	if !c.many(q) && !c.untyped[q] {
		c.wrong(start(left), fmt.Sprintf("write %s == %s", right.Value, c.show(left)),
			"%q has one answer, so nothing is in it", right.Value)
		return nil
	}
	if o := c.option(q, left); o >= 0 {
		return criteria.Has{Question: q, Option: o}
	}
	return nil
}

// verdictIs reads criteria.ID == "verdict" and criteria.ID in ["verdict", "verdict"].
func (c *conditionReader) verdictIs(left *ast.MemberNode, n *ast.BinaryNode) criteria.Expr {
	i := c.criterion(left)
	if i < 0 {
		return nil
	}
	x := criteria.VerdictIs{Criterion: i}
	name := c.show(left)
	switch right := n.Right.(type) {
	case *ast.StringNode:
		if n.Operator == "in" {
			c.wrong(start(right), fmt.Sprintf("write %s == %s", name, c.show(right)), "\"in\" takes a list, not one verdict")
		} else if v, ok := c.verdict(right); ok {
			x.Verdicts = []criteria.Verdict{v}
		}
	case *ast.ArrayNode:
		if n.Operator != "in" {
			c.wrong(n.Location().From, "write "+negated(n, "in"), "%q compares with one verdict, not with a list", n.Operator)
			return x
		}
		for _, s := range c.list(right) {
			if v, ok := c.verdict(s); slices.Contains(x.Verdicts, v) {
				c.twice(s)
			} else if ok {
				x.Verdicts = append(x.Verdicts, v)
			}
		}
	case *ast.IdentifierNode:
		c.unquoted(right, fmt.Sprintf(`write %s == "%s"`, name, right.Value))
	default:
		c.wrong(start(right), fmt.Sprintf(`write %s == "met"`, name), "a verdict can't be compared with %s", c.show(right))
	}
	return x
}
