package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// measureDev measures what a preview takes from a saved change to the changed page in a browser's
// hands: of "baken dev", and of Hugo's server on an equivalent site where a hugo program is on
// PATH.
func measureDev(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("dev", flag.ContinueOnError)
	pairs := flags.Int("pairs", 10_000, "`number` of pages of guidance, each in every language")
	changes := flags.Int("changes", 50, "`number` of changes of each kind")
	hugoChanges := flags.Int("hugo-changes", 5, "`number` of changes of each kind that Hugo gets, which takes long")
	if err := parse(flags, args); err != nil {
		return err
	}
	if *pairs < 1 || *changes < 1 || *hugoChanges < 1 || flags.NArg() > 0 {
		return fmt.Errorf("dev: give -pairs, -changes and -hugo-changes numbers above 0, and nothing else")
	}
	dir, err := os.MkdirTemp("", "baken-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := prepare(ctx, dir, *pairs)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d pairs of pages (%d pages with sections and the rest) on %s/%s, %d CPUs, %s\n",
		*pairs, c.pages, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Fprintf(stdout, "From a saved file to the last byte of the changed page, in milliseconds\n\n%-8s %-20s %8s %8s %8s %8s\n",
		"", "change of", "changes", "median", "p95", "most")
	if err := preview(ctx, bakenDev(c), *changes, stdout); err != nil {
		return err
	}
	if c.hugo == nil {
		fmt.Fprintln(stdout, "No hugo on PATH: only Baken is measured.")
		return nil
	}
	fmt.Fprintln(stdout, c.version)
	return preview(ctx, hugoDev(c), *hugoChanges, stdout)
}

// previewer is a preview of a site.
type previewer struct {
	name string
	// site is the site's directory, address what the server listens at.
	site, address string
	command       []string
	// events is where the server tells of changes; "" where the page is asked for again and again
	// instead.
	events string
	kinds  []kind
}

// kind is a kind of change: the n-th one is saved, and shows as a text on a page.
type kind struct {
	name string
	save func(n int) (page, text string, err error)
}

// preview starts a server and makes changes.
func preview(ctx context.Context, p previewer, changes int, stdout io.Writer) error {
	for _, k := range p.kinds {
		// What there is to be changed is there before.
		if _, _, err := k.save(0); err != nil {
			return err
		}
	}
	flushWrites()
	s, err := start(ctx, p)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%-8s %-20s %8s %8.0f\n", p.name, "nothing: the start", "", milliseconds(s.started))
	for _, k := range p.kinds {
		var took []time.Duration
		for n := range changes {
			d, err := s.change(ctx, k, n+1)
			if err != nil {
				return s.end(fmt.Errorf("%s, %s: %w", p.name, k.name, err))
			}
			took = append(took, d)
		}
		slices.Sort(took)
		fmt.Fprintf(stdout, "%-8s %-20s %8d %8.1f %8.1f %8.1f\n", p.name, k.name, len(took),
			milliseconds(percentile(took, 50)), milliseconds(percentile(took, 95)), milliseconds(took[len(took)-1]))
	}
	if err := s.end(nil); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%-8s peak memory %.0f MiB\n", p.name, mebibytes(peakMemory(s.command.ProcessState)))
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// percentile is the value below or at which p percent of the sorted values are (nearest rank).
func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[max(0, (len(sorted)*p+99)/100-1)]
}

// save writes a file as editors do: another takes its place.
func save(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(name+"~", text, 0o666); err != nil {
		return err
	}
	return os.Rename(name+"~", name)
}
