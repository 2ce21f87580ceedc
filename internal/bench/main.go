// Bench measures builds: of Baken, and of Hugo on an equivalent site where a hugo program is on
// PATH. Run it at the root of the module.
//
//	go run ./internal/bench [-pairs 10000] [-runs 5]
//	go run ./internal/bench dev [-pairs 10000] [-changes 50]
//	go run ./internal/bench generate [-pairs 10000] [-hugo] -out DIR
//
// The first form writes both sites into a temporary directory, builds them by turns and prints what
// each build took; the second measures how soon previews show a change; the third writes a site to
// look at.
//
// Each cold build goes into a directory of its own, and nothing is deleted before the end: a file
// system that has just lost a large tree writes the next one slower.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	switch err := run(ctx, os.Args[1:], os.Stdout); {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	if len(args) > 0 && args[0] == "generate" {
		return generate(args[1:], stdout)
	}
	if len(args) > 0 && args[0] == "dev" {
		return measureDev(ctx, args[1:], stdout)
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	pairs := flags.Int("pairs", 10_000, "`number` of pages of guidance, each in every language")
	runs := flags.Int("runs", 5, "`number` of cold builds of each site")
	if err := parse(flags, args); err != nil {
		return err
	}
	if *pairs < 1 || *runs < 1 || flags.NArg() > 0 {
		return errors.New("give -pairs and -runs numbers above 0, and nothing else")
	}
	dir, err := os.MkdirTemp("", "baken-bench-")
	if err != nil {
		return err
	}
	err = compare(ctx, dir, *pairs, *runs, stdout)
	return errors.Join(err, os.RemoveAll(dir))
}

// errUsage is a command line that can't be understood, which package flag has said already.
var errUsage = errors.New("wrong usage")

func parse(flags *flag.FlagSet, args []string) error {
	err := flags.Parse(args)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		return errUsage
	}
	return err
}
