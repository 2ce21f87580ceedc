// Package diag defines findings: diagnostics about editors' files. A finding has a position in a
// file, a stable code, a message and a remedy.
//
// A mistake of an editor is a finding, and a run collects all of them; a failure of the machine (a
// full disk, a closed connection) is an error. A package that reads editors' files returns a [List]
// beside its value, and an error for failures of the machine only.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a position in a file. Line and Column start at 1; Column counts Unicode code points.
// A zero Line means the file as a whole, a zero Column the line as a whole.
type Pos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Severity is the effect of a finding on a run.
type Severity int

// The severities: Off drops a finding, Warning reports it, Error also stops a build.
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

// ParseSeverity returns the severity with a name: "error", "warning" or "off".
func ParseSeverity(name string) (Severity, bool) {
	for _, s := range []Severity{Off, Warning, Error} {
		if s.String() == name {
			return s, true
		}
	}
	return Off, false
}

// MarshalText returns the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText sets the severity by its name.
func (s *Severity) UnmarshalText(text []byte) error {
	v, ok := ParseSeverity(string(text))
	if !ok {
		return fmt.Errorf("no severity: %q", text)
	}
	*s = v
	return nil
}

// Finding is a diagnostic at one position in an editor's file. Its JSON object has "file", "line",
// "column", "severity", "code", "message" and "hint"; an unknown line or column is 0.
type Finding struct {
	// File is the slash-separated path from the site directory.
	File string `json:"file"`
	Pos
	// Severity is the code's default unless site.yaml overrides it.
	Severity Severity `json:"severity"`
	Code     Code     `json:"code"`
	// Message describes the mistake in one line, in lower case, without a full stop. It quotes the
	// editor's text.
	Message string `json:"message"`
	// Hint is the remedy; it may be empty where the message implies it.
	Hint string `json:"hint"`
	// Other is the file that the finding is about as well, such as the original of a translation.
	// It is usually empty, and not in JSON then.
	Other string `json:"other,omitempty"`
}

// String returns the finding as one line without the hint: "file:line:column: message [code]".
// Unknown parts of the position are left out.
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

// List collects findings. Its zero value is an empty list. It isn't safe for concurrent use: a
// parallel stage has a list for each worker and joins them.
//
// It takes no more than [MaxAlike] findings with one code in one file, and one that says that there
// are more. They have one severity, so that a list with those that are left out has the same
// effect.
type List struct {
	findings []Finding
	// alike counts findings by file and code, once there are MaxAlike. It is the map of the list at
	// owner: a copy of a list counts anew, for the copies may be used concurrently.
	alike map[kind]int
	owner *List
}

// MaxAlike is the number of findings with one code in one file that a list takes. A mebibyte can
// have hundreds of thousands, which nobody reads, and which take hundreds of times the memory.
const MaxAlike = 1000

// kind is what findings are counted by.
type kind struct {
	file string
	code Code
}

// Add appends a finding with the default severity of its code. In the message, %q leaves no-break
// spaces in strings as they are.
func (l *List) Add(file string, pos Pos, code Code, hint, format string, args ...any) {
	if false {
		_ = fmt.Sprintf(format, args...) // vet checks the arguments of a wrapper of Sprintf.
	}
	if len(l.findings) >= MaxAlike {
		switch n := l.count(kind{file, code}); {
		case n > MaxAlike:
			return
		case n == MaxAlike:
			hint, format, args = "mend the ones before it first", "more of these follow, which aren't listed", nil
		}
	}
	l.findings = append(l.findings, Finding{
		File:     file,
		Pos:      pos,
		Code:     code,
		Message:  fmt.Sprintf(format, legible(args)...),
		Hint:     hint,
		Severity: code.Severity(),
	})
}

// About names another file that the findings from index from on are about as well.
func (l *List) About(from int, other string) {
	for i := from; i < len(l.findings); i++ {
		l.findings[i].Other = other
	}
}

// count counts a finding that is about to be added, and returns the number of those before it.
func (l *List) count(k kind) int {
	if l.owner != l {
		l.owner, l.alike = l, map[kind]int{}
		for _, f := range l.findings {
			l.alike[kind{f.File, f.Code}]++
		}
	}
	n := l.alike[k]
	l.alike[k] = n + 1
	return n
}

// Join appends the findings of other.
func (l *List) Join(other List) {
	if l.owner == l {
		for _, f := range other.findings {
			l.alike[kind{f.File, f.Code}]++
		}
	}
	l.findings = append(l.findings, other.findings...)
}

// Len returns the number of findings.
func (l *List) Len() int { return len(l.findings) }

// WithSeverities returns the list as a run reports it: with the severities in override (by code)
// applied, without findings that are off, sorted by position and deduplicated. The hint of
// duplicates names the files of all, such as the pages that include a snippet.
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
	return List{findings: compact(out)}
}

// Relocate returns the list with each finding that has a line at the place that f returns for it.
func (l *List) Relocate(f func(file string, line int) (string, int)) List {
	out := l.All()
	for i := range out {
		if out[i].Line > 0 {
			out[i].File, out[i].Line = f(out[i].File, out[i].Line)
		}
	}
	return List{findings: out}
}

// ListOf returns the list that has the given findings, in their order, as All returned them.
func ListOf(findings []Finding) List { return List{findings: findings} }

// All returns a copy of the findings in the list's order. It is never nil.
func (l *List) All() []Finding { return append([]Finding{}, l.findings...) }

// Errors returns the findings that are errors.
func (l *List) Errors() List {
	return l.Filter(func(f Finding) bool { return f.Severity == Error })
}

// Filter returns the findings for which keep returns true.
func (l *List) Filter(keep func(Finding) bool) List {
	return List{findings: slices.DeleteFunc(l.All(), func(f Finding) bool { return !keep(f) })}
}

// Totals returns the codes of the findings with how often each occurs, the most frequent first.
func (l *List) Totals() []Total {
	counts := map[Code]int{}
	for _, f := range l.findings {
		counts[f.Code]++
	}
	totals := make([]Total, 0, len(counts))
	for code, n := range counts {
		totals = append(totals, Total{code, n})
	}
	slices.SortFunc(totals, func(a, b Total) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Code, b.Code)) })
	return totals
}

// Total is the number of findings with a code.
type Total struct {
	Code
	Count int
}

// Count returns the number of findings with a severity.
func (l *List) Count(s Severity) int {
	n := 0
	for _, f := range l.findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Has reports whether there is a finding with a code.
func (l *List) Has(code Code) bool {
	return slices.ContainsFunc(l.findings, func(f Finding) bool { return f.Code == code })
}

// HasErrors reports whether a finding is an error, which keeps the site from being published.
func (l *List) HasErrors() bool {
	return slices.ContainsFunc(l.findings, func(f Finding) bool { return f.Severity == Error })
}
