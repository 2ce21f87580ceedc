// Package feedbackcommand is the command feedback, which receives what readers say of pages, and
// reports, exports and removes it.
package feedbackcommand

import (
	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/usage"
)

// Command returns the command feedback.
func Command(s *command.State) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feedback",
		Short: "Report, export and remove what readers say of pages, and receive it",
		Long: `Feedback works with the answers to "Did this page help?". They are in the file feedback.db in the
site's directory, in the SQLite file that --db names, or in the PostgreSQL database whose address is in
the environment variable DATABASE_URL. --db goes before that. docs/feedback.md says more.`,
		Example: `  baken feedback report
  baken feedback export --format csv > answers.csv`,
		Args: usage.KnownCommand,
		RunE: usage.ShowHelp,
	}
	cmd.AddCommand(reportCommand(s), exportCommand(s), purgeCommand(s),
		serveCommand(s), pagesCommand(s))
	return cmd
}
