package definition

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// question returns the index of the question that a name in a condition stands for, or reports that
// there is none and returns -1.
func (c *conditionReader) question(n *ast.IdentifierNode) int {
	i := c.set.Question(n.Value)
	switch {
	case i >= 0 && i < c.scope.questions:
		return i
	case i >= 0 && i == c.scope.questions:
		c.report(start(n), diag.CriteriaReference, "ask by the answers to questions above it", "%q can't be asked by its own answer", n.Value)
	case i >= 0:
		c.report(start(n), diag.CriteriaReference, "move that question above this one", "the question %q comes after this one", n.Value)
	case n.Value == "criteria":
		c.wrong(start(n), `name one of them: criteria.ID == "met"`, "\"criteria\" isn't a question")
	case n.Value == "answered":
		c.wrong(start(n), "write answered(question)", "\"answered\" isn't a question")
	case c.set.Criterion(n.Value) >= 0 && c.scope.verdicts:
		c.report(start(n), diag.CriteriaReference, "write criteria."+n.Value, "%q is a criterion, not a question", n.Value)
	case c.set.Criterion(n.Value) >= 0:
		c.report(start(n), diag.CriteriaReference, "only the when of an outcome speaks of criteria", "%q is a criterion, not a question", n.Value)
	case !c.nameless.questions:
		ids := c.set.QuestionIDs()[:c.scope.questions]
		hint := "the questions are " + some(ids)
		if c.scope.questions < len(c.set.Questions) {
			hint = "the questions above it are " + some(ids)
		}
		if len(ids) == 0 {
			hint = "the first question is always asked; leave the key out"
		}
		c.report(start(n), diag.CriteriaReference, hint, "there is no question %q%s", n.Value, diag.DidYouMean(n.Value, ids))
	}
	return -1
}

// many tells whether a question takes several options.
func (r *reader) many(question int) bool { return r.set.Questions[question].Many }

// option returns the index of an option of a question, or reports that there is none and returns -1.
func (c *conditionReader) option(question int, n *ast.StringNode) int {
	q := &c.set.Questions[question]
	i := q.Option(n.Value)
	if i < 0 && !c.nameless.options[question] {
		ids := q.OptionIDs()
		c.report(start(n), diag.CriteriaReference, "the options are "+some(ids),
			"the question %q has no option %q%s", q.ID.V, n.Value, diag.DidYouMean(n.Value, ids))
	}
	return i
}

// criterion returns the index of the criterion that criteria.ID stands for, or reports that it is
// nothing of the kind and returns -1.
func (c *conditionReader) criterion(n *ast.MemberNode) int {
	owner, named := n.Node.(*ast.IdentifierNode)
	if !named || owner.Value != "criteria" {
		name, meant := "this", ""
		if named {
			name, meant = owner.Value, diag.DidYouMean(owner.Value, []string{"criteria"})
		}
		c.wrong(start(n), "write a question by its id alone, and the verdict on a criterion as criteria.ID", "%s has no parts%s", name, meant)
		return -1
	}
	property, named := n.Property.(*ast.StringNode)
	if at := n.Property.Location().From; !named || strings.HasPrefix(c.written(at, len(c.bytes)-1), `"`) || strings.HasPrefix(c.written(at, len(c.bytes)-1), "'") {
		id := "ID"
		if named {
			id = property.Value
		}
		c.wrong(start(n), "write criteria."+shown(id), "criteria[…] isn't part of a condition")
		return -1
	}
	if !c.scope.verdicts {
		c.wrong(start(n), "write the condition of that criterion out", "criteria.%s stands here, but only the when of an outcome speaks of criteria", property.Value)
		return -1
	}
	i := c.set.Criterion(property.Value)
	if i < 0 && !c.nameless.criteria {
		ids := c.set.CriterionIDs()
		c.report(start(property), diag.CriteriaReference, "the criteria are "+some(ids),
			"there is no criterion %q%s", property.Value, diag.DidYouMean(property.Value, ids))
	}
	return i
}

// verdict returns the verdict of a name, or reports that it is none.
func (c *conditionReader) verdict(n *ast.StringNode) (criteria.Verdict, bool) {
	v, ok := criteria.ParseVerdict(n.Value)
	switch {
	case ok:
		return v, true
	case n.Value == criteria.Pending.String():
		c.wrong(start(n), "leave it out: an outcome waits of itself for answers that it needs", "no condition can ask whether a verdict is pending")
	default:
		c.report(start(n), diag.CriteriaReference, "the verdicts are "+some(verdictIDs()),
			"there is no verdict %q%s", n.Value, diag.DidYouMean(n.Value, verdictIDs()))
	}
	return criteria.Pending, false
}

// some lists names for a hint, those of a list that is too long to be read but for the last.
func some(ids []string) string {
	const most = 12
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + " …"
	}
	return strings.Join(ids, ", ")
}

func verdictIDs() []string {
	var ids []string
	for _, v := range criteria.Verdicts() {
		ids = append(ids, v.String())
	}
	return ids
}
