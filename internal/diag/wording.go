package diag

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxNames is the number of names up to which [ListNames] lists all.
const maxNames = 12

// ListNames joins names for a hint. Of a long list it says how many there are beyond the first ones:
// a page may have thousands of findings that list them.
func ListNames(names []string) string {
	if len(names) > maxNames {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxNames], ", "), len(names)-maxNames)
	}
	return strings.Join(names, ", ")
}

// maxShown is the number of characters up to which [Shorten] leaves a text whole.
const maxShown = 60

// Shorten returns a text in one line for a message, or an ellipsis in the place of a long one.
func Shorten(s string) string {
	if s = strings.Join(strings.Fields(s), " "); utf8.RuneCountInString(s) <= maxShown {
		return s
	}
	return "…"
}

// Quote puts quotation marks around a text, unless it contains some.
func Quote(s string) string {
	if strings.Contains(s, `"`) {
		return s
	}
	return strconv.QuoteToGraphic(s)
}

// text is a string that %q quotes as [strconv.QuoteToGraphic] does.
type text string

// Format implements [fmt.Formatter].
func (t text) Format(f fmt.State, verb rune) {
	if format := fmt.FormatString(f, verb); format != "%q" {
		fmt.Fprintf(f, format, string(t))
		return
	}
	io.WriteString(f, strconv.QuoteToGraphic(string(t)))
}

// legible returns args with each string as a [text].
func legible(args []any) []any {
	args = slices.Clone(args)
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = text(s)
		}
	}
	return args
}
