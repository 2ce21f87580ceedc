package measure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/examples"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/diag"
)

// coverageOf returns what the examples of a version show, for JSON.
func coverageOf(s *criteria.Set, c *examples.Coverage) coverageJSON {
	out := coverageJSON{Set: s.ID.V, File: s.File, Coverage: *c}
	if !s.ValidFrom.IsZero() {
		out.ValidFrom = s.ValidFrom.Format(time.DateOnly)
	}
	return out
}

// measured returns what the examples of a version show; nil if it is too large to find out.
func measured(ctx context.Context, s *criteria.Set) (*examples.Coverage, error) {
	r, err := examples.Measure(ctx, s)
	var large *symbolic.TooLargeError
	if errors.As(err, &large) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &r.Coverage, nil
}

// coverageText says what examples show, in the line of a version.
func coverageText(c *examples.Coverage) string {
	if c == nil {
		return "; too large to try changes"
	}
	text := fmt.Sprintf("; %d of %s noticed", c.Killed, command.Count(c.Killable, "change"))
	if c.Skipped > 0 {
		text += fmt.Sprintf(" (%d not tried)", c.Skipped)
	}
	return text + fmt.Sprintf(", %d of %s shown alone", c.Exercised, command.Count(c.Parts, "part"))
}

// printTest prints findings as JSON, with what the examples of the versions without errors show:
// {"findings": […], "coverage": [{"set", "valid_from", "file", "examples", "killable", "killed",
// "equivalent", "skipped", "parts", "exercised", "unshown"}]}.
func printTest(s *command.State, findings *diag.List, coverage []coverageJSON) error {
	e := json.NewEncoder(s.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Findings []diag.Finding `json:"findings"`
		Coverage []coverageJSON `json:"coverage"`
	}{findings.All(), coverage})
}
