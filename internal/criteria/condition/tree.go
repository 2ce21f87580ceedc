package condition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/condition/tokens"
	"baken.example/baken/internal/diag"
)

// boolean converts a boolean node of Expr's tree to an expression. If it can't, it adds a finding,
// and the expression is arbitrary.
func (c *reading) boolean(n ast.Node) criteria.Expr {
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
		// Expr parses "a not in b" as not (a in b), with the position of not behind a.
		if in, ok := n.Node.(*ast.BinaryNode); ok && in.Operator == "in" && n.Location().From > start(in) {
			return c.comparison(in, "not in")
		}
		if n.Operator == "-" || n.Operator == "+" {
			c.number(n)
			return nil
		}
		return criteria.Not{X: c.boolean(n.Node)}
	case *ast.CallNode:
		return c.call(n)
	case *ast.BuiltinNode:
		c.Invalid(n.Location().From, tokens.LanguageHint, "%s(…) isn't known here", n.Name)
	case *ast.IdentifierNode:
		return c.bare(n)
	case *ast.MemberNode:
		if i := c.criterion(n); i >= 0 {
			c.Invalid(start(n), "compare its verdict: "+c.show(n)+` == "met"`, "%s alone is neither true nor false", c.show(n))
		}
	case *ast.StringNode:
		c.Invalid(start(n), "compare it with a question: question == "+c.show(n), "%s alone is neither true nor false", diag.Quote(n.Value))
	case *ast.IntegerNode, *ast.FloatNode:
		c.number(n)
	default:
		c.Invalid(start(n), tokens.LanguageHint, "this is neither true nor false")
	}
	return nil
}

// terms appends the terms of a nested "and" or "or" to to.
func (c *reading) terms(n ast.Node, word, sign string, to []criteria.Expr) []criteria.Expr {
	if b, ok := n.(*ast.BinaryNode); ok && (b.Operator == word || b.Operator == sign) {
		return c.terms(b.Right, word, sign, c.terms(b.Left, word, sign, to))
	}
	return append(to, c.boolean(n))
}

// call reads answered(question).
func (c *reading) call(n *ast.CallNode) criteria.Expr {
	const hint = "name one question, without quotation marks: answered(question)"
	if isCount(n) {
		c.Invalid(start(n), "compare it with a number: count(…) >= 2", "count(…) alone is neither true nor false")
		return nil
	}
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok || callee.Value != "answered" {
		name, meant := "this", ""
		if ok {
			name, meant = callee.Value+"(…)", diag.DidYouMean(callee.Value, []string{"answered", "count"})
		}
		c.Invalid(start(n), tokens.LanguageHint, "%s isn't known here%s", name, meant)
		return nil
	}
	if len(n.Arguments) != 1 {
		c.Invalid(start(n), hint, "answered(…) takes one question, not %d", len(n.Arguments))
		return nil
	}
	switch argument := n.Arguments[0].(type) {
	case *ast.IdentifierNode:
		if q := c.question(argument); q >= 0 {
			return criteria.Answered{Question: q}
		}
	default:
		c.Invalid(start(argument), hint, "answered(…) takes a question")
	}
	return nil
}

// bare returns the condition of a definition. It reports any other name that isn't compared.
func (c *reading) bare(n *ast.IdentifierNode) criteria.Expr {
	if d := c.definition(n.Value); d >= 0 {
		return c.defined(n, d)
	}
	if c.constant(n) >= 0 {
		c.Invalid(start(n), "compare a question with it: question >= "+n.Value, "the constant %q alone is neither true nor false", n.Value)
		return nil
	}
	switch {
	case n.Value == "otherwise":
		c.Invalid(start(n), tokens.OtherwiseHint, "\"otherwise\" is no part of a condition")
	case n.Value == "count":
		c.Invalid(start(n), "write count(…, …) >= 2", "\"count\" alone is neither true nor false")
	case n.Value == "criteria":
		c.Invalid(start(n), `compare the verdict on one of them: criteria.ID == "met"`, "\"criteria\" alone is neither true nor false")
	case n.Value == "answered":
		c.Invalid(start(n), "write answered(question)", "\"answered\" alone is neither true nor false")
	case c.question(n) >= 0:
		c.Invalid(start(n), fmt.Sprintf(`compare it with one of its options, %s == "option", or ask answered(%s)`, n.Value, n.Value),
			"the question %q alone is neither true nor false", n.Value)
	}
	return nil
}

// start returns the rune offset of a node, without any brackets around it.
func start(n ast.Node) int {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return start(n.Left)
	case *ast.UnaryNode:
		// In "a not in b" the position of not is behind a.
		return min(n.Location().From, start(n.Node))
	case *ast.MemberNode:
		return start(n.Node)
	case *ast.CallNode:
		return start(n.Callee)
	default:
		return n.Location().From
	}
}

// show formats a name, an option or a list in the syntax of conditions, shortened.
func (c *reading) show(n ast.Node) string { return diag.Shorten(c.whole(n)) }

func (c *reading) whole(n ast.Node) string {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value
	case *ast.StringNode:
		return `"` + n.Value + `"`
	case *ast.MemberNode:
		if property, ok := n.Property.(*ast.StringNode); ok {
			return c.whole(n.Node) + "." + property.Value
		}
	case *ast.UnaryNode:
		return n.Operator + c.whole(n.Node)
	case *ast.IntegerNode:
		return strconv.Itoa(n.Value)
	case *ast.FloatNode:
		return strconv.FormatFloat(n.Value, 'f', -1, 64)
	case *ast.ArrayNode:
		var items []string
		for _, item := range n.Nodes {
			items = append(items, c.whole(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return "…"
}
