package tokens

import (
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/diag"
)

// Remedies of several findings.
const (
	LanguageHint    = "conditions are made of ==, !=, in, not in, and, or, not, parentheses, answered(question), count(…) >= 2, <, <=, > and >= with values, and the names of definitions"
	calculationHint = "ask for the result, or compare each answer with a value of its own"
	OtherwiseHint   = "write unmet: otherwise, and nothing else there"
	commentHint     = "put it behind #, on a line above the key"
)

// Bounds of a condition, far above those of one that can be reviewed.
const (
	maxTokens   = 8_000 // stays below the limit of Expr's parser, 10,000 nodes
	maxBrackets = 50
)

// foreignOperators maps operators of other languages to their equivalents. Expr parses them, so
// that the rest of the condition can be checked too.
var foreignOperators = map[string]string{"&&": "and", "||": "or", "!": "not"}

// corrections maps tokens that Expr doesn't parse to probable equivalents.
var corrections = map[string]string{
	"=": "==", "&": "and", "|": "or", "AND": "and", "OR": "or", "NOT": "not", "IN": "in", "And": "and", "Or": "or", "Not": "not", "In": "in",
}

// operators are the operators of conditions.
var operators = []string{"==", "!=", "in", "not", "and", "or", ".", ",", "<", "<=", ">", ">=", "-"}

// Check divides the text into tokens and checks them. It reports whether the condition should be
// parsed, whose errors may be further ones. It finds errors that the parser can't: the syntax tree
// has no comments or brackets, and the parser's messages no remedies.
func (c *Text) Check() bool {
	for i := range c.text.V {
		c.bytes = append(c.bytes, i)
	}
	c.bytes = append(c.bytes, len(c.text.V))
	if !c.lex() {
		return false
	}
	c.unmixed()
	return true
}

// lex divides the text into tokens, and reports whether it should be parsed.
func (c *Text) lex() bool {
	l := lexer.New()
	l.Reset(file.NewSource(c.text.V))
	var open []lexer.Token
	end := 0
	for {
		token, err := l.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			c.unlexable(err, end)
			return false
		}
		last := token.Kind == lexer.EOF
		if last {
			token.From, token.To = len(c.bytes)-1, len(c.bytes)-1
		}
		if !c.onlySpace(end, token.From) {
			return false
		}
		if last {
			break
		}
		end = token.To
		if len(c.tokens) == maxTokens {
			c.Report(0, diag.CriteriaSize, "ask more questions, or divide the criterion", "the condition has more than %d words and signs", maxTokens)
			return false
		}
		if !c.token(token) || !c.bracket(token, &open) {
			return false
		}
		c.tokens = append(c.tokens, token)
	}
	if n := len(open); n > 0 {
		c.Invalid(open[n-1].From, "put its counterpart where it is to end", "the %s that opens here is never closed", open[n-1].Value)
		return false
	}
	return true
}

// onlySpace reports whether there is only white space between two tokens. If not there is a
// comment, which becomes a finding.
func (c *Text) onlySpace(from, to int) bool {
	gap := c.source(from, to)
	i := strings.IndexFunc(gap, func(r rune) bool { return !unicode.IsSpace(r) })
	if i < 0 {
		return true
	}
	c.Invalid(from+len([]rune(gap[:i])), commentHint, "a condition has no comments")
	return false
}

// token reports whether a token is allowed in conditions.
func (c *Text) token(t lexer.Token) bool {
	text := c.source(t.From, t.To)
	if len(text) > MaxID+len(`""`) {
		c.Invalid(t.From, LanguageHint, "a word of more than %d characters can't be an id", MaxID)
		return false
	}
	switch t.Kind {
	case lexer.Operator:
		if word, ok := foreignOperators[text]; ok {
			c.Invalid(t.From, "write "+word, "%q isn't part of a condition", text)
			return true
		}
		if slices.Contains(operators, text) {
			return c.singleNot(t)
		}
		if IsArithmetic(text) {
			c.Calculates(t.From)
			return false
		}
	case lexer.Bracket:
		if text != "{" && text != "}" {
			return true
		}
	case lexer.Identifier:
		if slices.Contains(constants, text) {
			c.Invalid(t.From, c.insteadOf(text), "%q isn't part of a condition", text)
			return false
		}
		if corrections[text] == "" {
			return true
		}
	case lexer.String:
		if text[0] == '`' || strings.Contains(text, `\`) {
			c.Invalid(t.From, `write it as "`+diag.Shorten(t.Value)+`"`, "%s: an id stands between quotation marks, as it is", diag.Quote(text))
			return false
		}
		return true
	case lexer.Number:
		return true
	case lexer.Bytes:
		c.Invalid(t.From, `compare a question with one of its options, between quotation marks: question == "option"`,
			"%s can't stand in a condition", diag.Quote(text))
		return false
	}
	hint := LanguageHint
	switch {
	case corrections[text] != "":
		hint = "write " + corrections[text]
	case text == "#":
		hint = "if this is a comment, " + commentHint
	case text == "else":
		hint = OtherwiseHint
	}
	c.Invalid(t.From, hint, "%q isn't part of a condition", text)
	return false
}

// insteadOf returns the remedy for a constant after the tokens so far.
func (c *Text) insteadOf(constant string) string {
	n := len(c.tokens)
	if n < 5 || c.tokens[n-5].Value != "answered" || !c.tokens[n-1].Is(lexer.Operator) || constant == "nil" {
		return `a condition compares answers: question == "option"; an ask, applies or when that always holds is left out`
	}
	not := (c.tokens[n-1].Value == "!=") != (constant == "false")
	if n > 5 && c.tokens[n-6].Is(lexer.Operator, "not") {
		not = !not
	}
	if not {
		return "write not answered(" + c.tokens[n-3].Value + ")"
	}
	return "write answered(" + c.tokens[n-3].Value + ")"
}

// singleNot reports whether an operator isn't the second of two consecutive nots.
func (c *Text) singleNot(t lexer.Token) bool {
	if n := len(c.tokens); t.Value == "not" && n > 0 && c.tokens[n-1].Is(lexer.Operator, "not") {
		c.Invalid(t.From, "take both out", "this not undoes the one before it")
		return false
	}
	return true
}

var closes = map[string]string{")": "(", "]": "["}

// bracket pushes an opening bracket onto open or pops its counterpart. It reports whether they
// match.
func (c *Text) bracket(t lexer.Token, open *[]lexer.Token) bool {
	if t.Kind != lexer.Bracket {
		return true
	}
	opening, closing := closes[t.Value]
	n := len(*open)
	switch {
	case !closing && n == maxBrackets:
		c.Report(t.From, diag.NestingTooDeep, "make the condition flatter", "more than %d brackets in one another", maxBrackets)
		return false
	case !closing:
		*open = append(*open, t)
	case n == 0:
		c.Invalid(t.From, "take it out, or put "+opening+" where it is to begin", "there is no %s that this %s could close", opening, t.Value)
		return false
	case (*open)[n-1].Value != opening:
		c.Invalid(t.From, "close the inner one first", "this %s can't close the %s before it", t.Value, (*open)[n-1].Value)
		return false
	default:
		*open = (*open)[:n-1]
	}
	return true
}

// unlexable reports an error of Expr's lexer, at end, the end of the last token.
func (c *Text) unlexable(err error, end int) {
	var e *file.Error
	if !errors.As(err, &e) {
		c.Invalid(end, "", "this can't be read: %v", err)
		return
	}
	rest := []rune(c.source(end, len(c.bytes)-1))
	for len(rest) > 0 && unicode.IsSpace(rest[0]) {
		rest = rest[1:]
		end++
	}
	word, _, _ := strings.Cut(string(rest), " ")
	switch first := string(rest[:min(1, len(rest))]); {
	case strings.Contains(e.Message, "not terminated"):
		c.Invalid(end, "put one at the end of the id too", "the quotation mark %s that opens here is never closed", first)
	case strings.Contains(e.Message, "escape"):
		c.Invalid(end, "write the id as it is", `a \ can't stand in a condition`)
	case strings.Contains(e.Message, "comment"):
		c.Invalid(end, commentHint, "a condition has no comments")
	case first != "" && strings.Contains("“”„‟‘’‚«»‹›", first):
		c.Invalid(end, `write " before and after an id`, "%s isn't a quotation mark that conditions know", first)
	default:
		c.Invalid(end, LanguageHint, "%s can't stand in a condition", diag.Quote(diag.Shorten(word)))
	}
}
