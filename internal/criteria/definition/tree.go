package definition

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// boolean turns what is to be true or false into a node of a condition. What isn't, it reports; the
// node then means nothing.
func (c *conditionReader) boolean(n ast.Node) criteria.Expr {
	switch n := n.(type) {
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&":
			return criteria.And{Terms: c.terms(n, "and", "&&", nil)}
		case "or", "||":
			return criteria.Or{Terms: c.terms(n, "or", "||", nil)}
		}
		return c.comparison(n, n.Operator)
	case *ast.UnaryNode:
		// Of "a not in b" Expr makes not (a in b), and places the not behind a.
		if in, ok := n.Node.(*ast.BinaryNode); ok && in.Operator == "in" && n.Location().From > start(in) {
			return c.comparison(in, "not in")
		}
		return criteria.Not{X: c.boolean(n.Node)}
	case *ast.CallNode:
		return c.call(n)
	case *ast.BuiltinNode:
		c.wrong(n.Location().From, languageHint, "%s(…) isn't known here", n.Name)
	case *ast.IdentifierNode:
		c.bare(n)
	case *ast.MemberNode:
		if i := c.criterion(n); i >= 0 {
			c.wrong(start(n), "compare its verdict: "+c.show(n)+` == "met"`, "%s alone is neither true nor false", c.show(n))
		}
	case *ast.StringNode:
		c.wrong(start(n), "compare it with a question: question == "+c.show(n), "%s alone is neither true nor false", quoted(n.Value))
	default:
		c.wrong(start(n), languageHint, "this is neither true nor false")
	}
	return nil
}

// terms collects the terms of an "and" or an "or" of any number of them.
func (c *conditionReader) terms(n ast.Node, word, sign string, to []criteria.Expr) []criteria.Expr {
	if b, ok := n.(*ast.BinaryNode); ok && (b.Operator == word || b.Operator == sign) {
		return c.terms(b.Right, word, sign, c.terms(b.Left, word, sign, to))
	}
	return append(to, c.boolean(n))
}

// call reads answered(question).
func (c *conditionReader) call(n *ast.CallNode) criteria.Expr {
	const hint = "name one question, without quotation marks: answered(question)"
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok || callee.Value != "answered" {
		name, meant := "this", ""
		if ok {
			name, meant = callee.Value+"(…)", diag.DidYouMean(callee.Value, []string{"answered"})
		}
		c.wrong(start(n), languageHint, "%s isn't known here%s", name, meant)
		return nil
	}
	if len(n.Arguments) != 1 {
		c.wrong(start(n), hint, "answered(…) takes one question, not %d", len(n.Arguments))
		return nil
	}
	switch argument := n.Arguments[0].(type) {
	case *ast.IdentifierNode:
		if q := c.question(argument); q >= 0 {
			return criteria.Answered{Question: q}
		}
	default:
		c.wrong(start(argument), hint, "answered(…) takes a question")
	}
	return nil
}

// bare reports a name that stands alone.
func (c *conditionReader) bare(n *ast.IdentifierNode) {
	switch {
	case n.Value == "criteria":
		c.wrong(start(n), `compare the verdict on one of them: criteria.ID == "met"`, "\"criteria\" alone is neither true nor false")
	case n.Value == "answered":
		c.wrong(start(n), "write answered(question)", "\"answered\" alone is neither true nor false")
	case c.question(n) >= 0:
		c.wrong(start(n), fmt.Sprintf(`compare it with one of its options, %s == "option", or ask answered(%s)`, n.Value, n.Value),
			"the question %q alone is neither true nor false", n.Value)
	}
}

// start returns the rune at which a node begins. The tree no longer has the brackets around it.
func start(n ast.Node) int {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return start(n.Left)
	case *ast.UnaryNode:
		// Of "a not in b" the not stands behind a.
		return min(n.Location().From, start(n.Node))
	case *ast.MemberNode:
		return start(n.Node)
	case *ast.CallNode:
		return start(n.Callee)
	default:
		return n.Location().From
	}
}

// show writes a name, an option or a list of those as it is written in a condition.
func (c *conditionReader) show(n ast.Node) string { return shown(c.whole(n)) }

func (c *conditionReader) whole(n ast.Node) string {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value
	case *ast.StringNode:
		return `"` + n.Value + `"`
	case *ast.MemberNode:
		if property, ok := n.Property.(*ast.StringNode); ok {
			return c.whole(n.Node) + "." + property.Value
		}
	case *ast.ArrayNode:
		var items []string
		for _, item := range n.Nodes {
			items = append(items, c.whole(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return "…"
}
