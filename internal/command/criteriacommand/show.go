package criteriacommand

import (
	"context"
	"errors"
	"fmt"
	"html"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/table"
)

func tableCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "csv", "html")
	var flags sets.Flags
	cmd := &cobra.Command{
		Use:   "table [SET]",
		Short: "Print a set as decision tables",
		Long: `Table prints which answers lead to which outcome, and how each criterion is assessed. Exactly one row of
each table holds for complete answers. As CSV all tables are one, for a spreadsheet.`,
		Example: `  baken criteria table
  baken criteria table collaboration --format csv > table.csv
  baken criteria table collaboration --date 2030-01-01`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, decisions, err := decided(cmd.Context(), s, args, &flags)
			if err != nil {
				return err
			}
			doc, err := table.New(decisions, v.Words)
			if err != nil {
				return err
			}
			var out []byte
			switch format.String() {
			case "csv":
				out, err = doc.CSV()
			case "html":
				doc.Marked = true
				out, err = page(v, doc.AppendHTML(nil, 2, nil))
			default:
				out = []byte(doc.Text())
			}
			return s.Result(out, err)
		},
	}
	flags.Add(s, cmd)
	format.AddFormat(cmd, "how to print the tables")
	return cmd
}

// decided finds the version that a command is about, proves it, and returns it with its decisions.
func decided(ctx context.Context, s *command.State, args []string, flags *sets.Flags) (*sets.Version, *decision.Decisions, error) {
	v, err := sets.Find(ctx, s, args, flags)
	if err != nil {
		return nil, nil, err
	}
	proven, err := v.Prove(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	decisions, err := decision.New(ctx, proven)
	return v, decisions, err
}

// page puts HTML on a page of its own.
func page(v *sets.Version, body []byte) ([]byte, error) {
	dir, err := v.Messages.Text("TextDirection")
	if err != nil {
		return nil, err
	}
	title := html.EscapeString(v.Words.Title())
	return fmt.Appendf(nil, "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<meta charset=\"utf-8\">\n<title>%s</title>\n<h1>%s</h1>\n%s\n",
		v.Words.Lang(), dir, title, title, body), nil
}

func graphCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "svg")
	var flags sets.Flags
	cmd := &cobra.Command{
		Use:   "graph [SET]",
		Short: "Print how a set comes to its outcome, as steps or as a drawing",
		Long: `Graph prints how the answers lead to an outcome: as steps, each a question and where its answers lead, or
as a drawing of the same. A question is there only where its answer makes a difference to the outcome.`,
		Example: `  baken criteria graph
  baken criteria graph collaboration --format svg > graph.svg`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, decisions, err := decided(cmd.Context(), s, args, &flags)
			if err != nil {
				return err
			}
			drawn, err := flow.New(decisions, v.Words)
			if err != nil {
				return err
			}
			out := []byte(drawn.Text())
			if format.String() == "svg" {
				if out = drawn.SVG(); out == nil {
					return errors.New("there is nothing to draw here; --format text says why")
				}
				out = append(out, '\n')
			}
			return s.Result(out, nil)
		},
	}
	flags.Add(s, cmd)
	format.AddFormat(cmd, "how to print it")
	return cmd
}
