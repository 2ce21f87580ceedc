package tokens

import (
	"fmt"
	"regexp"
	"slices"
)

// writtenDay matches a day without quotation marks, which Expr reads as a difference.
var writtenDay = regexp.MustCompile(`\d{4}-\d{1,2}-\d{1,2}`)

// Calculates reports an operator that calculates, at an offset.
func (c *Text) Calculates(at int) {
	for _, day := range writtenDay.FindAllStringIndex(c.text.V, -1) {
		if offset := c.bytes[at]; offset > day[0] && offset < day[1] {
			text := c.text.V[day[0]:day[1]]
			c.Invalid(slices.Index(c.bytes, day[0]), fmt.Sprintf("write %q", text), "the day %s stands here without quotation marks", text)
			return
		}
	}
	c.Invalid(at, calculationHint, "conditions don't calculate")
}

// IsArithmetic reports whether an operator calculates.
func IsArithmetic(operator string) bool {
	return slices.Contains([]string{"+", "-", "*", "/", "%", "**", "^"}, operator)
}
