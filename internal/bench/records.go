package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"baken.example/baken/internal/bench/baseline"
)

// Where the baseline and its tables are, from the root of the module.
const (
	baselineFile = "internal/bench/baseline.json"
	figuresPage  = "docs/performance.md"
)

// errWorse is a run that is worse than the baseline.
var errWorse = errors.New("worse than the baseline")

// compareRecords compares a run with the baseline.
func compareRecords(_ context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	name := flags.String("baseline", baselineFile, "`file` to compare with")
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("compare: give the file that a run has written with -out")
	}
	before, err := baseline.Read(*name)
	if err != nil {
		return err
	}
	now, err := baseline.Read(flags.Arg(0))
	if err != nil {
		return err
	}
	c, err := baseline.Compare(before, now)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "baseline: %s\nrun: %s\n\n%s", before, now, c); err != nil {
		return err
	}
	if c.Worse() {
		return errWorse
	}
	return nil
}

// keepRecord makes a run the baseline.
func keepRecord(_ context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("record", flag.ContinueOnError)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("record: give the file that a run has written with -out")
	}
	r, err := baseline.Read(flags.Arg(0))
	if err != nil {
		return err
	}
	if err := r.Write(baselineFile); err != nil {
		return err
	}
	if err := r.WritePage(figuresPage); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s and %s have the figures of %s\n", baselineFile, figuresPage, flags.Arg(0))
	return err
}
