package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/criteria/cases"
	"baken.example/baken/internal/criteria/quantity"
)

func (a *app) criteriaTryCommand() *cobra.Command {
	format := newChoice("csv", "json")
	var flags versionFlags
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
		v, err := a.version(cmd.Context(), args[:len(args)-1], &flags)
		if err != nil {
			return err
		}
		return a.try(cmd.Context(), v, cmd.InOrStdin(), args[len(args)-1], format.value)
	}
	flags.add(a, cmd)
	format.addFormat(cmd, "how to print the results")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New("there is no file of cases: it is baken criteria try [SET] CASES.csv")
		}
		return atMostOneArgument(cmd, args[1:])
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, written string) ([]string, cobra.ShellCompDirective) {
		ids, _ := a.completeSet(cmd, args, written)
		return ids, cobra.ShellCompDirectiveDefault
	}
	return cmd
}

// try tries the cases of a file. What comes of them is kept in a temporary file until all have been
// read: where one has a flaw, nothing is printed.
func (a *app) try(ctx context.Context, v *version, in io.Reader, file, format string) error {
	name := "standard input"
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = f, filepath.ToSlash(file)
	}
	proven, err := a.prove(ctx, v)
	if err != nil {
		return err
	}
	why, err := cases.NewReasons(ctx, proven, v.words)
	if err != nil {
		return tooLarge(v, err)
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
	} = cases.NewCSV(kept, v.Set, v.words)
	if format == "json" {
		out = cases.NewJSON(kept, v.Set, v.words)
	}
	days, err := quantity.New(v.words.Lang(), v.messages).Days()
	if err != nil {
		return err
	}
	s, findings, err := cases.Try(ctx, why, in, cases.Source{File: name, Days: days}, out)
	if err != nil {
		return err
	}
	if findings.HasErrors() {
		return a.misread(findings)
	}
	if err := out.Close(); err != nil {
		return err
	}
	if err := v.words.Err(); err != nil {
		return err
	}
	if _, err := kept.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(a.stdout, kept); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "%s; %d without an outcome\n", count(s.Cases, "case"), s.Open)
	if s.Different > 0 {
		fmt.Fprintf(a.stderr, "something else comes of %d of them than they expect: see \"expected\"\n", s.Different)
		return errFindings
	}
	return nil
}
