// Package tokens divides the text of a condition into the tokens of Expr, and reports those that
// don't belong in a condition, each at its place and with a remedy.
package tokens

import (
	"slices"

	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Text is the text of a condition of a set. Offsets in it are in runes, as those of Expr are.
type Text struct {
	text     content.Text
	set      *criteria.Set
	findings *diag.List
	// bytes holds the byte offset of each rune of the text, and of its end.
	bytes  []int
	tokens []lexer.Token
}

// New returns a text that hasn't been checked. It adds its findings to a list.
func New(t content.Text, set *criteria.Set, findings *diag.List) *Text {
	return &Text{text: t, set: set, findings: findings}
}

// Report adds a finding at an offset; at the start of the text until it is checked.
func (c *Text) Report(at int, code diag.Code, hint, format string, args ...any) {
	offset := 0
	if len(c.bytes) > 0 {
		offset = c.bytes[min(max(at, 0), len(c.bytes)-1)]
	}
	c.findings.Add(c.set.File, c.set.PosIn(c.text, offset), code, hint, format, args...)
}

// Invalid reports a violation of the syntax of conditions.
func (c *Text) Invalid(at int, hint, format string, args ...any) {
	c.Report(at, diag.CriteriaCondition, hint, format, args...)
}

// Rest returns the text from an offset on.
func (c *Text) Rest(at int) string { return c.source(at, len(c.bytes)-1) }

// HasOperator reports whether an operator is among the tokens.
func (c *Text) HasOperator(operator string) bool {
	return slices.ContainsFunc(c.tokens, func(t lexer.Token) bool { return t.Is(lexer.Operator, operator) })
}

// source returns the text between two offsets.
func (c *Text) source(from, to int) string {
	return c.text.V[c.bytes[from]:c.bytes[to]]
}
