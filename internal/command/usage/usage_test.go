package usage_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command/usage"
)

// TestArguments gives commands arguments that they take, and others that they don't. Those are
// refused with the name that is wrong, and where there is a similar one with that.
func TestArguments(t *testing.T) {
	root := func() *cobra.Command {
		ran := func(*cobra.Command, []string) error { return nil }
		root := &cobra.Command{Use: "tool", Args: usage.KnownCommand, RunE: usage.ShowHelp, SilenceErrors: true, SilenceUsage: true}
		root.AddCommand(
			&cobra.Command{Use: "none", Args: usage.NoArguments, RunE: ran},
			&cobra.Command{Use: "one NAME", Args: usage.OneArgument, RunE: ran},
			&cobra.Command{Use: "few [NAME]", Args: usage.AtMostOneArgument, RunE: ran},
		)
		usage.AddHelp(root)
		usage.AddCompletion(root)
		root.SetOut(io.Discard)
		root.SetErr(io.Discard)
		return root
	}
	for _, c := range []struct{ line, want string }{
		{"none", ""}, {"one x", ""}, {"few", ""}, {"few x", ""}, {"help", ""}, {"help one", ""}, {"help completion bash", ""}, {"completion bash", ""},
		{"none x", `tool none takes flags only, not "x"`},
		{"one", "0 arguments given: it is tool one NAME"},
		{"one x y", "2 arguments given: it is tool one NAME"},
		{"few x y", "2 arguments given: it is tool few [NAME]"},
		{"nune", `tool has no command "nune"`},
		{"nune", `"none"`},
		{"help nune", `tool has no command "nune"`},
		{"completion nune", `tool completion has no command "nune"`},
	} {
		cmd := root()
		cmd.SetArgs(strings.Fields(c.line))
		err := cmd.ExecuteContext(t.Context())
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.line, err, c.want)
		}
	}
}

// TestError holds that an error in the command line is found below others, and what it wraps too.
func TestError(t *testing.T) {
	err := errors.Join(io.EOF, usage.Errorf("name it: %w", context.Canceled))
	if found, ok := errors.AsType[usage.Error](err); !ok || found.Error() != "name it: context canceled" || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %t", found, ok)
	}
}
