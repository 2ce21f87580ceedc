package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/measure"
)

// part is one of the things that are measured. It adds to the record of a bench.
type part struct {
	name    string
	measure func(*bench, context.Context) error
}

// parts are in the order in which they are measured: the later ones change the sites.
var parts = []part{
	{"cold", (*bench).cold}, {"disk", (*bench).disk}, {"calls", (*bench).calls}, {"growth", (*bench).growth}, {"serve", (*bench).serve},
	{"warm", (*bench).warm}, {"check", (*bench).check}, {"dev", (*bench).dev},
}

// bench is a run.
type bench struct {
	pairs, runs          int
	sizes                []int // of sites, in pairs
	changes, hugoChanges int
	seconds              int
	// memory is a directory, on tmpfs where there is one, and diskDir one on a disk.
	memory, diskDir string
	stdout          io.Writer

	*contest
	record baseline.Record
}

func partNames() string {
	var names []string
	for _, p := range parts {
		names = append(names, p.name)
	}
	return strings.Join(names, ",")
}

// measureAll measures the parts that args name.
func measureAll(ctx context.Context, args []string, stdout io.Writer) (err error) {
	b := &bench{stdout: stdout}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.IntVar(&b.pairs, "pairs", 10_000, "`number` of pages of guidance, each in every language")
	flags.IntVar(&b.runs, "runs", 5, "`number` of runs that each median is of")
	names := flags.String("parts", partNames(), "the `parts` to measure")
	sizes := flags.String("sizes", "100,1000,10000", "`sizes` of sites, in pairs, whose growth is measured; 100000 may be one")
	flags.IntVar(&b.changes, "changes", 50, "`number` of changes of each kind in a preview")
	flags.IntVar(&b.hugoChanges, "hugo-changes", 5, "`number` of changes of each kind that Hugo gets, which takes long")
	flags.IntVar(&b.seconds, "seconds", 5, "`seconds` for which a server is loaded in each run")
	memory := flags.String("memory", "", "`directory` to measure in (default /dev/shm where that is tmpfs)")
	disk := flags.String("disk", "", "`directory` on a disk (default that of temporary files)")
	out := flags.String("out", "", "`file` to write the figures to")
	if err := parse(flags, args); err != nil {
		return err
	}
	if b.sizes, err = numbers(*sizes); err != nil {
		return err
	}
	if b.pairs < 1 || b.runs < 1 || b.changes < 1 || b.hugoChanges < 1 || b.seconds < 1 || flags.NArg() > 0 {
		return errors.New("give numbers above 0, and nothing but flags")
	}
	chosen, err := choose(*names)
	if err != nil {
		return err
	}
	remove, err := b.directories(*memory, *disk)
	defer func() { err = errors.Join(err, remove()) }()
	if err != nil {
		return err
	}
	if err := b.begin(ctx); err != nil {
		return err
	}
	for _, p := range chosen {
		began := time.Now()
		if err := p.measure(b, ctx); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintf(stdout, "(%s: %.0f s)\n\n", p.name, time.Since(began).Seconds())
	}
	if len(b.record.Figures) > 0 {
		fmt.Fprint(stdout, b.record.Goals().Text())
	}
	if *out == "" {
		return nil
	}
	return b.record.Write(*out)
}

// numbers reads numbers above 0 between commas.
func numbers(list string) ([]int, error) {
	var out []int
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q isn't a list of numbers above 0", list)
		}
		out = append(out, n)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// choose returns the parts that a list names, in the order in which they are measured.
func choose(list string) ([]part, error) {
	names := strings.Split(list, ",")
	var chosen []part
	for _, p := range parts {
		if slices.Contains(names, p.name) {
			chosen = append(chosen, p)
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == n }) {
			return nil, fmt.Errorf("there is no part %q; there are %s", n, partNames())
		}
	}
	return chosen, nil
}

// directories makes those to measure in.
func (b *bench) directories(memory, disk string) (remove func() error, err error) {
	var made []string
	remove = func() error {
		var err error
		for _, dir := range made {
			err = errors.Join(err, os.RemoveAll(dir))
		}
		return err
	}
	if memory == "" {
		var ok bool
		if memory, ok = measure.Memory(); !ok {
			memory = os.TempDir()
			fmt.Fprintf(b.stdout, "There is no tmpfs: everything is measured in %s, and the state of the disk is in all values.\n", memory)
		}
	}
	if disk == "" {
		disk = os.TempDir()
	}
	b.record.Method.FileSystem = measure.FileSystem(memory)
	if name := measure.FileSystem(disk); name != "tmpfs" {
		b.record.Method.Disk = name
		if b.diskDir, err = os.MkdirTemp(disk, "baken-bench-"); err != nil {
			return remove, err
		}
		made = append(made, b.diskDir)
	}
	if b.memory, err = os.MkdirTemp(memory, "baken-bench-"); err != nil {
		return remove, err
	}
	made = append(made, b.memory)
	// A worker of nginx may run as somebody else.
	return remove, os.Chmod(b.memory, 0o755)
}

// begin writes the sites, and says what is measured where.
func (b *bench) begin(ctx context.Context) error {
	b.record.Machine = machine(ctx)
	var err error
	if b.contest, err = prepare(ctx, b.memory, b.pairs); err != nil {
		return err
	}
	b.record.Method.Pairs, b.record.Method.Runs = b.pairs, b.runs
	if b.hugo == nil {
		fmt.Fprintln(b.stdout, "No hugo on PATH: it isn't measured. To get it: CGO_ENABLED=0 go install github.com/gohugoio/hugo@v0.165.0")
	}
	b.record.Method.Hugo = b.version
	fmt.Fprintf(b.stdout, "%s\n%d pages with sections and the rest\n\n", &b.record, b.pages)
	return nil
}

// run runs a command in memory and measures it. Where that is a disk after all, writes that an
// earlier command left to the system are finished first.
func (b *bench) run(ctx context.Context, c measure.Command) (measure.Cost, error) {
	if b.record.Method.FileSystem != "tmpfs" {
		measure.FlushWrites()
	}
	return c.Run(ctx)
}

// onDisk does the same on a disk.
func (b *bench) onDisk(ctx context.Context, c measure.Command) (measure.Cost, error) {
	measure.FlushWrites()
	return c.Run(ctx)
}

// table prints a table and keeps it.
func (b *bench) table(t baseline.Table) {
	b.record.Tables = append(b.record.Tables, t)
	fmt.Fprint(b.stdout, t.Text())
}

// figure keeps a figure.
func (b *bench) figure(f baseline.Figure) { b.record.Figures = append(b.record.Figures, f) }

// skip says why something isn't measured.
func (b *bench) skip(reason error) { fmt.Fprintf(b.stdout, "SKIPPED: %v\n", reason) }
