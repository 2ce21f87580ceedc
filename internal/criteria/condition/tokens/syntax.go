package tokens

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/diag"
)

// currencyCode matches a code of ISO 4217, which stands in constants.
var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// SyntaxError reports an error of Expr's parser on the text.
func (c *Text) SyntaxError(err error) {
	var e *file.Error
	if !errors.As(err, &e) {
		c.Invalid(0, "", "this can't be read: %v", err)
		return
	}
	// Expr reports an unexpected end at the last rune.
	i, hint := len(c.tokens), LanguageHint
	if !strings.Contains(e.Message, "EOF") && !strings.Contains(e.Message, "end of expression") {
		i = slices.IndexFunc(c.tokens, func(t lexer.Token) bool { return t.From >= e.From })
	}
	if e.Message == "expected name" { // Expr's position is behind the offending token.
		i, hint = i-1, "write the id of a criterion behind the full stop: criteria.ID"
	}
	if i < 0 || i == len(c.tokens) {
		c.Invalid(len(c.bytes)-1, "write the rest, or take the last word out", "the condition breaks off here")
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
	c.Invalid(token.From, hint, "%s isn't expected here", diag.Quote(diag.Shorten(c.source(token.From, token.To))))
}
