package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
)

// TestEveryCommandIsExplained walks the commands: each has a line on what it does, and an example
// that begins with itself.
func TestEveryCommandIsExplained(t *testing.T) {
	s := &command.State{Stdout: io.Discard, Stderr: io.Discard, Now: time.Now}
	n := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		n++
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short description %q", c.CommandPath(), c.Short)
		}
		for line := range strings.Lines(c.Example) {
			if !strings.HasPrefix(line, "  baken ") {
				t.Errorf("%s: example %q", c.CommandPath(), line)
			}
		}
		if !strings.Contains(c.Example, strings.TrimPrefix(c.CommandPath(), "baken ")) && c.HasParent() {
			t.Errorf("%s has no example of itself: %q", c.CommandPath(), c.Example)
		}
		if help := c.UsageString(); !strings.Contains(help, "Examples:\n") {
			t.Errorf("the help of %s shows no example", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(rootCommand(s))
	if n < 10 {
		t.Errorf("only %d commands", n)
	}
}

// TestExamplesAreRight takes each example for a command line, up to the explanation behind it: the
// command exists and has these flags.
func TestExamplesAreRight(t *testing.T) {
	s := &command.State{Stdout: io.Discard, Stderr: io.Discard, Now: time.Now}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			command, _, _ := strings.Cut(strings.TrimSpace(line), "   ")
			command, _, _ = strings.Cut(command, " > ")
			found, rest, err := rootCommand(s).Find(strings.Fields(command)[1:])
			if err != nil {
				t.Errorf("%q: %v", line, err)
				continue
			}
			if err := found.ParseFlags(rest); err != nil {
				t.Errorf("%q: %v", line, err)
			} else if err := found.ValidateArgs(found.Flags().Args()); err != nil {
				t.Errorf("%q: %v", line, err)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(rootCommand(s))
}
