package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/since"
)

// formatFlag is how findings are printed.
type formatFlag string

var formats = []string{"text", "json", "github"}

func (f *formatFlag) Set(s string) error {
	if !slices.Contains(formats, s) {
		return fmt.Errorf("the formats are %s", strings.Join(formats, ", "))
	}
	*f = formatFlag(s)
	return nil
}
func (f *formatFlag) Type() string   { return strings.Join(formats, "|") }
func (f *formatFlag) String() string { return string(*f) }

func (a *app) checkCommand() *cobra.Command {
	format := formatFlag("text")
	var strict bool
	var flags siteFlags
	var elsewhere externalFlags
	var revision string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find every mistake in the content and write nothing",
		Long: `Check reads the whole site, drafts left out, and prints all findings at once: the file, the line and
the column, what is wrong and what to do about it. docs/findings.md has a paragraph on each code.

With --external it also asks other hosts whether what the site links to is still there: one request at a
time for each host, and again only after a week.

With --since it also compares the site with an earlier one: the revision of git that it names, or where the
branch that is checked out left that. Pages that moved or went need an alias at the address they had.

The exit code is 1 when there are errors, or, with --strict, findings of any kind.`,
		Example: `  baken check
  baken check --strict --format github    on a pull request
  baken check --external
  baken check --since origin/main
  baken -C ../site check --date 2030-01-01`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := elsewhere.verify(); err != nil {
				return err
			}
			options := a.dated(cmd.Context(), flags.options(a))
			options.Elsewhere = elsewhere.check
			if cmd.Flags().Changed("since") {
				var err error
				if options.Before, err = a.before(cmd.Context(), revision); err != nil {
					return fmt.Errorf("check --since: %w", err)
				}
			}
			p, err := a.load(options)
			if errors.Is(err, since.ErrNoSite) {
				return fmt.Errorf("check --since %s: %w", revision, err)
			}
			if err != nil {
				return err
			}
			if err := a.external(cmd.Context(), p, elsewhere); err != nil {
				return err
			}
			p.Add(a.misplaced(cmd.Context()))
			failure := p.Render()
			if err := a.print(&p.Findings, string(format)); err != nil {
				return err
			}
			if failure == nil && (p.Findings.HasErrors() || strict && p.Findings.Len() > 0) {
				return errFindings
			}
			return failure
		},
	}
	flags.add(cmd)
	elsewhere.add(cmd)
	cmd.Flags().StringVar(&revision, "since", "", "also find addresses that led somewhere at this revision in git, and lead nowhere now")
	cmd.Flags().Var(&format, "format", "how to print findings")
	cmd.Flags().BoolVar(&strict, "strict", false, "take warnings for errors")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// before returns the site's directory as it was at a revision.
func (a *app) before(ctx context.Context, revision string) (fs.FS, error) {
	repository, err := git.Open(ctx, a.dir)
	if err != nil {
		return nil, err
	}
	return repository.Tree(ctx, revision, "content", ".md", ".yaml")
}

// print writes findings as the result of a command.
func (a *app) print(list *diag.List, format string) error {
	switch format {
	case "json":
		return list.WriteJSON(a.stdout)
	case "github":
		return list.WriteGitHub(a.stdout, filepath.ToSlash(filepath.Clean(a.dir)))
	}
	if err := list.WriteText(a.stdout); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, summary(list))
	return nil
}

// summary counts findings in words.
func summary(list *diag.List) string {
	if list.Len() == 0 {
		return "no findings"
	}
	return count(list.Count(diag.Error), "error") + ", " + count(list.Count(diag.Warning), "warning")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
