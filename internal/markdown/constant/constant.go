// Package constant parses the inline directive that stands for a constant of a criteria set:
//
//	:value{set.constant}
//	:value{set.constant on=2027-01-01}
//
// A text of the set itself may leave the set out. The package knows no sets: [Values] hold what the
// directives stand for.
package constant

import (
	"fmt"
	"strings"
	"time"

	"baken.example/baken/internal/diag"
)

// Open begins a directive.
const Open = ":value{"

const usage = "write :value{set.constant} or, for the version of a day, :value{set.constant on=2027-01-01}"

// Reference is what a directive refers to.
type Reference struct {
	// Set may be empty in a text of the set.
	Set, Name string
	// On is the day whose version of the set is meant, as YYYY-MM-DD; empty for the one in force.
	On string
}

// Key returns the key of a constant in [Values].
func Key(set, name string) string { return set + "." + name }

// Problem is a mistake in a directive. Offset is its offset in the text.
type Problem struct {
	Offset        int
	Code          diag.Code
	Message, Hint string
}

// Parse parses the directive that a text begins with. The length is 0 if the text doesn't begin
// with one.
func Parse(text string) (r Reference, length int, p *Problem) {
	rest, ok := strings.CutPrefix(text, Open)
	if !ok {
		return misspelt(text)
	}
	end := strings.IndexAny(rest, "}{\n")
	if end < 0 || rest[end] != '}' {
		return r, len(Open), &Problem{0, diag.DirectiveArgument, ":value{: the braces don't end", usage}
	}
	length = len(Open) + end + 1
	fields := strings.Fields(rest[:end])
	wrong := func(offset int, format string, args ...any) (Reference, int, *Problem) {
		return Reference{}, length, &Problem{offset, diag.DirectiveArgument, fmt.Sprintf(format, args...), usage}
	}
	if len(fields) == 0 {
		return wrong(0, ":value{} doesn't say which constant it is about")
	}
	r.Name = fields[0]
	if i := strings.LastIndexByte(r.Name, '.'); i >= 0 {
		r.Set, r.Name = r.Name[:i], r.Name[i+1:]
		if !isWord(r.Set, '-') {
			return wrong(len(Open), ":value{…}: %.80q isn't the name of a constant", fields[0])
		}
	}
	if !isWord(r.Name, '_') {
		return wrong(len(Open), ":value{…}: %.80q isn't the name of a constant", fields[0])
	}
	for _, f := range fields[1:] {
		at := len(Open) + strings.LastIndex(rest[:end], f)
		name, value, _ := strings.Cut(f, "=")
		value = strings.Trim(value, `"`)
		switch _, err := time.Parse(time.DateOnly, value); {
		case name != "on":
			return wrong(at, ":value{…}: %.80q isn't an argument", f)
		case r.On != "":
			return wrong(at, ":value{…} has the argument \"on\" twice")
		case err != nil:
			return wrong(at, "on=%.80s isn't a day of the calendar", value)
		}
		r.On = value
	}
	return r, length, nil
}

// maxReference is the number of bytes within which a misspelt directive ends.
const maxReference = 200

// misspelt reports a directive in a line whose name is nearly right.
func misspelt(text string) (r Reference, length int, p *Problem) {
	const longest = len(Open) + 3
	brace := strings.IndexByte(text[:min(len(text), longest)], '{')
	if brace < 2 || text[0] != ':' {
		return r, 0, nil
	}
	name := text[1:brace]
	if !isWord(strings.ToLower(name), '-') || !strings.Contains(text[brace:min(len(text), brace+maxReference)], "}") {
		return r, 0, nil
	}
	if meant := diag.DidYouMean(":"+name, []string{":value"}); meant != "" {
		return r, brace + 1, &Problem{0, diag.DirectiveUnknown, fmt.Sprintf("no directive %q in a line%s", ":"+name, meant), usage}
	}
	return r, 0, nil
}

// isWord reports whether s consists of a-z, 0-9 and a further character, and isn't empty.
func isWord(s string, joint byte) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != joint {
			return false
		}
	}
	return s != ""
}

// Values are the texts of constants in a language, by their keys.
type Values map[string][]Value

// Value is the text of a constant in one version of its set. From and Until are the first and the
// last day of the version, as YYYY-MM-DD; each may be empty. InForce reports whether it is the
// version in force.
type Value struct {
	From, Until string
	InForce     bool
	Text        string
}

// Text returns the text that a reference to a set stands for, and whether it is known.
func (v Values) Text(r Reference) (text string, ok bool) {
	for _, value := range v[Key(r.Set, r.Name)] {
		if r.On == "" && value.InForce || r.On != "" && r.On >= value.From && (value.Until == "" || r.On <= value.Until) {
			return value.Text, true
		}
	}
	return "", false
}

// Place is a directive in a text.
type Place struct {
	Reference
	// Start and End are offsets in the text.
	Start, End int
	// Problem is a mistake in the directive, if there is one.
	Problem *Problem
}

// Find returns the directives in a text. In Markdown, ones in code and after a backslash are text.
func Find(text string, markdown bool) (places []Place) {
	unclosed := map[int]bool{}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ':':
			r, length, problem := Parse(text[i:])
			if length == 0 {
				i++
				continue
			}
			places = append(places, Place{r, i, i + length, problem})
			i += length
		case c == '\\' && markdown:
			i += 2
		case c == '`' && markdown:
			i = afterCode(text, i, unclosed)
		default:
			i++
		}
	}
	return places
}

// afterCode returns the offset after the code span or fence that begins with the backticks at i, or
// after these if nothing ends it (CommonMark 0.31.2, 6.1). unclosed holds the numbers of backticks
// that nothing ends from here on.
func afterCode(text string, i int, unclosed map[int]bool) int {
	n := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
	for j := i + n; j < len(text) && !unclosed[n]; {
		k := strings.IndexByte(text[j:], '`')
		if k < 0 {
			break
		}
		j += k
		m := len(text[j:]) - len(strings.TrimLeft(text[j:], "`"))
		j += m
		if m == n {
			return j
		}
	}
	unclosed[n] = true
	return i + n
}
