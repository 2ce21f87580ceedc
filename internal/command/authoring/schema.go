package authoring

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/schema"
)

func schemaCommand(s *command.State) *cobra.Command {
	kinds := schema.Kinds()
	var names []string
	for _, k := range kinds {
		names = append(names, k.Name)
	}
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of a file that editors write",
		Long: `Schema prints a JSON Schema, by which a text editor explains keys and marks mistakes while you type. Without
a NAME it prints which there are. docs/editors.md says how to tell your editor of them.`,
		Example: `  baken schema
  baken schema site > schemas/site.schema.json`,
		Args: usage.AtMostOneArgument,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var words []string
			for _, k := range kinds {
				if len(args) == 0 {
					words = append(words, cobra.CompletionWithDesc(k.Name, k.Title))
				}
			}
			return words, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, k := range kinds {
					if _, err := fmt.Fprintf(s.Stdout, "%-10s%s\n", k.Name, k.Title); err != nil {
						return err
					}
				}
				return nil
			}
			i := slices.Index(names, args[0])
			if i < 0 {
				return usage.Errorf("there is no schema %q%s", args[0], diag.SuggestOrList(args[0], names))
			}
			return s.Result(kinds[i].Text())
		},
	}
}
