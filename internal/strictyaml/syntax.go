package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"baken.example/baken/internal/diag"
)

// syntax adds a finding for a syntax error. The parser's messages presume knowledge of the YAML
// specification, so the common ones are replaced.
func (r *reader) syntax(err error) {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) || syntax.GetToken() == nil {
		r.add(diag.Pos{Line: 1 + r.offset}, diag.YAMLSyntax, generalHint, "not YAML: %v", err)
		return
	}
	pos := r.pos(syntax.GetToken())
	message, hint := r.explain(syntax.GetMessage(), pos)
	r.add(pos, diag.YAMLSyntax, hint, "not YAML: %s", message)
}

const generalHint = `write key: value, start the keys of one level in one column, and put text with ": " or " #" in it between quotes`

// explanations are the replacements of the parser's messages that contain text.
var explanations = []struct{ text, message, hint string }{
	{"end character of double-quoted", `the quotation mark " that opens here is never closed`, `put " at the end of the text`},
	{"end character of single-quoted", "the quotation mark ' that opens here is never closed", "put ' at the end of the text; for an apostrophe in it, write ''"},
	{"unexpected key name", `this line isn't "key: value"`, "write a colon and a space after the key"},
	{"non-map value is specified", `this line isn't "key: value"`, "write a colon and a space after the key"},
	{"unexpected map key", `this line isn't "key: value"`, "write a colon and a space after the key"},
	{"that cannot start any token", "a tab where spaces should be", "indent with spaces"},
	{"tab character", "a tab where spaces should be", "indent with spaces"},
	{"block sequence entries are not allowed", `a value can't begin with "- "`, "begin a list on the next line, or put the text between quotes"},
	{"',' or ']' must be specified", "the list before this place isn't closed", "put , between items and ] after the last one"},
	{"sequence end token ']'", "the [ that opens here is never closed", "put , between items and ] after the last one"},
	{"',' or '}' must be specified", "the mapping before this place isn't closed", "put , between key: value pairs and } after the last one"},
	{"mapping end token '}'", "the { that opens here is never closed", "put , between key: value pairs and } after the last one"},
	{"unknown escape character", `\ means something between quotation marks`, `write \\ for a backslash, or put the text between ' and '`},
	{"invalid header option", "text after > or |, which announce text on the lines below", "put the text on the lines below, or the whole value between quotes"},
	{"anchor", "text can't begin with &", "put it between quotes"},
	{"alias", "text can't begin with *", "put it between quotes"},
}

// explain returns a message and a hint for a message of the parser.
func (r *reader) explain(text string, pos diag.Pos) (message, hint string) {
	before, after := r.around(pos)
	value := before[strings.LastIndex(before, ": ")+1:]
	switch value = strings.TrimSpace(value); {
	case strings.HasPrefix(value, "*"), strings.HasPrefix(value, "&"), strings.HasPrefix(value, "!"):
		return "text can't begin with " + value[:1], "put it between quotes"
	case strings.HasPrefix(after, "? "):
		return `text can't begin with "? "`, "put it between quotes"
	case strings.HasPrefix(value, "[") && !strings.HasPrefix(value, "[[") && !strings.HasPrefix(after, ",") && strings.Contains(text, "is not allowed in this context"),
		strings.HasPrefix(value, "{") && strings.Contains(text, "is not allowed in this context"):
		return "text goes on after " + closing(value[:1]) + ": a value that begins with " + value[:1] + " is a list or a mapping",
			"put the value between quotes: " + quote(value+" "+after)
	case strings.HasSuffix(before, ":") && (strings.HasPrefix(after, "]") || strings.HasPrefix(after, "}")):
		return "text can't begin with " + after[:1], "put it between quotes"
	case isUnclosed(text) && commentIn(after):
		return `a # behind a space begins a comment, so this ` + after[:1] + " is never closed", "put the text with # in it between quotes"
	case strings.Contains(text, "is a reserved character"), strings.Contains(text, "directive"):
		first, _ := utf8.DecodeRuneInString(after)
		return fmt.Sprintf("text can't begin with %c", first), "put it between quotes"
	case strings.Contains(text, "mapping value is not allowed") && strings.Contains(after, ": "):
		return `": " stands in a value that isn't between quotes`, "put the value between quotes: " + quote(after)
	case strings.Contains(text, "mapping value is not allowed") && strings.HasSuffix(after, ":"):
		return "a value that isn't between quotes can't end with a colon", "put the value between quotes: " + quote(after)
	case strings.Contains(text, "mapping value is not allowed"):
		return "this value goes on in the line below, which looks like a key", "start that line in the same column as this key"
	case strings.Contains(text, "pre-defined") && strings.HasSuffix(before, `"`):
		return `text goes on after the closing quotation mark "`, `put the whole value between ' and ', or write \" for a quotation mark in the text`
	case strings.Contains(text, "pre-defined") && strings.HasSuffix(before, "'"):
		return "text goes on after the closing quotation mark '", "for an apostrophe in the text, write ''"
	case strings.HasPrefix(after, "- ") && before == "":
		return "this item doesn't start in the column of the items above it", "put the hyphens of a list in one column"
	case strings.Contains(text, "is not allowed in this context") && before == "" && keyLine().MatchString(after):
		return "this key doesn't start in the column of the keys above it", "start the keys of one level in one column"
	case strings.Contains(text, "is not allowed in this context"):
		return "this stands where nothing is expected", generalHint
	}
	for _, e := range explanations {
		if strings.Contains(text, e.text) {
			return e.message, e.hint
		}
	}
	return text, generalHint
}

func closing(opening string) string {
	if opening == "[" {
		return "]"
	}
	return "}"
}

// isUnclosed reports whether a message of the parser is about a [ or { without its end.
func isUnclosed(text string) bool {
	return strings.Contains(text, "must be specified") || strings.Contains(text, "end token")
}

// commentIn reports whether a # in a line, from the [ or { at its start, begins a comment.
func commentIn(line string) bool {
	return line != "" && strings.ContainsRune("[{", rune(line[0])) && strings.Contains(line, " #")
}

// around returns the parts of a line before and from a position.
func (r *reader) around(pos diag.Pos) (before, after string) {
	line := 1 + r.offset
	for l := range bytes.Lines(r.src) {
		if line == pos.Line {
			text := []rune(strings.TrimRight(string(l), " \t\n"))
			i := min(max(pos.Column-1, 0), len(text))
			return strings.TrimRight(string(text[:i]), " \t"), string(text[i:])
		}
		line++
	}
	return "", ""
}

// quote returns text as a double-quoted scalar.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
