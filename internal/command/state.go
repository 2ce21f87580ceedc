// Package command is what the commands of the command line share: the state that they are given,
// loading a site, and printing findings.
//
// A package of commands exports functions that return them:
//
//	func Command(s *command.State) *cobra.Command
//
// This package imports none of those.
package command

import (
	"fmt"
	"io"
	"time"

	"baken.example/baken/internal/content"
)

// State is the state that the commands share. Dir is set by a flag, so a command reads it when it
// runs, and not when it is made.
type State struct {
	// Stdout takes results, Stderr everything else.
	Stdout, Stderr io.Writer
	Now            func() time.Time
	// Dir is the site's directory.
	Dir string
	// Program returns what identifies the program, for records of its builds. Without it no build
	// is recorded.
	Program func() (string, error)
	// Tick is what the clock of the site's file system may be behind; see package snapshot.
	Tick time.Duration
}

// Today returns the present day in UTC.
func (s *State) Today() content.Date {
	return content.Date{Time: s.Now().UTC().Truncate(24 * time.Hour)}
}

// Day returns the day that a flag names or, if that is zero, today.
func (s *State) Day(named content.Date) content.Date {
	if named.IsZero() {
		return s.Today()
	}
	return named
}

// Result writes what a command yields, unless making it failed.
func (s *State) Result(out []byte, err error) error {
	if err != nil {
		return err
	}
	_, err = s.Stdout.Write(out)
	return err
}

// Count returns a number of things, the plural of whose name ends in s.
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
