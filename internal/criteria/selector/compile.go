// Package selector compiles a set of criteria to CSS selectors (Selectors Level 4) over the form of
// its self-check. The browser's selector engine is the only evaluator there: style sheets and
// scripts use the same selectors, and the check works without script.
//
// "Unanswered" is a value like any option, so that a negation never confuses it with "no". A
// selector is minimized as a function of all states of the form. No selector nests :has(), which
// Selectors Level 4 forbids, or uses :is(), whose forgiving list would drop a part that a browser
// doesn't support.
package selector

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/diag"
)

// Sheet is a compiled set. Each selector is a selector list that matches the form: "*" if it always
// matches, empty if it never does.
type Sheet struct {
	// Questions holds by question where it is shown.
	Questions []string
	// Verdicts holds by criterion and [criteria.Verdict] where the criterion has that verdict.
	Verdicts [][5]string
	// Outcomes holds by outcome where it is reached, None where no outcome is reached, and Done
	// where asking has stopped.
	Outcomes []string
	None     string
	Done     string
	// Most is the largest number of questions that a reader is asked, or an upper bound where that
	// takes too long to find out.
	Most int
	// Remaining holds by question how many questions are still to come there. It is nil for a set
	// in which saying so would take too much room.
	Remaining []Remaining
	// CSS shows the elements whose selector matches, by the classes of [QuestionClass],
	// [VerdictClass] and [OutcomeClass]. It hides elements only in browsers that support :has().
	CSS []byte
}

// Budget limits the size of a set's CSS in bytes.
const Budget = 24 << 10

// abandonSize is the size of the rules in bytes at which compiling stops, to save time.
const abandonSize = 2 * Budget

// Classes of elements that the CSS shows.
const (
	NoneClass = "on"
	DoneClass = "od"
)

// QuestionClass is the class of a question's elements.
func QuestionClass(question int) string { return fmt.Sprintf("q%d", question) }

// VerdictClass is the class of a verdict's elements.
func VerdictClass(criterion int, v criteria.Verdict) string {
	return fmt.Sprintf("c%d%c", criterion, v.String()[0])
}

// OutcomeClass is the class of an outcome's elements.
func OutcomeClass(outcome int) string { return fmt.Sprintf("o%d", outcome) }

// Compile compiles a proven set. For a set that is too large it returns a finding that names the
// condition that costs most. The error is that of the context.
func Compile(ctx context.Context, proven *proof.Set) (*Sheet, diag.List, error) {
	var findings diag.List
	set := proven.Criteria()
	r, err := proven.Functions(ctx)
	if large := (*symbolic.TooLargeError)(nil); errors.As(err, &large) {
		reportNodes(set, large, &findings)
		return nil, findings, nil
	} else if err != nil {
		return nil, findings, err
	}
	best, err := search(ctx, r, short)
	if err != nil {
		return nil, findings, err
	}
	for _, s := range []style{plain, factored} {
		if best.sheet.CSS != nil && len(best.sheet.CSS) <= Budget {
			break
		}
		c, err := search(ctx, r, s)
		if err != nil {
			return nil, findings, err
		}
		if c.sheet.CSS != nil && (best.sheet.CSS == nil || len(c.sheet.CSS) < len(best.sheet.CSS)) {
			best = c
		}
	}
	switch n := len(best.sheet.CSS); {
	case n == 0:
		findings.Add(set.File, best.at.source.Pos, diag.CriteriaSize, sizeHint, "%s of %q takes too long to compile to selectors", best.at.name, set.ID.V)
		return nil, findings, nil
	case n > abandonSize:
		findings.Add(set.File, best.most.source.Pos, diag.CriteriaSize, sizeHint,
			"the check compiles to more than %d bytes of CSS, where %d are too many; of what was compiled %s costs most, %d bytes",
			abandonSize, Budget, best.most.name, best.most.bytes)
		return nil, findings, nil
	case n > Budget:
		findings.Add(set.File, best.most.source.Pos, diag.CriteriaSize, sizeHint,
			"the check compiles to %d bytes of CSS, more than %d; %s costs most, %d bytes", n, Budget, best.most.name, best.most.bytes)
		return nil, findings, nil
	}
	if err := best.remaining(ctx); err != nil {
		return nil, findings, err
	}
	return &best.sheet, findings, ctx.Err()
}

// style is a strategy of the search for formulas.
type style uint8

const (
	// short tries everything that makes formulas short.
	short style = iota
	// plain follows the conditions as they are written, which needs fewer steps.
	plain
	// factored is plain with algebraic factoring.
	factored
)

// search compiles the functions of a set. The sheet has no CSS when that exceeds a limit. The
// error is that of the context.
func search(ctx context.Context, r *symbolic.Functions, s style) (*compiler, error) {
	c := &compiler{writer: writer{
		Functions: r, coverer: newCoverer(r.Space),
		formulas: map[mdd.Ref]*formula{}, failed: map[mdd.Ref]bool{}, leaves: map[literal]*formula{},
		effort: effort, room: maxTexts, plain: s != short, factored: s == factored,
	}}
	if c.plain {
		c.effort = 0
	}
	err := r.Within(ctx, c.compile)
	switch large := (*symbolic.TooLargeError)(nil); {
	case err == nil:
		c.sheet.CSS = c.css()
	case !errors.As(err, &large):
		return nil, err
	}
	return c, nil
}

const sizeHint = "split the set, ask fewer questions on the way there, or let fewer conditions depend on many questions"

// compiler compiles a set's functions one after the other.
type compiler struct {
	writer
	sheet Sheet
	rules strings.Builder
	// at is the condition being compiled, most the one whose rules are largest.
	at, most cost
}

// cost is the size in bytes of the rules that a condition causes.
type cost struct {
	name   string
	source content.Text
	bytes  int
}

func (c *compiler) compile() {
	set := c.Set
	largest := c.largest()
	for q := range set.Questions {
		blamed := largest // A question that is always asked disappears where the conditions are decided.
		if ask := set.Questions[q].Ask; ask != nil {
			blamed = cost{name: fmt.Sprintf("question %q", set.Questions[q].ID.V), source: ask.Source}
		}
		c.sheet.Questions = append(c.sheet.Questions, c.rule(c.Shown[q], QuestionClass(q), blamed))
	}
	for i := range set.Criteria {
		cr := &set.Criteria[i]
		var verdicts [5]string
		for v, f := range c.Verdicts[i] {
			source := condition(cr.Met, cr.ID)
			if criteria.Verdict(v) == criteria.Unmet {
				source = condition(cr.Unmet, cr.ID)
			}
			verdicts[v] = c.rule(f, VerdictClass(i, criteria.Verdict(v)), cost{name: fmt.Sprintf("criterion %q", cr.ID.V), source: source})
		}
		c.sheet.Verdicts = append(c.sheet.Verdicts, verdicts)
	}
	for i := range set.Outcomes {
		o := &set.Outcomes[i]
		blamed := cost{name: fmt.Sprintf("outcome %q", o.ID.V), source: condition(o.When, o.ID)}
		c.sheet.Outcomes = append(c.sheet.Outcomes, c.rule(c.Reached[i], OutcomeClass(i), blamed))
	}
	most := c.most
	c.sheet.None = c.rule(c.Functions.None, NoneClass, largest)
	c.sheet.Done = c.rule(c.Stopped, DoneClass, largest)
	c.most = most // These two follow from all conditions.
}

// largest returns the condition of a criterion or outcome whose decision diagrams have most nodes.
func (c *compiler) largest() (out cost) {
	most := -1
	add := func(kind string, id content.Text, source *criteria.Condition, fs ...mdd.Ref) {
		if n := c.Space.Size(fs...); source != nil && n > most {
			most, out = n, cost{name: fmt.Sprintf("%s %q", kind, id.V), source: source.Source}
		}
	}
	for i := range c.Set.Criteria {
		cr := &c.Set.Criteria[i]
		add("criterion", cr.ID, cr.Met, c.Met[i].True, c.Met[i].False)
		add("criterion", cr.ID, cr.Unmet, c.Unmet[i].True, c.Unmet[i].False)
	}
	for i := range c.Set.Outcomes {
		o := &c.Set.Outcomes[i]
		add("outcome", o.ID, o.When, c.When[i].True, c.When[i].False)
	}
	return out
}

func condition(c *criteria.Condition, otherwise content.Text) content.Text {
	if c == nil {
		return otherwise
	}
	return c.Source
}

// rule compiles a function and adds the rule that shows the elements of a class where it is true.
// The condition that is blamed appears in findings about its size.
func (c *compiler) rule(f mdd.Ref, class string, blamed cost) string {
	if c.rules.Len() > abandonSize {
		return ""
	}
	c.at = cost{name: cmp.Or(blamed.name, "a condition"), source: cmp.Or(blamed.source, c.Set.ID)}
	list := c.selector(f, len(" .")+len(class))
	if len(list) == 0 || list[0] == "*" {
		return strings.Join(list, "")
	}
	before := c.rules.Len()
	for i, s := range list {
		if i > 0 {
			c.rules.WriteByte(',')
		}
		c.rules.WriteString(s + " ." + class)
	}
	c.rules.WriteString("{display:block}")
	c.at.bytes = c.rules.Len() - before
	if c.at.bytes > c.most.bytes {
		c.most = c.at
	}
	return strings.Join(list, ",")
}

// css returns the style sheet. Elements that never show have no rule; templates mark elements with
// data-when unless they always show.
func (c *compiler) css() []byte {
	return []byte("@supports selector(form:has(:checked)){#" + FormID + " [data-when]{display:none}" + c.rules.String() + "}")
}

func reportNodes(set *criteria.Set, large *symbolic.TooLargeError, findings *diag.List) {
	source := set.ID
	if large.Source.IsSet() {
		source = large.Source
	}
	findings.Add(set.File, source.Pos, diag.CriteriaSize, sizeHint, "this condition of %q makes the set too large to be proven", set.ID.V)
}
