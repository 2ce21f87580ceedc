package condition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// question resolves a name in a condition to the index of a question. If it can't, it adds a
// finding and returns -1.
func (c *reading) question(n *ast.IdentifierNode) int {
	i := c.Set.Question(n.Value)
	switch {
	case i >= 0 && i < c.scope.Questions:
		c.last = max(c.last, i)
		c.size++
		return i
	case i >= 0 && i == c.scope.Questions:
		c.Report(start(n), diag.CriteriaReference, "ask by the answers to questions above it", "%q can't be asked by its own answer", n.Value)
	case i >= 0:
		c.Report(start(n), diag.CriteriaReference, "move that question above this one", "the question %q comes after this one", n.Value)
	case n.Value == "criteria":
		c.Invalid(start(n), `name one of them: criteria.ID == "met"`, "\"criteria\" isn't a question")
	case n.Value == "answered":
		c.Invalid(start(n), "write answered(question)", "\"answered\" isn't a question")
	case c.constant(n) >= 0:
		c.Invalid(start(n), "put the question left of the operator, and the constant right", "%q is a constant, not a question", n.Value)
	case c.definition(n.Value) >= 0:
		c.Invalid(start(n), "write "+n.Value+" or not "+n.Value, "%q is a definition, not a question", n.Value)
	case c.Set.Criterion(n.Value) >= 0 && c.scope.Verdicts:
		c.Report(start(n), diag.CriteriaReference, "write criteria."+n.Value, "%q is a criterion, not a question", n.Value)
	case c.Set.Criterion(n.Value) >= 0:
		c.Report(start(n), diag.CriteriaReference, "only the when of an outcome speaks of criteria", "%q is a criterion, not a question", n.Value)
	case !c.Unread.Questions:
		ids := c.Set.QuestionIDs()[:c.scope.Questions]
		hint := "the questions are " + diag.ListNames(ids)
		if c.scope.Questions < len(c.Set.Questions) {
			hint = "the questions above it are " + diag.ListNames(ids)
		}
		if len(ids) == 0 {
			hint = "the first question is always asked; leave the key out"
		}
		c.Report(start(n), diag.CriteriaReference, hint, "there is no question %q%s", n.Value,
			diag.DidYouMean(n.Value, slices.Concat(ids, c.Set.DefinitionIDs()[:c.scope.Definitions])))
	}
	return -1
}

// many reports whether a question is of type many.
func (r *Reader) many(question int) bool { return r.Set.Questions[question].Many }

// option resolves an option of a question to its index. If it can't, it adds a finding and returns
// -1.
func (c *reading) option(question int, n *ast.StringNode) int {
	q := &c.Set.Questions[question]
	i := q.Option(n.Value)
	if i < 0 && !c.Unread.Options[question] {
		ids := q.OptionIDs()
		c.Report(start(n), diag.CriteriaReference, "the options are "+diag.ListNames(ids),
			"the question %q has no option %q%s", q.ID.V, n.Value, diag.DidYouMean(n.Value, ids))
	}
	return i
}

// criterion resolves criteria.ID to the index of a criterion. If it can't, it adds a finding and
// returns -1.
func (c *reading) criterion(n *ast.MemberNode) int {
	owner, named := n.Node.(*ast.IdentifierNode)
	if !named || owner.Value != "criteria" {
		name, meant := "this", ""
		if named {
			name, meant = owner.Value, diag.DidYouMean(owner.Value, []string{"criteria"})
		}
		c.Invalid(start(n), "write a question by its id alone, and the verdict on a criterion as criteria.ID", "%s has no parts%s", name, meant)
		return -1
	}
	property, named := n.Property.(*ast.StringNode)
	if at := n.Property.Location().From; !named || strings.HasPrefix(c.Rest(at), `"`) || strings.HasPrefix(c.Rest(at), "'") {
		id := "ID"
		if named {
			id = property.Value
		}
		c.Invalid(start(n), "write criteria."+diag.Shorten(id), "criteria[…] isn't part of a condition")
		return -1
	}
	if !c.scope.Verdicts {
		c.Invalid(start(n), "write the condition of that criterion out", "criteria.%s stands here, but only the when of an outcome speaks of criteria", property.Value)
		return -1
	}
	c.size++
	i := c.Set.Criterion(property.Value)
	if i < 0 && !c.Unread.Criteria {
		ids := c.Set.CriterionIDs()
		c.Report(start(property), diag.CriteriaReference, "the criteria are "+diag.ListNames(ids),
			"there is no criterion %q%s", property.Value, diag.DidYouMean(property.Value, ids))
	}
	return i
}

// verdict resolves the name of a verdict. If it can't, it adds a finding and returns false.
func (c *reading) verdict(n *ast.StringNode) (criteria.Verdict, bool) {
	v, ok := criteria.ParseVerdict(n.Value)
	switch {
	case ok:
		return v, true
	case n.Value == criteria.Pending.String():
		c.Invalid(start(n), "leave it out: an outcome waits of itself for answers that it needs", "no condition can ask whether a verdict is pending")
	default:
		c.Report(start(n), diag.CriteriaReference, "the verdicts are "+diag.ListNames(Verdicts()),
			"there is no verdict %q%s", n.Value, diag.DidYouMean(n.Value, Verdicts()))
	}
	return criteria.Pending, false
}

// Verdicts returns the names of the verdicts that conditions may compare with.
func Verdicts() []string {
	var ids []string
	for _, v := range criteria.Verdicts() {
		ids = append(ids, v.String())
	}
	return ids
}
