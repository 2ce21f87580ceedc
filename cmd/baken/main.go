// Baken turns bilingual Markdown guidance into a static portal.
//
// This package is wiring: it reads the command line, calls the stages and prints what they say.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/usage"
)

// Exit codes. Usage follows the convention of the shell's own utilities.
const (
	exitDone    = 0
	exitFailure = 1
	exitUsage   = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks a command to come to an end; a second one ends the process.
	context.AfterFunc(ctx, stop)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr, time.Now)
	stop()
	os.Exit(exitCode(err, os.Stderr))
}

// exitCode prints an error that hasn't been printed, and returns the exit code of the process.
func exitCode(err error, stderr io.Writer) int {
	var misuse usage.Error
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, command.ErrFindings):
		return exitFailure
	case errors.As(err, &misuse):
		fmt.Fprintf(stderr, "baken: %v\n", err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "baken: interrupted")
		return exitFailure
	default:
		fmt.Fprintf(stderr, "baken: %v\n", err)
		return exitFailure
	}
}
