package main

import (
	"context"
	"errors"
	"fmt"
	"html"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/table"
)

func (a *app) criteriaTableCommand() *cobra.Command {
	format := newChoice("text", "csv", "html")
	var flags versionFlags
	cmd := &cobra.Command{
		Use:   "table [SET]",
		Short: "Print a set as decision tables",
		Long: `Table prints which answers lead to which outcome, and how each criterion is assessed. Exactly one row of
each table holds for complete answers. As CSV all tables are one, for a spreadsheet.`,
		Example: `  baken criteria table
  baken criteria table collaboration --format csv > table.csv
  baken criteria table collaboration --date 2030-01-01`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, decisions, err := a.decided(cmd.Context(), args, &flags)
			if err != nil {
				return err
			}
			doc, err := table.New(decisions, v.words)
			if err != nil {
				return err
			}
			var out []byte
			switch format.value {
			case "csv":
				out, err = doc.CSV()
			case "html":
				doc.Marked = true
				out, err = v.page(doc.AppendHTML(nil, 2, nil))
			default:
				out = []byte(doc.Text())
			}
			return a.result(out, err)
		},
	}
	flags.add(a, cmd)
	format.addFormat(cmd, "how to print the tables")
	return cmd
}

// decided finds the version that a command is about, proves it, and returns it with its decisions.
func (a *app) decided(ctx context.Context, args []string, flags *versionFlags) (*version, *decision.Decisions, error) {
	v, err := a.version(ctx, args, flags)
	if err != nil {
		return nil, nil, err
	}
	proven, err := a.prove(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	decisions, err := decision.New(ctx, proven)
	return v, decisions, err
}

// page puts HTML on a page of its own.
func (v *version) page(body []byte) ([]byte, error) {
	dir, err := v.messages.Text("TextDirection")
	if err != nil {
		return nil, err
	}
	title := html.EscapeString(v.words.Title())
	return fmt.Appendf(nil, "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<meta charset=\"utf-8\">\n<title>%s</title>\n<h1>%s</h1>\n%s\n",
		v.words.Lang(), dir, title, title, body), nil
}

func (a *app) criteriaGraphCommand() *cobra.Command {
	format := newChoice("text", "svg")
	var flags versionFlags
	cmd := &cobra.Command{
		Use:   "graph [SET]",
		Short: "Print how a set comes to its outcome, as steps or as a drawing",
		Long: `Graph prints how the answers lead to an outcome: as steps, each a question and where its answers lead, or
as a drawing of the same. A question is there only where its answer makes a difference to the outcome.`,
		Example: `  baken criteria graph
  baken criteria graph collaboration --format svg > graph.svg`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, decisions, err := a.decided(cmd.Context(), args, &flags)
			if err != nil {
				return err
			}
			drawn, err := flow.New(decisions, v.words)
			if err != nil {
				return err
			}
			out := []byte(drawn.Text())
			if format.value == "svg" {
				if out = drawn.SVG(); out == nil {
					return errors.New("there is nothing to draw here; --format text says why")
				}
				out = append(out, '\n')
			}
			return a.result(out, nil)
		},
	}
	flags.add(a, cmd)
	format.addFormat(cmd, "how to print it")
	return cmd
}

// result writes what a command yields, unless making it failed.
func (a *app) result(out []byte, err error) error {
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(out)
	return err
}
