// Package condition reads the conditions of criteria sets, which are in a subset of Expr
// (https://expr-lang.org). Expr's parser accepts more than the language of conditions has; each of
// the other forms is a finding at its place, with a remedy of its own.
package condition

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Bounds of a condition, far above the length of one that can be reviewed.
const (
	maxConditionBytes  = 50_000
	maxConditionTokens = 8_000 // stays below the limit of Expr's parser, 10,000 nodes
	maxBrackets        = 50
	maxComparisons     = 8_000
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
	scope Scope
	text  content.Text
	// bytes holds the byte offset of each rune of the text, and of its end. Expr counts in runes.
	bytes  []int
	tokens []lexer.Token
	// size is the number of comparisons so far, those of definitions included. last is the index
	// of the last question that the condition refers to, or -1.
	size, last int
}

// Read parses a condition. It returns nil if there is none, or it is invalid.
func (r *Reader) Read(t content.Text, s Scope) *criteria.Condition {
	if !t.IsSet() {
		return nil
	}
	c := reading{Reader: r, scope: s, text: trimmed(t), last: -1}
	return c.read()
}

// trimmed returns a text without white space around it.
func trimmed(t content.Text) content.Text {
	t.V = strings.TrimSpace(t.V)
	return t
}

// read parses the condition.
func (c *reading) read() *criteria.Condition {
	t := c.text
	switch {
	case t.V == "":
		c.report(0, diag.CriteriaCondition, "write one, or take the key out", "the condition is empty")
		return nil
	case len(t.V) > maxConditionBytes:
		c.report(0, diag.CriteriaSize, "ask more questions, or divide the criterion", "the condition has more than %d bytes", maxConditionBytes)
		return nil
	}
	for i := range t.V {
		c.bytes = append(c.bytes, i)
	}
	c.bytes = append(c.bytes, len(t.V))
	before := c.Findings.Count(diag.Error)
	if !c.lex() {
		return nil
	}
	c.unmixed()
	tree, err := parser.ParseWithConfig(t.V, grammar())
	if err != nil {
		c.syntax(err)
		return nil
	}
	root := c.boolean(tree.Node)
	if c.size > maxComparisons {
		c.report(0, diag.CriteriaSize, "ask more questions, or divide the criterion",
			"with its definitions the condition has %d comparisons; %d is the most", c.size, maxComparisons)
	}
	if c.Findings.Count(diag.Error) > before {
		return nil
	}
	return &criteria.Condition{Source: t, Root: root}
}

// report adds a finding at a rune offset of the condition.
func (c *reading) report(at int, code diag.Code, hint, format string, args ...any) {
	offset := 0
	if len(c.bytes) > 0 {
		offset = c.bytes[min(max(at, 0), len(c.bytes)-1)]
	}
	c.add(c.Set.PosIn(c.text, offset), code, hint, format, args...)
}

// invalid reports a violation of the syntax of conditions.
func (c *reading) invalid(at int, hint, format string, args ...any) {
	c.report(at, diag.CriteriaCondition, hint, format, args...)
}

// source returns the text between two rune offsets of the condition.
func (c *reading) source(from, to int) string {
	return c.text.V[c.bytes[from]:c.bytes[to]]
}

// currencyCode matches a code of ISO 4217, which stands in constants.
var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// syntax reports a syntax error of Expr's parser.
func (c *reading) syntax(err error) {
	var e *file.Error
	if !errors.As(err, &e) {
		c.invalid(0, "", "this can't be read: %v", err)
		return
	}
	// Expr reports an unexpected end at the last rune.
	i, hint := len(c.tokens), languageHint
	if !strings.Contains(e.Message, "EOF") && !strings.Contains(e.Message, "end of expression") {
		i = slices.IndexFunc(c.tokens, func(t lexer.Token) bool { return t.From >= e.From })
	}
	if e.Message == "expected name" { // Expr's position is behind the offending token.
		i, hint = i-1, "write the id of a criterion behind the full stop: criteria.ID"
	}
	if i < 0 || i == len(c.tokens) {
		c.invalid(len(c.bytes)-1, "write the rest, or take the last word out", "the condition breaks off here")
		return
	}
	token := c.tokens[i]
	switch {
	case i > 0 && token.Is(lexer.Number) && currencyCode.MatchString(c.tokens[i-1].Value):
		hint = "leave " + c.tokens[i-1].Value + " out: the question says in which currency it is"
	case token.Is(lexer.Operator, ","):
		hint = `write a list between square brackets: ["a", "b"]`
	case i > 0 && c.tokens[i-1].Is(lexer.Operator, "not") && token.Is(lexer.String):
		hint = "write != for: is not"
	case i > 0 && !c.tokens[i-1].Is(lexer.Operator) && (token.Is(lexer.Identifier) || token.Is(lexer.String)):
		hint = "put == or in between a question and an option, and or or between comparisons, and a comma between options"
	}
	c.invalid(token.From, hint, "%s isn't expected here", diag.Quote(diag.Shorten(c.source(token.From, token.To))))
}
