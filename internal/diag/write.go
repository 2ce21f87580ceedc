package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// printable replaces every non-printing character by U+FFFD, so that a file's name or text can't
// inject terminal escape sequences or line breaks.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// WriteText writes the list as text: a line for each finding, with its hint indented below it.
func (l *List) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, f := range l.findings {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", printable(f.place()), f.Severity, printable(f.Message), f.Code)
		if f.Hint != "" {
			fmt.Fprintf(&b, "    %s\n", printable(f.Hint))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the list as one object: {"findings": [{"file", "line", "column", "severity",
// "code", "message", "hint"}, …]}, as [Finding] describes.
func (l *List) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Findings []Finding `json:"findings"`
	}{l.All()})
}

// WriteGitHub writes the list as workflow commands of GitHub Actions, which annotate the lines of a
// pull request. dir is the site's directory within the repository, "." for its root.
//
// The format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func (l *List) WriteGitHub(w io.Writer, dir string) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	prefix := ""
	if dir = strings.Trim(dir, "/"); dir != "." && dir != "" {
		prefix = dir + "/"
	}
	var b strings.Builder
	for _, f := range l.findings {
		fmt.Fprintf(&b, "::%s file=%s", f.Severity, property.Replace(prefix+f.File))
		if f.Line > 0 {
			fmt.Fprintf(&b, ",line=%d", f.Line)
		}
		if f.Column > 0 {
			fmt.Fprintf(&b, ",col=%d", f.Column)
		}
		message := printable(f.Message)
		if f.Hint != "" {
			message += "\n" + printable(f.Hint)
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", property.Replace(string(f.Code)), data.Replace(message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
