package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/lastrun"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/picture"
)

func checkCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice(command.Formats()...)
	var strict bool
	var flags cliflag.Site
	var elsewhere externalFlags
	var revision string
	var named caching.Flag
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find every mistake in the content and write nothing",
		Long: `Check reads the whole site, drafts left out, and prints all findings at once: the file, the line and
the column, what is wrong and what to do about it. docs/findings.md has a paragraph on each code.

With --external it also asks other hosts whether what the site links to is still there: one request at a
time for each host, and again only after a week. It asks public addresses only, unless --private is given, and ends
after ten minutes, or the time that --within gives it, with what it knows by then.

With --since it also compares the site with an earlier one: the revision of git that it names, or where the
branch that is checked out left that. Pages that moved or went need an alias at the address they had.

The exit code is 1 when there are errors, or, with --strict, findings of any kind.`,
		Example: `  baken check
  baken check --strict --format github    on a pull request
  baken check --external
  baken check --since origin/main
  baken -C ../site check --date 2030-01-01`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := elsewhere.verify(cmd); err != nil {
				return err
			}
			kept, err := named.Open(cmd.Context(), s, "")
			if err != nil {
				return err
			}
			options := flags.Options(s)
			options.Addresses = elsewhere.check
			misplaced := place.Misplaced(cmd.Context(), s.Dir)
			last := lastrun.OfCheck(s, s.History(cmd.Context()), options, &misplaced, elsewhere.check || cmd.Flags().Changed("since"))
			defer last.Close()
			findings, err := last.RecognizeCheck(cmd.Context())
			if err != nil {
				return err
			}
			if findings != nil {
				return conclude(s, findings, format.String(), strict)
			}
			options.Pictures = kept.Pictures(picture.NewVerifier, s.Stderr)
			if options, err = last.Prepare(cmd.Context(), options); err != nil {
				return err
			}
			var before fs.FS
			if cmd.Flags().Changed("since") {
				var err error
				if before, err = s.ContentAt(cmd.Context(), revision); err != nil {
					return fmt.Errorf("check --since: %w", err)
				}
			}
			p, err := s.LoadThrough(cmd.Context(), options, last.Files)
			if err != nil {
				return err
			}
			if err := p.LookAhead(cmd.Context()); err != nil {
				return err
			}
			if before != nil && p.Model != nil {
				lost, err := audit.LostURLs(cmd.Context(), before, p.Files, p.Model, p.Documents, options.Date)
				if err != nil {
					return fmt.Errorf("check --since %s: %w", revision, err)
				}
				p.Add(lost)
			}
			p.Add(misplaced)
			failure := checkExternal(cmd.Context(), s, p, elsewhere, kept)
			if failure == nil {
				if failure = p.Render(cmd.Context()); errors.Is(failure, context.Canceled) {
					return failure // Further findings may be missing.
				}
			}
			if failure != nil {
				if err := s.Print(&p.Findings, format.String()); err != nil {
					return err
				}
				return failure
			}
			last.Keep(p)
			last.KeepCheck(cmd.Context(), p.Findings)
			return conclude(s, &p.Findings, format.String(), strict)
		},
	}
	flags.Add(cmd)
	flags.AddKeepGoing(cmd)
	named.Add(cmd, caching.Usage)
	elsewhere.add(cmd)
	cmd.Flags().StringVar(&revision, "since", "", "also find addresses that led somewhere at this revision in git, and lead nowhere now")
	format.AddFormat(cmd, "how to print findings")
	cmd.Flags().BoolVar(&strict, "strict", false, "take warnings for errors")
	return cmd
}

// conclude prints findings as the result of a command, and returns an error if they are those of a
// site that isn't to be published.
func conclude(s *command.State, list *diag.List, format string, strict bool) error {
	if err := s.Print(list, format); err != nil {
		return err
	}
	if list.HasErrors() || strict && list.Len() > 0 {
		return command.ErrFindings
	}
	return nil
}
