package criteriacommand

import (
	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria/words"
)

func wordsCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "markdown", "html")
	var flags sets.Flags
	cmd := &cobra.Command{
		Use:   "words [SET]",
		Short: "Print a set as sentences, each with its legal ground",
		Long: `Words prints in sentences when each criterion is met, when each question is asked and when each outcome is
the result. Beside each stand its anchor, with which a page shows it, and its line in the file.`,
		Example: `  baken criteria words
  baken criteria words collaboration --lang en --format markdown > words.md
  baken criteria words collaboration --date 2030-01-01`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, decisions, err := decided(cmd.Context(), s, args, &flags)
			if err != nil {
				return err
			}
			doc, err := words.New(decisions, v.Words)
			if err != nil {
				return err
			}
			var out []byte
			switch format.String() {
			case "markdown":
				out = []byte(doc.Markdown())
			case "html":
				if out, err = doc.AppendHTML(nil, words.Page{Level: 2}); err == nil {
					out, err = page(v, out)
				}
			default:
				out = []byte(doc.Text())
			}
			return s.Result(out, err)
		},
	}
	flags.Add(s, cmd)
	format.AddFormat(cmd, "how to print the sentences")
	return cmd
}
