package command

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// ErrFindings ends a run whose findings have been printed already.
var ErrFindings = errors.New("there are errors")

// Formats returns the formats in which [State.Print] writes findings, the default first.
func Formats() []string { return []string{"text", "json", "github"} }

// Print writes findings as the result of a command.
func (s *State) Print(list *diag.List, format string) error {
	switch format {
	case "json":
		return list.WriteJSON(s.Stdout)
	case "github":
		return list.WriteGitHub(s.Stdout, filepath.ToSlash(filepath.Clean(s.Dir)))
	}
	if err := list.WriteText(s.Stdout); err != nil {
		return err
	}
	fmt.Fprintln(s.Stderr, summary(list)+totals(list))
	return nil
}

// Misread prints the errors that keep a command from having a result, and returns [ErrFindings].
func (s *State) Misread(findings diag.List) error {
	errs := findings.Errors()
	return errors.Join(errs.WriteText(s.Stderr), ErrFindings)
}

// nothing returns the error of a command that publishes nothing because of findings, which have
// been printed.
func (s *State) nothing(p *pipeline.Result) error {
	fmt.Fprintln(s.Stderr, summary(&p.Findings)+": nothing was written")
	return ErrFindings
}

// totals lists how many findings there are with each code, if there are several codes, so that the
// few that matter aren't lost among many of one kind.
func totals(list *diag.List) string {
	all := list.Totals()
	if len(all) < 2 {
		return ""
	}
	var b strings.Builder
	for _, t := range all {
		fmt.Fprintf(&b, "\n%7d %s", t.Count, t.Code)
	}
	return b.String()
}

// summary counts findings in words.
func summary(list *diag.List) string {
	if list.Len() == 0 {
		return "no findings"
	}
	return Count(list.Count(diag.Error), "error") + ", " + Count(list.Count(diag.Warning), "warning")
}
