// Package criteriacommand is the command criteria, which works with the criteria of a site. It
// prints them as sentences, tables and drawings; the packages below it have the other commands.
package criteriacommand

import (
	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/criteriacommand/answers"
	"baken.example/baken/internal/command/criteriacommand/compare"
	"baken.example/baken/internal/command/criteriacommand/measure"
	"baken.example/baken/internal/command/usage"
)

// Command returns the command criteria.
func Command(s *command.State) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "criteria",
		Short: "Prove, try out and print sets of criteria",
		Long: `Criteria works with the sets in content/criteria: their file says what is asked, when each criterion is
met and what comes out. A command that takes a SET may be given none where the site has one set.`,
		Example: `  baken criteria test
  baken criteria table collaboration --format csv > table.csv`,
		Args: usage.KnownCommand,
		RunE: usage.ShowHelp,
	}
	cmd.AddCommand(
		measure.Test(s),
		answers.Eval(s),
		wordsCommand(s),
		tableCommand(s),
		graphCommand(s),
		compare.Command(s),
		measure.Examples(s),
		answers.Try(s),
		measure.Size(s),
	)
	return cmd
}
