package answers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/criteria/cases"
	"baken.example/baken/internal/criteria/quantity"
)

// Try returns the command criteria try.
func Try(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("csv", "json")
	var flags sets.Flags
	cmd := &cobra.Command{
		Use:   "try [SET] CASES.csv",
		Short: "Say what comes of a spreadsheet of cases",
		Long: `Try reads cases from a file that a spreadsheet program saved as CSV, and prints them with the outcome, the
verdicts and their reasons. The first row of the file names the columns: the ids of questions and, if there are
any, "case" for a name, and "outcome" and "criteria.ID" for what is expected. Cells hold ids of options, with +
between several, or values; an empty cell is no answer. - reads standard input.

Where a column, a cell or a case is wrong, nothing is printed but what to mend. The exit code is 1 then, and if
something else comes of a case than it expects: the column "expected" says what.`,
		Example: `  baken criteria try cases.csv > results.csv
  baken criteria try collaboration cases.csv --format json`,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		v, err := sets.Find(cmd.Context(), s, args[:len(args)-1], &flags)
		if err != nil {
			return err
		}
		return try(cmd.Context(), s, v, cmd.InOrStdin(), args[len(args)-1], format.String())
	}
	flags.Add(s, cmd)
	format.AddFormat(cmd, "how to print the results")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New("there is no file of cases: it is baken criteria try [SET] CASES.csv")
		}
		return usage.AtMostOneArgument(cmd, args[1:])
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, written string) ([]string, cobra.ShellCompDirective) {
		ids, _ := sets.Complete(s)(cmd, args, written)
		return ids, cobra.ShellCompDirectiveDefault
	}
	return cmd
}

// try tries the cases of a file. What comes of them is kept in a temporary file until all have been
// read: where one has a flaw, nothing is printed.
func try(ctx context.Context, s *command.State, v *sets.Version, in io.Reader, file, format string) error {
	name := "standard input"
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = f, filepath.ToSlash(file)
	}
	proven, err := v.Prove(ctx, s)
	if err != nil {
		return err
	}
	why, err := cases.NewReasons(ctx, proven, v.Words)
	if err != nil {
		return v.TooLarge(err)
	}
	kept, err := os.CreateTemp("", "baken-cases-")
	if err != nil {
		return err
	}
	defer os.Remove(kept.Name())
	defer kept.Close()
	var out interface {
		cases.Writer
		Close() error
	} = cases.NewCSV(kept, v.Set, v.Words)
	if format == "json" {
		out = cases.NewJSON(kept, v.Set, v.Words)
	}
	days, err := quantity.New(v.Words.Lang(), v.Messages).Days()
	if err != nil {
		return err
	}
	tried, findings, err := cases.Try(ctx, why, in, cases.Source{File: name, Days: days}, out)
	if err != nil {
		return err
	}
	if findings.HasErrors() {
		return s.Misread(findings)
	}
	if err := out.Close(); err != nil {
		return err
	}
	if err := v.Words.Err(); err != nil {
		return err
	}
	if _, err := kept.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(s.Stdout, kept); err != nil {
		return err
	}
	fmt.Fprintf(s.Stderr, "%s; %d without an outcome\n", command.Count(tried.Cases, "case"), tried.Open)
	if tried.Different > 0 {
		fmt.Fprintf(s.Stderr, "something else comes of %d of them than they expect: see \"expected\"\n", tried.Different)
		return command.ErrFindings
	}
	return nil
}
