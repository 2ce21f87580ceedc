package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/audit"
	buildcache "baken.example/baken/internal/cache"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// formats are the output formats of findings.
var formats = []string{"text", "json", "github"}

func (a *app) checkCommand() *cobra.Command {
	format := newChoice(formats...)
	var strict bool
	var flags siteFlags
	var elsewhere externalFlags
	var revision string
	var named cacheFlag
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
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := elsewhere.verify(cmd); err != nil {
				return err
			}
			kept, err := a.openCache(cmd.Context(), named, "")
			if err != nil {
				return err
			}
			h := a.history(cmd.Context())
			options := flags.options(a)
			options.Addresses = elsewhere.check
			misplaced := a.misplaced(cmd.Context())
			last := a.lastCheck(h, options, &misplaced, elsewhere.check || cmd.Flags().Changed("since"))
			findings, err := last.recognizeCheck(cmd.Context())
			if err != nil {
				return err
			}
			if findings != nil {
				return a.report(findings, format.value, strict)
			}
			last.begin(cmd.Context())
			options = h.date(cmd.Context(), options, ".")
			options.Pictures = a.pictures(picture.NewVerifier, kept)
			var before fs.FS
			if cmd.Flags().Changed("since") {
				var err error
				if before, err = a.before(cmd.Context(), revision); err != nil {
					return fmt.Errorf("check --since: %w", err)
				}
			}
			p, err := a.loadThrough(cmd.Context(), options, last.files)
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
			failure := a.external(cmd.Context(), p, elsewhere, kept)
			if failure == nil {
				if failure = p.Render(cmd.Context()); errors.Is(failure, context.Canceled) {
					return failure // Further findings may be missing.
				}
			}
			if failure != nil {
				if err := a.print(&p.Findings, format.value); err != nil {
					return err
				}
				return failure
			}
			last.keep(cmd.Context(), &buildcache.Build{Findings: p.Findings})
			return a.report(&p.Findings, format.value, strict)
		},
	}
	flags.add(cmd)
	flags.addKeepGoing(cmd)
	named.add(cmd, cacheUsage)
	elsewhere.add(cmd)
	cmd.Flags().StringVar(&revision, "since", "", "also find addresses that led somewhere at this revision in git, and lead nowhere now")
	format.addFormat(cmd, "how to print findings")
	cmd.Flags().BoolVar(&strict, "strict", false, "take warnings for errors")
	return cmd
}

// lastCheck returns the last check of the site. One that looks elsewhere, at other hosts or earlier
// revisions, is never recognized.
func (a *app) lastCheck(h *history, o pipeline.Options, misplaced *diag.List, elsewhere bool) *lastRun {
	if elsewhere {
		return a.lastRun(nil, h, "", o, "")
	}
	return a.lastRun(a.records(""), h, "check", o, fmt.Sprintf("%#v", misplaced.All()))
}

// recognizeCheck returns the findings of the last check, or nil if that wasn't one of the same site
// with the same options.
func (l *lastRun) recognizeCheck(ctx context.Context) (*diag.List, error) {
	record, stamped, err := l.recall(ctx)
	if err != nil || record == nil {
		return nil, err
	}
	l.renew(record, stamped)
	return &record.Findings, nil
}

// report prints findings as the result of a command, and returns an error if they are those of a
// site that isn't to be published.
func (a *app) report(list *diag.List, format string, strict bool) error {
	if err := a.print(list, format); err != nil {
		return err
	}
	if list.HasErrors() || strict && list.Len() > 0 {
		return errFindings
	}
	return nil
}

// before returns the site's directory at a revision.
func (a *app) before(ctx context.Context, revision string) (fs.FS, error) {
	repository, err := git.Open(ctx, a.dir)
	if err != nil {
		return nil, err
	}
	return repository.Tree(ctx, revision, source.ContentDir, ".md", ".yaml")
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
	fmt.Fprintln(a.stderr, summary(list)+totals(list))
	return nil
}

// totals lists how many findings there are with each code, if there are several codes, so that the
// few that matter aren't lost among many of one kind.
func totals(list *diag.List) string {
	all := list.Totals()
	if len(all) < 2 {
		return ""
	}
	var b strings.Builder
	for _, t := range all {
		fmt.Fprintf(&b, "\n%7d %s", t.Count, t.Code)
	}
	return b.String()
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
