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
	"context"
	"errors"
	"fmt"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector/cover"
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
	// Items holds by outcome and item where the item is part of the outcome, if that is reached.
	Items [][]string
	// Most is the largest number of questions that a reader is asked, or an upper bound where that
	// takes too long to find out.
	Most int
	// Remaining holds by question how many questions are still to come there. It is nil for a set
	// in which saying so would take too much room.
	Remaining []Remaining
	// Changes are the changes of answers after which an unmet criterion is met. It is nil for a set
	// in which naming them would take too much room.
	Changes []Change
	// CSS shows the elements whose selector matches, by the classes of [QuestionClass],
	// [VerdictClass], [OutcomeClass], [ItemClass] and [ChangeClass]. It hides elements only in
	// browsers that support :has().
	CSS []byte
}

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

// ItemClass is the class of an item's elements.
func ItemClass(outcome, item int) string { return fmt.Sprintf("o%di%d", outcome, item) }

// Compile compiles a proven set. For a set that is too large it returns a finding that names the
// conditions that cost most. The error is that of the context.
func Compile(ctx context.Context, proven *proof.Set) (*Sheet, diag.List, error) {
	best, r, findings, err := shortest(ctx, proven)
	if best == nil {
		return nil, findings, err
	}
	if best.reportSize(&findings); findings.Len() > 0 {
		return nil, findings, ctx.Err()
	}
	best.writer = newWriter(r, best.style)
	if err := best.remaining(ctx); err != nil {
		return nil, findings, err
	}
	if err := best.changes(ctx); err != nil {
		return nil, findings, err
	}
	return &best.sheet, findings, ctx.Err()
}

// shortest compiles a set in the style whose CSS is shortest. The compiler is nil when there is an
// error, or a finding because all styles exceed a limit of nodes or steps.
func shortest(ctx context.Context, proven *proof.Set) (*compiler, *symbolic.Functions, diag.List, error) {
	var findings diag.List
	set := proven.Criteria()
	r, err := proven.Functions(ctx)
	if large := (*symbolic.TooLargeError)(nil); errors.As(err, &large) {
		reportNodes(set, large, &findings)
		return nil, nil, findings, nil
	} else if err != nil {
		return nil, nil, findings, err
	}
	best, err := search(ctx, r, short)
	if err != nil {
		return nil, nil, findings, err
	}
	for _, s := range []style{plain, factored} {
		if best.sheet.CSS != nil && len(best.sheet.CSS) <= shortSize {
			break
		}
		c, err := search(ctx, r, s)
		if err != nil {
			return nil, nil, findings, err
		}
		if c.sheet.CSS != nil && (best.sheet.CSS == nil || len(c.sheet.CSS) < len(best.sheet.CSS)) {
			best = c
		}
	}
	if best.sheet.CSS == nil {
		findings.Add(set.File, best.at.source.Pos, diag.CriteriaSize, sizeHint, "%s of %q takes too long to compile to selectors", best.at.name(), set.ID.V)
		return nil, nil, findings, nil
	}
	return best, r, findings, nil
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
	c := &compiler{writer: newWriter(r, s), style: s}
	err := r.Within(ctx, c.compile)
	c.writer = writer{Functions: r} // The formulas take tens of megabytes.
	switch large := (*symbolic.TooLargeError)(nil); {
	case err == nil:
		c.sheet.CSS = c.css()
	case !errors.As(err, &large):
		return nil, err
	}
	return c, nil
}

func newWriter(r *symbolic.Functions, s style) writer {
	w := writer{
		Functions: r, coverer: cover.New(r.Space),
		formulas: map[mdd.Ref]*formula{}, failed: map[mdd.Ref]bool{}, leaves: map[cover.Literal]*formula{},
		effort: effort, room: maxTexts, plain: s != short, factored: s == factored,
	}
	if w.plain {
		w.effort = 0
	}
	return w
}

const sizeHint = "split the set, ask fewer questions on the way there, or let fewer conditions depend on many questions"

// compiler compiles a set's functions one after the other.
type compiler struct {
	writer
	style style
	sheet Sheet
	rules strings.Builder
	// at is the condition being compiled.
	at condition
	// costs holds the rules so far, by the condition that causes them.
	costs costs
}

func (c *compiler) compile() {
	set := c.Set
	largest := c.largest()
	for q := range set.Questions {
		at := largest // A question that is always asked disappears where the conditions are decided.
		if ask := set.Questions[q].Ask; ask != nil {
			at = condition{"question", set.Questions[q].ID.V, ask.Source}
		}
		c.sheet.Questions = append(c.sheet.Questions, c.rule(c.Shown[q], QuestionClass(q), at))
	}
	for i := range set.Criteria {
		cr := &set.Criteria[i]
		var verdicts [5]string
		for v, f := range c.Verdicts[i] {
			source := sourceOf(cr.Met, cr.ID)
			if criteria.Verdict(v) == criteria.Unmet {
				source = sourceOf(cr.Unmet, cr.ID)
			}
			verdicts[v] = c.rule(f, VerdictClass(i, criteria.Verdict(v)), condition{"criterion", cr.ID.V, source})
		}
		c.sheet.Verdicts = append(c.sheet.Verdicts, verdicts)
	}
	for i := range set.Outcomes {
		o := &set.Outcomes[i]
		c.sheet.Outcomes = append(c.sheet.Outcomes, c.rule(c.Reached[i], OutcomeClass(i), condition{"outcome", o.ID.V, sourceOf(o.When, o.ID)}))
		var items []string
		for j, item := range o.Items {
			at := condition{"item", o.ID.V + "." + item.ID.V, sourceOf(item.When, item.ID)}
			items = append(items, c.rule(c.Functions.Items[i][j].True, ItemClass(i, j), at))
		}
		c.sheet.Items = append(c.sheet.Items, items)
	}
	end := condition{source: largest.source} // These two follow from all conditions.
	c.sheet.None = c.rule(c.Functions.None, NoneClass, end)
	c.sheet.Done = c.rule(c.Stopped, DoneClass, end)
}

// largest returns the condition of a criterion or outcome whose decision diagrams have most nodes.
func (c *compiler) largest() (out condition) {
	most := -1
	out.source = c.Set.ID
	add := func(kind string, id content.Text, source *criteria.Condition, fs ...mdd.Ref) {
		if n := c.Space.Size(fs...); source != nil && n > most {
			most, out = n, condition{kind, id.V, source.Source}
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

func sourceOf(c *criteria.Condition, otherwise content.Text) content.Text {
	if c == nil {
		return otherwise
	}
	return c.Source
}

// rule compiles a function and adds the rule that shows the elements of a class where it is true.
// The condition that causes it appears in findings about its size.
func (c *compiler) rule(f mdd.Ref, class string, at condition) string {
	if c.rules.Len() > abandonSize {
		return ""
	}
	c.at = at
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
	c.costs.add(at, span{before, c.rules.Len()})
	return strings.Join(list, ",")
}

const cssStart = "@supports selector(form:has(:checked)){#" + FormID + " [data-when]{display:none}"

// css returns the style sheet. Elements that never show have no rule; templates mark elements with
// data-when unless they always show.
func (c *compiler) css() []byte {
	return []byte(cssStart + c.rules.String() + "}")
}

func reportNodes(set *criteria.Set, large *symbolic.TooLargeError, findings *diag.List) {
	source := set.ID
	if large.Source.IsSet() {
		source = large.Source
	}
	findings.Add(set.File, source.Pos, diag.CriteriaSize, sizeHint, "this condition of %q makes the set too large to be proven", set.ID.V)
}
