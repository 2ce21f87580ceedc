package measure

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria/examples"
)

// Examples returns the command criteria examples.
func Examples(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "json")
	var flags sets.Flags
	var suggest bool
	cmd := &cobra.Command{
		Use:   "examples [SET]",
		Short: "Say what the examples of a set leave open, and suggest others",
		Long: `Examples says how well the examples of a set hold it: how many small changes of its conditions at least one
of them would notice, and how many parts of the conditions decide on their own in some of them. It lists the
changes that nobody would notice.

With --suggest it prints examples that close the gap, as YAML to put below the others in the set's file. Their
outcome and verdicts are what the conditions say now: confirm each one or correct it before you put it there.`,
		Example: `  baken criteria examples
  baken criteria examples collaboration --suggest
  baken criteria examples collaboration --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := sets.Find(cmd.Context(), s, args, &flags)
			if err != nil {
				return err
			}
			if _, err := v.Prove(cmd.Context(), s); err != nil {
				return err
			}
			report, err := examples.Measure(cmd.Context(), v.Set)
			if err != nil {
				return v.TooLarge(err)
			}
			if !suggest {
				if format.String() == "json" {
					out, err := json.MarshalIndent(examplesJSON(v, report), "", "  ")
					return s.Result(append(out, '\n'), err)
				}
				return s.Result([]byte(examplesText(v, report)), nil)
			}
			suggestions, least, err := report.Suggest(cmd.Context())
			if err != nil {
				return v.TooLarge(err)
			}
			if format.String() == "json" {
				out, err := examples.JSON(v.Set, suggestions, least, v.Words)
				return s.Result(out, err)
			}
			if len(suggestions) == 0 {
				fmt.Fprintf(s.Stderr, "the examples of %s show all that examples can: there is none to suggest\n", v.File)
				return nil
			}
			fmt.Fprintf(s.Stderr, "%s for %s; at least %d are needed. They say what the conditions say now: confirm or correct each one\n",
				command.Count(len(suggestions), "example"), v.File, least)
			out, err := examples.YAML(v.Set, suggestions, v.Words)
			return s.Result(out, err)
		},
	}
	flags.Add(s, cmd)
	cmd.Flags().BoolVar(&suggest, "suggest", false, "print the examples that are missing, as YAML")
	format.AddFormat(cmd, "how to print the result")
	return cmd
}

// examplesText writes what examples show and leave open for people.
func examplesText(v *sets.Version, r *examples.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s\n\n", v.ID.V, firstDay(v.Set), command.Count(r.Examples, "example"))
	fmt.Fprintf(&b, "changes noticed: %d of %d\n", r.Killed, r.Killable)
	fmt.Fprintf(&b, "parts that decide on their own: %d of %d\n", r.Exercised, r.Parts)
	if r.Skipped > 0 {
		fmt.Fprintf(&b, "changes not looked at, as that takes too many steps: %d\n", r.Skipped)
	}
	if len(r.Alive) > 0 {
		b.WriteString("\nno example notices these changes:\n")
	}
	for _, m := range r.Alive {
		fmt.Fprintf(&b, "  %s:%s\n", v.File, m)
	}
	if len(r.Missing) > 0 {
		b.WriteString("\nno example shows that this alone decides:\n")
	}
	for _, line := range examples.Lines(v.Set, r.Missing, v.Words) {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	if len(r.Alive)+len(r.Missing) > 0 {
		b.WriteString("\n--suggest prints the examples that are missing\n")
	}
	return b.String()
}

// coverageJSON is what the examples of a version show, as JSON.
type coverageJSON struct {
	Set       string `json:"set"`
	ValidFrom string `json:"valid_from,omitempty"`
	File      string `json:"file"`
	examples.Coverage
}

func examplesJSON(v *sets.Version, r *examples.Report) any {
	out := struct {
		coverageJSON
		Alive []string `json:"alive"`
	}{coverageOf(v.Set, &r.Coverage), []string{}}
	for _, m := range r.Alive {
		out.Alive = append(out.Alive, m.String())
	}
	return out
}
