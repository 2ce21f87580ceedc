package strictyaml

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// tag is the struct tag of a field: the key, and the options behind it.
type tag struct {
	key                    string
	required, filled, line bool
}

// tagOf parses a struct tag `yaml:"key,required,line"`. A field without a key isn't read.
func tagOf(s string) tag {
	var t tag
	t.key, s, _ = strings.Cut(s, ",")
	for s != "" {
		var option string
		option, s, _ = strings.Cut(s, ",")
		switch option {
		case "required":
			t.required = true
		case "filled":
			t.filled = true
		case "line":
			t.line = true
		}
	}
	return t
}

// breaks are the characters that end a line or move on a printer: U+0085, U+2028 and U+2029
// are line ends too (UAX #14, class BK and NL).
const breaks = "\n\r\t\v\f\u0085\u2028\u2029"

// oneLine returns a node whose texts have one line each, without spaces around it: a title has no
// line ends, however it is written. The original isn't changed.
func oneLine(n *Node) *Node {
	out := *n
	switch n.Kind {
	case String:
		out.Text = joinLines(n.Text)
	case Mapping:
		out.Entries = slices.Clone(n.Entries)
		for i, e := range out.Entries {
			out.Entries[i].Value = oneLine(e.Value)
		}
	case Sequence:
		out.Items = slices.Clone(n.Items)
		for i, item := range out.Items {
			out.Items[i] = oneLine(item)
		}
	}
	return &out
}

// mayBreak reports whether a text has a control character, or one outside ASCII.
func mayBreak(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// joinLines joins the lines of a text with spaces. Spaces within a line stay as they are.
func joinLines(s string) string {
	if mayBreak(s) {
		lines := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(breaks, c) })
		kept := lines[:0]
		for _, l := range lines {
			if l = strings.TrimSpace(l); l != "" {
				kept = append(kept, l)
			}
		}
		return strings.Join(kept, " ")
	}
	return strings.TrimSpace(s)
}
