// Bench measures Baken: beside Hugo, a bare loop and cp, beside its own cold builds, and beside
// nginx. Run it at the root of the module.
//
//	go run ./internal/bench [-pairs 10000] [-runs 5] [-parts cold,disk,warm,…] [-out FILE]
//	go run ./internal/bench compare [-baseline FILE] FILE
//	go run ./internal/bench record FILE
//	go run ./internal/bench dev [-pairs 10000] [-changes 50]
//	go run ./internal/bench generate [-pairs 10000] [-hugo] -out DIR
//
// The first form measures and prints, and writes what it measured into a file; the second compares
// such a file with the baseline, and fails where a figure is worse; the third makes it the baseline
// and writes its tables into docs/performance.md. The fourth measures previews alone, and the fifth
// writes a site to look at. docs/performance.md says how it measures.
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
	commands := map[string]func(context.Context, []string, io.Writer) error{
		"generate": func(_ context.Context, args []string, stdout io.Writer) error { return generate(args, stdout) },
		"bare":     buildBare,
		"dev": func(ctx context.Context, args []string, stdout io.Writer) error {
			return measureAll(ctx, append([]string{"-parts", "dev"}, args...), stdout)
		},
		"compare": compareRecords,
		"record":  keepRecord,
	}
	if len(args) > 0 {
		if command, ok := commands[args[0]]; ok {
			return command(ctx, args[1:], stdout)
		}
	}
	return measureAll(ctx, args, stdout)
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
