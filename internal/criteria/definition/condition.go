package definition

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
)

// The largest conditions that are read: a lawyer who is to review one reads far less.
const (
	maxConditionBytes  = 50_000
	maxConditionTokens = 8_000 // which stays below the 10,000 nodes that Expr's parser makes
	maxBrackets        = 50
)

// scope is what a condition may speak of.
type scope struct {
	// questions is the number of questions that it may refer to: of an ask, those before its own.
	questions int
	// verdicts tells that it may refer to criteria.
	verdicts bool
}

// conditionReader reads one condition. What is wrong with it becomes findings, as many as don't
// follow from one another.
type conditionReader struct {
	*reader
	scope scope
	text  content.Text
	// bytes holds the byte offset of each rune of the text, and of its end. Expr counts in runes.
	bytes  []int
	tokens []lexer.Token
}

// condition reads a condition, or returns nil where none is written or it can't be read.
func (r *reader) condition(written document.Condition, s scope) *criteria.Condition {
	if !written.IsSet() {
		return nil
	}
	t := content.Text{V: strings.TrimSpace(string(written.V)), Pos: written.Pos}
	c := conditionReader{reader: r, scope: s, text: t}
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
	before := r.list.Count(diag.Error)
	if !c.lex() {
		return nil
	}
	tree, err := parser.Parse(t.V)
	if err != nil {
		c.syntax(err)
		return nil
	}
	root := c.boolean(tree.Node)
	if r.list.Count(diag.Error) > before {
		return nil
	}
	return &criteria.Condition{Source: t, Root: root}
}

// report adds a finding at a rune of the condition.
func (c *conditionReader) report(at int, code diag.Code, hint, format string, args ...any) {
	offset := 0
	if len(c.bytes) > 0 {
		offset = c.bytes[min(max(at, 0), len(c.bytes)-1)]
	}
	c.add(c.set.PosIn(c.text, offset), code, hint, format, args...)
}

// wrong reports what isn't a condition in Baken's language.
func (c *conditionReader) wrong(at int, hint, format string, args ...any) {
	c.report(at, diag.CriteriaCondition, hint, format, args...)
}

// written returns what stands between two runes of the condition.
func (c *conditionReader) written(from, to int) string {
	return c.text.V[c.bytes[from]:c.bytes[to]]
}

// syntax reports what Expr's parser couldn't read.
func (c *conditionReader) syntax(err error) {
	var e *file.Error
	if !errors.As(err, &e) {
		c.wrong(0, "", "this can't be read: %v", err)
		return
	}
	// Expr places its end of text on the last rune.
	i, hint := len(c.tokens), languageHint
	if !strings.Contains(e.Message, "EOF") && !strings.Contains(e.Message, "end of expression") {
		i = slices.IndexFunc(c.tokens, func(t lexer.Token) bool { return t.From >= e.From })
	}
	if e.Message == "expected name" { // It is placed behind what isn't one.
		i, hint = i-1, "write the id of a criterion behind the full stop: criteria.ID"
	}
	if i < 0 || i == len(c.tokens) {
		c.wrong(len(c.bytes)-1, "write the rest, or take the last word out", "the condition breaks off here")
		return
	}
	token := c.tokens[i]
	switch {
	case token.Is(lexer.Operator, ","):
		hint = `write a list between square brackets: ["a", "b"]`
	case i > 0 && c.tokens[i-1].Is(lexer.Operator, "not") && token.Is(lexer.String):
		hint = "write != for: is not"
	case i > 0 && !c.tokens[i-1].Is(lexer.Operator) && (token.Is(lexer.Identifier) || token.Is(lexer.String)):
		hint = "put == or in between a question and an option, and or or between comparisons, and a comma between options"
	}
	c.wrong(token.From, hint, "%s isn't expected here", quoted(shown(c.written(token.From, token.To))))
}

// quoted writes what a condition says between quotation marks, unless it has them itself.
func quoted(s string) string {
	if strings.Contains(s, `"`) {
		return s
	}
	return fmt.Sprintf("%q", s)
}

// shown shortens what goes into a hint.
func shown(s string) string {
	if s = strings.Join(strings.Fields(s), " "); utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return "…"
}
