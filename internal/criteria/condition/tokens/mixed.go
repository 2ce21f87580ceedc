package tokens

import (
	"strings"

	"github.com/expr-lang/expr/parser/lexer"
)

// level is the part of a condition between two brackets, or between a bracket and a comma.
type level struct {
	// from is the index of its first token.
	from int
	// first is the first and or or; other is the index of the first token that is the other one, or
	// 0.
	first string
	other int
}

// unmixed reports each and that stands beside an or without parentheses, with a hint that shows how
// the condition is read.
func (c *Text) unmixed() {
	levels := []level{{}}
	for i, t := range c.tokens {
		at := &levels[len(levels)-1]
		opening := t.Kind == lexer.Bracket && (t.Value == "(" || t.Value == "[")
		switch {
		case opening:
			levels = append(levels, level{from: i + 1})
		case t.Kind == lexer.Bracket:
			c.mixed(*at, i)
			levels = levels[:len(levels)-1]
		case t.Is(lexer.Operator, ","):
			c.mixed(*at, i)
			*at = level{from: i + 1}
		case (t.Is(lexer.Operator, "and") || t.Is(lexer.Operator, "or")):
			if at.first == "" {
				at.first = t.Value
			} else if at.other == 0 && t.Value != at.first {
				at.other = i
			}
		}
	}
	c.mixed(levels[0], len(c.tokens))
}

// mixed reports a level that has both and and or. to is the index of the token behind it.
func (c *Text) mixed(l level, to int) {
	if l.other == 0 {
		return
	}
	hint := "put parentheses around the parts that belong together"
	if read := c.asRead(l.from, to); len(read) <= maxAsRead {
		hint += "; as it stands, it is read as " + read
	}
	c.Invalid(c.tokens[l.other].From, hint, "%q stands beside %q without parentheses", c.tokens[l.other].Value, l.first)
}

// maxAsRead is the largest length of a condition in a hint, in bytes.
const maxAsRead = 300

// asRead formats a range of tokens with parentheses around what and joins.
func (c *Text) asRead(from, to int) string {
	var parts []string
	depth, begin, joins := 0, from, false
	end := func(i int) {
		text := strings.Join(strings.Fields(c.source(c.tokens[begin].From, c.tokens[i-1].To)), " ")
		if joins {
			text = "(" + text + ")"
		}
		parts = append(parts, text)
		begin, joins = i+1, false
	}
	for i := from; i < to; i++ {
		switch t := c.tokens[i]; {
		case t.Kind == lexer.Bracket && (t.Value == "(" || t.Value == "["):
			depth++
		case t.Kind == lexer.Bracket:
			depth--
		case depth == 0 && t.Is(lexer.Operator, "and"):
			joins = true
		case depth == 0 && t.Is(lexer.Operator, "or"):
			if i == begin {
				return strings.Repeat(" ", maxAsRead+1) // The parser reports it.
			}
			end(i)
		}
	}
	if begin >= to {
		return strings.Repeat(" ", maxAsRead+1)
	}
	end(to)
	return strings.Join(parts, " or ")
}
