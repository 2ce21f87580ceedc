package sets

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
)

// ReadQuietly reads criteria for completion, which has no place for findings.
func ReadQuietly(ctx context.Context, s *command.State) *Sets {
	quiet := *s
	quiet.Stderr = io.Discard
	c, err := Read(ctx, &quiet)
	if err != nil {
		return nil
	}
	return c
}

// Complete returns the completion of the name of a set.
func Complete(s *command.State) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		var ids []string
		if c := ReadQuietly(cmd.Context(), s); c != nil && len(args) == 0 {
			ids = c.ids()
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteLanguage returns the completion of the code of a language.
func CompleteLanguage(s *command.State) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		var codes []string
		if c := ReadQuietly(cmd.Context(), s); c != nil {
			codes = c.Languages
		}
		return codes, cobra.ShellCompDirectiveNoFileComp
	}
}
