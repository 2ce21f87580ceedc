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

// WriteText writes the list as [List.Text] has it.
func (l *List) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, l.Text())
	return err
}

// Text returns the list as text: a line for each finding, with its hint indented below it.
func (l *List) Text() string {
	const punctuation = len(":1000:100: warning:  []\n    \n")
	size := 0
	for i := range l.findings {
		f := &l.findings[i]
		size += len(f.File) + len(f.Message) + len(f.Code) + len(f.Hint) + punctuation
	}
	var b strings.Builder
	b.Grow(size)
	write := func(parts ...string) {
		for _, s := range parts {
			b.WriteString(s)
		}
	}
	for i := range l.findings {
		f := &l.findings[i]
		write(printable(f.place()), ": ", f.Severity.String(), ": ", printable(f.Message), " [", string(f.Code), "]\n")
		if f.Hint != "" {
			write("    ", printable(f.Hint), "\n")
		}
	}
	return b.String()
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
