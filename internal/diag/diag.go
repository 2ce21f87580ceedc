// Package diag holds what Baken has to say about editors' files: findings, each at a place in a
// file, with a stable code, a reason and a remedy.
//
// A mistake of an editor is a finding, collected with all the others of a run; a failure of the
// machine (a full disk, a closed connection) is an error. A package that reads editors' files
// returns a [List] beside its value and an error only for the machine's failures.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a place in a file. Line and Column start at 1; Column counts Unicode code points.
// A zero Line means the file as a whole, a zero Column the line as a whole.
type Pos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Severity says what a finding does to a run.
type Severity int

// Off findings are dropped, warnings are for a person to weigh, errors stop a build.
const (
	Off Severity = iota
	Warning
	Error
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "off"
	}
}

// ParseSeverity reads the names that site.yaml uses: "error", "warning" and "off".
func ParseSeverity(name string) (Severity, bool) {
	for _, s := range []Severity{Off, Warning, Error} {
		if s.String() == name {
			return s, true
		}
	}
	return Off, false
}

// MarshalText gives the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity's name.
func (s *Severity) UnmarshalText(text []byte) error {
	v, ok := ParseSeverity(string(text))
	if !ok {
		return fmt.Errorf("no severity: %q", text)
	}
	*s = v
	return nil
}

// Finding is one remark about one place in an editor's file. As JSON it has "file", "line", "column",
// "severity", "code", "message" and "hint"; a line or column that isn't known is 0.
type Finding struct {
	// File is the slash-separated path from the site directory.
	File string `json:"file"`
	Pos
	// Severity is the code's own unless site.yaml says otherwise.
	Severity Severity `json:"severity"`
	Code     Code     `json:"code"`
	// Message says what is wrong, in one line, lower case, without a full stop. It quotes what
	// the editor wrote.
	Message string `json:"message"`
	// Hint says what to do about it; it may be empty when the message leaves no question.
	Hint string `json:"hint"`
}

// String gives the finding as one line without the hint: "file:line:column: message [code]".
// Parts of the position that are not known are left out.
func (f Finding) String() string {
	return f.place() + ": " + f.Message + " [" + string(f.Code) + "]"
}

func (f Finding) place() string {
	switch {
	case f.Line == 0:
		return f.File
	case f.Column == 0:
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
}

func (f Finding) compare(g Finding) int {
	return cmp.Or(
		cmp.Compare(f.File, g.File),
		cmp.Compare(f.Line, g.Line),
		cmp.Compare(f.Column, g.Column),
		cmp.Compare(f.Code, g.Code),
		cmp.Compare(f.Message, g.Message),
	)
}

// List collects findings. Its zero value is empty and ready to use. It is not safe for
// concurrent use: stages that work in parallel keep a list for each worker and join them.
type List struct {
	findings []Finding
}

// Add appends a finding with its code's own severity.
func (l *List) Add(file string, pos Pos, code Code, hint, format string, args ...any) {
	l.findings = append(l.findings, Finding{
		File:     file,
		Pos:      pos,
		Code:     code,
		Message:  fmt.Sprintf(format, args...),
		Hint:     hint,
		Severity: code.Severity(),
	})
}

// Join appends the findings of other.
func (l *List) Join(other List) {
	l.findings = append(l.findings, other.findings...)
}

// Len returns the number of findings.
func (l *List) Len() int { return len(l.findings) }

// WithSeverities returns the list as a run reports it: severities changed to those in override (by
// code), findings that are off dropped, sorted by place, each once.
func (l *List) WithSeverities(override map[Code]Severity) List {
	out := make([]Finding, 0, len(l.findings))
	for _, f := range l.findings {
		if s, ok := override[f.Code]; ok {
			f.Severity = s
		}
		if f.Severity != Off {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, Finding.compare)
	out = slices.CompactFunc(out, func(a, b Finding) bool { return a.compare(b) == 0 })
	return List{out}
}

// All returns the findings in the list's order. The slice is a copy, and never nil.
func (l *List) All() []Finding { return append([]Finding{}, l.findings...) }

// Errors returns the findings that are errors.
func (l *List) Errors() List {
	return l.Only(func(f Finding) bool { return f.Severity == Error })
}

// Only returns the findings that a function picks.
func (l *List) Only(pick func(Finding) bool) List {
	return List{slices.DeleteFunc(l.All(), func(f Finding) bool { return !pick(f) })}
}

// Count returns the number of findings of a severity.
func (l *List) Count(s Severity) int {
	n := 0
	for _, f := range l.findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// HasErrors tells whether a site with these findings must not be published.
func (l *List) HasErrors() bool {
	return slices.ContainsFunc(l.findings, func(f Finding) bool { return f.Severity == Error })
}
