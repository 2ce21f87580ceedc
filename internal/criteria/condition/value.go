package condition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/interval"
	"baken.example/baken/internal/diag"
)

// typed returns the index of the question of type number, money or date that a node names, or -1.
func (r *Reader) typed(n ast.Node) int {
	if name, ok := n.(*ast.IdentifierNode); ok {
		q := r.Set.Question(name.Value)
		if _, is := r.Kinds[q]; is {
			return q
		}
	}
	return -1
}

// constant returns the index of the constant that a node names, or -1.
func (r *Reader) constant(n ast.Node) int {
	if name, ok := n.(*ast.IdentifierNode); ok && r.Set.Question(name.Value) < 0 {
		return r.Set.Constant(name.Value)
	}
	return -1
}

// literal returns the value that a node stands for: a number, a day or a constant.
func (r *Reader) literal(n ast.Node) (v criteria.Value, ok bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return criteria.ParseValue(strconv.Itoa(n.Value))
	case *ast.FloatNode:
		return criteria.ParseValue(strconv.FormatFloat(n.Value, 'f', -1, 64))
	case *ast.UnaryNode:
		if v, ok = r.literal(n.Node); ok && n.Operator == "-" && v.Kind == criteria.Number {
			v.Units = -v.Units
			return v, true
		}
	case *ast.StringNode:
		v, ok = criteria.ParseValue(n.Value)
		return v, ok && v.Kind == criteria.Day
	case *ast.IdentifierNode:
		if i := r.constant(n); i >= 0 {
			return r.Set.Constants[i].Value, true
		}
	}
	return criteria.Value{}, false
}

// Limits returns the limits that conditions name, by question.
func (r *Reader) Limits(conditions []content.Text) []interval.Limits {
	limits := make([]interval.Limits, len(r.Set.Questions))
	if len(r.Kinds) == 0 {
		return limits
	}
	v := limitVisitor{r, limits}
	for _, c := range conditions {
		if len(c.V) > maxConditionBytes {
			continue
		}
		// What is wrong with the condition is reported when it is read.
		if tree, err := parser.ParseWithConfig(strings.TrimSpace(c.V), grammar()); err == nil {
			ast.Walk(&tree.Node, &v)
		}
	}
	return limits
}

// limitVisitor adds the limits of a condition.
type limitVisitor struct {
	*Reader
	limits []interval.Limits
}

// Visit adds the limit that a node of Expr's tree names, if it does.
func (v *limitVisitor) Visit(n *ast.Node) {
	b, ok := (*n).(*ast.BinaryNode)
	if !ok || !comparesSize(b.Operator) {
		return
	}
	q := v.typed(b.Left)
	if q < 0 || v.Set.Questions[q].Scale == nil {
		return
	}
	s := v.Set.Questions[q].Scale
	if value, ok := v.literal(b.Right); ok {
		if units, wrong, _ := interval.Place(s, value); wrong == "" {
			v.limits[q].Add(s, b.Operator, units)
		}
	}
}

// comparesSize reports whether an operator compares a question with a value.
func comparesSize(operator string) bool {
	return slices.Contains(orders, operator) || operator == "==" || operator == "!="
}

// valueIs reads the comparison of a question of type number, money or date: question <= 31250,
// question == "unsure".
func (c *reading) valueIs(q int, r *relation) criteria.Expr {
	left := r.left.(*ast.IdentifierNode)
	if c.question(left) < 0 {
		return nil
	}
	question := &c.Set.Questions[q]
	constant := c.constant(r.right)
	if constant >= 0 {
		c.Set.Constants[constant].Used = true
		if c.Unread.Constants[constant] {
			return nil
		}
	}
	value, ok := c.literal(r.right)
	text, isText := r.right.(*ast.StringNode)
	_, isList := r.right.(*ast.ArrayNode)
	k := interval.Describe(c.Kinds[q])
	switch {
	case r.takesList() && !isList, r.takesList() && !c.namesUnsure(q, r.right):
		c.Invalid(r.at, "write a comparison for each end, with and or or between them: "+left.Value+" >= … and "+left.Value+" <= …",
			"%q takes a list of options, and the answer to %q is %s", r.operator, left.Value, k.Name)
		return nil
	case !ok && (isText || isList) && !slices.Contains(orders, r.operator) && (isList || c.namesUnsure(q, r.right) || question.Scale == nil):
		return c.unsureIs(q, r)
	case !ok && isText:
		hint := "write " + left.Value + " " + r.operator + " " + firstOf(k.Example)
		if c.Kinds[q] == criteria.Day {
			hint = "write " + left.Value + " " + r.operator + ` "` + k.Example + `"`
		}
		c.Invalid(start(text), hint, "%s isn't %s", diag.Quote(text.Value), k.Name)
		return nil
	case !ok:
		if name, is := r.right.(*ast.IdentifierNode); is {
			c.notAValue(name)
			return nil
		}
		c.Invalid(start(r.right), "compare it with "+k.Name+", or with a constant; to calculate, ask for the result", "%q is compared with %s here", left.Value, c.show(r.right))
		return nil
	}
	if question.Scale == nil { // It has findings of its own.
		return nil
	}
	if constant >= 0 && question.Scale.Kind == criteria.Money && value.Kind == criteria.Number && value.Currency == "" {
		c.add(c.Set.Constants[constant].ID.Pos, diag.CriteriaCurrency, fmt.Sprintf("write %s %s", question.Scale.Currency, value),
			"%s has no currency, and an amount is compared with it: texts would say it without one", c.Set.Constants[constant].ID.V)
	}
	units, wrong, hint := interval.Place(question.Scale, value)
	if wrong != "" {
		c.Invalid(start(r.right), hint, "%s %s", c.show(r.right), wrong)
		return nil
	}
	operator := r.operator
	if operator == "!=" {
		operator = "==" // The caller negates it.
	}
	x := criteria.Is{Question: q, Options: interval.Matching(question.Scale, operator, units)}
	if n := len(x.Options); n == 0 || n == len(question.Scale.Intervals) {
		is := "never"
		if n > 0 {
			is = "always"
		}
		c.Report(r.at, diag.CriteriaLimit, "compare with a value within the range, or take the comparison out",
			"%s is %s %s %s: answers are from %s to %s", left.Value, is, r.operator, c.show(r.right),
			question.Scale.Value(question.Scale.Min), question.Scale.Value(question.Scale.Max))
	}
	return x
}

// namesUnsure reports whether a node, or an element of a list, has the form of an option and isn't
// a value.
func (c *reading) namesUnsure(q int, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.StringNode:
		return c.Set.Questions[q].Option(n.Value) >= 0 && !strings.Contains(n.Value, "..")
	case *ast.ArrayNode:
		return len(n.Nodes) > 0 && !slices.ContainsFunc(n.Nodes, func(item ast.Node) bool { return !c.namesUnsure(q, item) })
	}
	return false
}

// unsureIs reads the comparison with options that aren't values.
func (c *reading) unsureIs(q int, r *relation) criteria.Expr {
	x := criteria.Is{Question: q}
	for _, s := range c.items(r, "option", "option") {
		if o := c.option(q, s); slices.Contains(x.Options, o) {
			c.twice(s)
		} else if o >= 0 {
			x.Options = append(x.Options, o)
		}
	}
	return x
}

// notAValue reports a name in the place of a value.
func (c *reading) notAValue(n *ast.IdentifierNode) {
	names := c.Set.ConstantIDs()
	hint := "write a value, or add the name to constants"
	if len(names) > 0 {
		hint = "the constants are " + diag.ListNames(names)
	}
	switch {
	case c.Set.Question(n.Value) >= 0:
		c.Invalid(start(n), "ask for the outcome of the comparison instead", "%q is a question, and questions can't be compared with each other", n.Value)
	case c.definition(n.Value) >= 0:
		c.Invalid(start(n), hint, "%q is a definition, not a value", n.Value)
	default:
		c.Report(start(n), diag.CriteriaReference, hint, "there is no constant %q%s", n.Value, diag.DidYouMean(n.Value, names))
	}
}

// firstOf returns the first of two examples.
func firstOf(examples string) string {
	first, _, _ := strings.Cut(examples, " or ")
	return first
}
