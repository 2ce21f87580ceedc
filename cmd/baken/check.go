package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/diag"
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
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find every mistake in the content and write nothing",
		Long: `Check reads the whole site, drafts left out, and prints all findings at once: the file, the line and
the column, what is wrong and what to do about it. docs/findings.md has a paragraph on each code.

With --external it also asks other hosts whether what the site links to is still there: one request at a
time for each host, and again only after a week.

The exit code is 1 when there are errors, or, with --strict, findings of any kind.`,
		Example: `  baken check
  baken check --strict --format github    on a pull request
  baken check --external
  baken -C ../site check --date 2030-01-01`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := elsewhere.verify(); err != nil {
				return err
			}
			options := flags.options(a)
			options.Elsewhere = elsewhere.check
			p, err := a.load(options)
			if err != nil {
				return err
			}
			if err := a.external(cmd.Context(), p, elsewhere); err != nil {
				return err
			}
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
	cmd.Flags().Var(&format, "format", "how to print findings")
	cmd.Flags().BoolVar(&strict, "strict", false, "take warnings for errors")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
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
