// Package condition reads the conditions of criteria sets, which are in a subset of Expr
// (https://expr-lang.org). Expr's parser accepts more than the language of conditions has; each of
// the other forms is a finding at its place, with a remedy of its own.
package condition

import (
	"strings"

	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/parser"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/condition/tokens"
	"baken.example/baken/internal/diag"
)

// Bounds of a condition, far above the length of one that can be reviewed.
const (
	maxConditionBytes = 50_000
	maxComparisons    = 8_000
)

// grammar returns the configuration of Expr's parser: count is an ordinary function in conditions,
// not Expr's, which takes a predicate.
func grammar() *conf.Config {
	return &conf.Config{Functions: map[string]*builtin.Function{"count": nil}, MaxNodes: conf.DefaultMaxNodes}
}

// Scope bounds the references of a condition.
type Scope struct {
	// Questions is the number of questions that it may refer to. An ask may refer to earlier ones
	// only.
	Questions int
	// Definitions is the number of definitions that it may refer to.
	Definitions int
	// Verdicts reports whether it may refer to criteria.
	Verdicts bool
}

// Reader reads the conditions of a set whose names have been read.
type Reader struct {
	Set      *criteria.Set
	Findings *diag.List
	Unread   Unread
	// Kinds holds the kinds of the questions whose answers are values, also of those without a
	// valid range.
	Kinds       map[int]criteria.Kind
	definitions []definitionState
}

// Unread is the parts of a set that couldn't be read. A reference to one of them is no finding.
type Unread struct {
	// Questions and Criteria report whether one of them has no valid id.
	Questions, Criteria bool
	// Options holds the questions of which an option has no valid id, Types those whose type is
	// invalid.
	Options, Types map[int]bool
	// Constants holds the constants whose value is invalid.
	Constants map[int]bool
}

// add adds a finding.
func (r *Reader) add(at diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.Findings.Add(r.Set.File, at, code, hint, format, args...)
}

// reading parses one condition. It reports as many findings as are independent of each
// other.
type reading struct {
	*Reader
	*tokens.Text
	// source is the text as it stands in the file, without white space around it.
	source content.Text
	scope  Scope
	// size is the number of comparisons so far, those of definitions included. last is the index
	// of the last question that the condition refers to, or -1.
	size, last int
}

// Read parses a condition. It returns nil if there is none, or it is invalid.
func (r *Reader) Read(t content.Text, s Scope) *criteria.Condition {
	if !t.IsSet() {
		return nil
	}
	return r.reading(t, s).read()
}

func (r *Reader) reading(t content.Text, s Scope) *reading {
	t = trimmed(t)
	return &reading{Reader: r, Text: tokens.New(t, r.Set, r.Findings), source: t, scope: s, last: -1}
}

// trimmed returns a text without white space around it.
func trimmed(t content.Text) content.Text {
	t.V = strings.TrimSpace(t.V)
	return t
}

// read parses the condition.
func (c *reading) read() *criteria.Condition {
	t := c.source
	switch {
	case t.V == "":
		c.Report(0, diag.CriteriaCondition, "write one, or take the key out", "the condition is empty")
		return nil
	case len(t.V) > maxConditionBytes:
		c.Report(0, diag.CriteriaSize, "ask more questions, or divide the criterion", "the condition has more than %d bytes", maxConditionBytes)
		return nil
	}
	before := c.Findings.Count(diag.Error)
	if !c.Check() {
		return nil
	}
	tree, err := parser.ParseWithConfig(t.V, grammar())
	if err != nil {
		c.SyntaxError(err)
		return nil
	}
	root := c.boolean(tree.Node)
	if c.size > maxComparisons {
		c.Report(0, diag.CriteriaSize, "ask more questions, or divide the criterion",
			"with its definitions the condition has %d comparisons; %d is the most", c.size, maxComparisons)
	}
	if c.Findings.Count(diag.Error) > before {
		return nil
	}
	return &criteria.Condition{Source: t, Root: root}
}
