package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxNames is the number of names up to which [ListNames] lists all.
const maxNames = 12

// ListNames joins names for a hint, and truncates a long list.
func ListNames(names []string) string {
	if len(names) > maxNames {
		return strings.Join(names[:maxNames], ", ") + " …"
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
	return fmt.Sprintf("%q", s)
}
