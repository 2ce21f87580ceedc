package main

import (
	"context"
	"io"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/cache"
	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/authoring"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand"
	"baken.example/baken/internal/command/feedbackcommand"
	"baken.example/baken/internal/command/usage"
)

// run carries out a command line. Results go to stdout, everything else to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, now func() time.Time) error {
	root := rootCommand(&command.State{Stdout: stdout, Stderr: stderr, Now: now, Program: cache.Program, Tick: snapshot.SourceTick})
	started := false
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !started {
		return usage.Errorf("%w\nRun '%s --help' for usage", err, cmd.CommandPath())
	}
	return err
}

// rootCommand returns the command of which all others are part. It sets the directory of the state.
func rootCommand(s *command.State) *cobra.Command {
	root := &cobra.Command{
		Use:   "baken",
		Short: "Turn bilingual Markdown guidance into a static portal",
		Long: `Baken turns a directory of Markdown guidance, in as many languages as it has, into a static portal.

A site's directory needs only content/. Its own templates/, assets/ and i18n/ go before Baken's,
file by file.`,
		Example: `  baken serve                 read the portal at http://127.0.0.1:8080/
  baken check                 find every mistake in the content
  baken build --out public    write the portal to a directory`,
		Args:          usage.KnownCommand,
		RunE:          usage.ShowHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(s.Stdout)
	root.SetErr(s.Stderr)
	s.Dir = "."
	root.PersistentFlags().VarP((*cliflag.Directory)(&s.Dir), "directory", "C", "the site's directory")
	_ = root.MarkPersistentFlagDirname("directory") // The flag is defined on the line above.
	root.AddCommand(buildCommand(s), checkCommand(s), devCommand(s), serveCommand(s), criteriacommand.Command(s), feedbackcommand.Command(s),
		hostingCommand(s), cleanCommand(s), versionCommand(s))
	root.AddCommand(authoring.Commands(s)...)
	usage.AddHelp(root)
	usage.AddCompletion(root)
	return root
}
