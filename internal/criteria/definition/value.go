package definition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/criteria/interval"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// constants reads the values of the constants.
func (r *reader) constants() {
	for _, d := range r.doc.Constants {
		c := criteria.Constant{ID: d.Key}
		if text := given(d.Value); text.IsSet() {
			number := text.V
			if code, rest, two := strings.Cut(text.V, " "); two && len(code) == len("EUR") {
				c.Currency, number = code, rest
			}
			v, ok := criteria.ParseValue(number)
			if c.Currency != "" {
				decimals := 0
				c.Currency, decimals = r.currency(strictyaml.Text{V: c.Currency, Pos: text.Pos})
				v.Kind, ok = criteria.Money, ok && v.Kind == criteria.Number
				if units, scaled := v.Rescale(decimals); scaled {
					v.Units, v.Decimals = units, decimals
				} else if ok {
					r.add(text.Pos, diag.YAMLValue, "round it", "%q has more decimals than %s", shorten(text.V), finest(&criteria.Scale{Kind: criteria.Money, Currency: c.Currency, Decimals: decimals}))
				}
			}
			if !ok {
				r.add(text.Pos, diag.YAMLValue, "write a number such as 25 or 2.5, a day such as 2026-03-01, or an amount such as EUR 31250.50",
					"%q isn't a value", shorten(text.V))
			}
			v.Currency = c.Currency
			c.Value = v
		}
		r.set.Constants = append(r.set.Constants, c)
	}
}

// typed returns the index of the question of type number, money or date that a node names, or -1.
func (r *reader) typed(n ast.Node) int {
	if name, ok := n.(*ast.IdentifierNode); ok {
		if q := r.set.Question(name.Value); q >= 0 && r.doc.Questions[q].Type.IsValue() {
			return q
		}
	}
	return -1
}

// constant returns the index of the constant that a node names, or -1.
func (r *reader) constant(n ast.Node) int {
	if name, ok := n.(*ast.IdentifierNode); ok && r.set.Question(name.Value) < 0 {
		return r.set.Constant(name.Value)
	}
	return -1
}

// literal returns the value that a node stands for: a number, a day or a constant.
func (r *reader) literal(n ast.Node) (v criteria.Value, ok bool) {
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
			return r.set.Constants[i].Value, true
		}
	}
	return criteria.Value{}, false
}

// limits returns the limits that the conditions of the set name, by question.
func (r *reader) limits() []interval.Limits {
	limits := make([]interval.Limits, len(r.set.Questions))
	if !slices.ContainsFunc(r.set.Questions, func(q criteria.Question) bool { return q.Scale != nil }) {
		return limits
	}
	v := limitVisitor{r, limits}
	for _, c := range r.written() {
		if len(c) > maxConditionBytes {
			continue
		}
		// What is wrong with the condition is reported when it is read.
		if tree, err := parser.ParseWithConfig(c, grammar()); err == nil {
			ast.Walk(&tree.Node, &v)
		}
	}
	return limits
}

// written returns the texts of all conditions of the file.
func (r *reader) written() []string {
	var all []string
	add := func(c document.Condition) { all = append(all, strings.TrimSpace(string(c.V))) }
	d := &r.doc
	for _, c := range d.Definitions {
		add(c.Value)
	}
	for _, q := range d.Questions {
		add(q.Ask)
	}
	for _, c := range d.Criteria {
		add(c.Applies)
		add(c.Met)
		add(c.Unmet)
	}
	for _, o := range d.Outcomes {
		add(o.When)
	}
	return all
}

// limitVisitor adds the limits of a condition.
type limitVisitor struct {
	*reader
	limits []interval.Limits
}

// Visit adds the limit that a node of Expr's tree names, if it does.
func (v *limitVisitor) Visit(n *ast.Node) {
	b, ok := (*n).(*ast.BinaryNode)
	if !ok || !comparesSize(b.Operator) {
		return
	}
	q := v.typed(b.Left)
	if q < 0 || v.set.Questions[q].Scale == nil {
		return
	}
	s := v.set.Questions[q].Scale
	if value, ok := v.literal(b.Right); ok {
		if units, wrong, _ := v.on(s, value); wrong == "" {
			v.limits[q].Add(s, b.Operator, units)
		}
	}
}

// comparesSize reports whether an operator compares a question with a value.
func comparesSize(operator string) bool {
	return slices.Contains(orders, operator) || operator == "==" || operator == "!="
}

// on returns a value in the units of a scale, or says why it can't be compared with its values, and
// what to do about it.
func (r *reader) on(s *criteria.Scale, v criteria.Value) (units int64, wrong, hint string) {
	if (v.Kind == criteria.Day) != (s.Kind == criteria.Day) {
		if s.Kind == criteria.Day {
			return 0, "is a number, and the answer is a day", `write the day between quotation marks: "2026-03-01"`
		}
		return 0, "is a day, and the answer is a number", "compare it with a number"
	}
	if v.Currency != "" && v.Currency != s.Currency {
		return 0, "is an amount in " + v.Currency, "compare it with " + amountOf(s)
	}
	units, ok := v.Units, true
	if s.Kind != criteria.Day {
		if units, ok = v.Rescale(s.Decimals); !ok {
			return 0, "has more decimals than an answer", fmt.Sprintf("answers have steps of %s", r.step(s))
		}
	}
	switch {
	case units < s.Min:
		return 0, "is below every answer: min is " + s.Value(s.Min).String(), "compare with a value within the range, or widen it"
	case units > s.Max:
		return 0, "is above every answer: max is " + s.Value(s.Max).String(), "compare with a value within the range, or widen it"
	case (units-s.Min)%s.Step != 0:
		below := s.Value(units - (units-s.Min)%s.Step)
		return 0, "is no answer", fmt.Sprintf("answers have steps of %s: write %s, or %s", r.step(s), below, s.Value(below.Units+s.Step))
	}
	return units, "", ""
}

func (r *reader) step(s *criteria.Scale) string {
	return criteria.Value{Units: s.Step, Decimals: s.Decimals}.String()
}

func amountOf(s *criteria.Scale) string {
	if s.Currency != "" {
		return "an amount in " + s.Currency
	}
	return "a number without a currency"
}

// valueIs reads the comparison of a question of type number, money or date: question <= 31250,
// question == "unsure".
func (c *conditionReader) valueIs(q int, r *relation) criteria.Expr {
	left := r.left.(*ast.IdentifierNode)
	if c.question(left) < 0 {
		return nil
	}
	question := &c.set.Questions[q]
	value, ok := c.literal(r.right)
	text, isText := r.right.(*ast.StringNode)
	_, isList := r.right.(*ast.ArrayNode)
	k := kinds[c.doc.Questions[q].Type]
	switch {
	case r.takesList() && !isList, r.takesList() && !c.namesUnsure(q, r.right):
		c.invalid(r.at, "write a comparison for each end, with and or or between them: "+left.Value+" >= … and "+left.Value+" <= …",
			"%q takes a list of options, and the answer to %q is %s", r.operator, left.Value, k.name)
		return nil
	case !ok && (isText || isList) && !slices.Contains(orders, r.operator) && (isList || c.namesUnsure(q, r.right) || question.Scale == nil):
		return c.unsureIs(q, r)
	case !ok && isText:
		hint := "write " + left.Value + " " + r.operator + " " + firstOf(k.example)
		if k.kind == criteria.Day {
			hint = "write " + left.Value + " " + r.operator + ` "` + k.example + `"`
		}
		c.invalid(start(text), hint, "%s isn't %s", quote(text.Value), k.name)
		return nil
	case !ok:
		if name, is := r.right.(*ast.IdentifierNode); is {
			c.notAValue(name)
			return nil
		}
		c.invalid(start(r.right), "compare it with "+k.name+", or with a constant; to calculate, ask for the result", "%q is compared with %s here", left.Value, c.show(r.right))
		return nil
	}
	if i := c.constant(r.right); i >= 0 {
		c.set.Constants[i].Used = true
	}
	if question.Scale == nil { // It has findings of its own.
		return nil
	}
	units, wrong, hint := c.on(question.Scale, value)
	if wrong != "" {
		c.invalid(start(r.right), hint, "%s %s", c.show(r.right), wrong)
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
		c.report(r.at, diag.CriteriaLimit, "compare with a value within the range, or take the comparison out",
			"%s is %s %s %s: answers are from %s to %s", left.Value, is, r.operator, c.show(r.right),
			question.Scale.Value(question.Scale.Min), question.Scale.Value(question.Scale.Max))
	}
	return x
}

// namesUnsure reports whether a node, or an element of a list, has the form of an option and isn't
// a value.
func (c *conditionReader) namesUnsure(q int, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.StringNode:
		return c.set.Questions[q].Option(n.Value) >= 0 && !strings.Contains(n.Value, "..")
	case *ast.ArrayNode:
		return len(n.Nodes) > 0 && !slices.ContainsFunc(n.Nodes, func(item ast.Node) bool { return !c.namesUnsure(q, item) })
	}
	return false
}

// unsureIs reads the comparison with options that aren't values.
func (c *conditionReader) unsureIs(q int, r *relation) criteria.Expr {
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
func (c *conditionReader) notAValue(n *ast.IdentifierNode) {
	names := c.set.ConstantIDs()
	hint := "write a value, or add the name to constants"
	if len(names) > 0 {
		hint = "the constants are " + listNames(names)
	}
	switch {
	case c.set.Question(n.Value) >= 0:
		c.invalid(start(n), "ask for the outcome of the comparison instead", "%q is a question, and questions can't be compared with each other", n.Value)
	case c.definition(n.Value) >= 0:
		c.invalid(start(n), hint, "%q is a definition, not a value", n.Value)
	default:
		c.report(start(n), diag.CriteriaReference, hint, "there is no constant %q%s", n.Value, diag.DidYouMean(n.Value, names))
	}
}

// firstOf returns the first of two examples.
func firstOf(examples string) string {
	first, _, _ := strings.Cut(examples, " or ")
	return first
}
