// Package compare is the command criteria diff, which says who is affected by a change of a set.
package compare

import (
	"errors"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/command/usage"
)

// Command returns the command criteria diff.
func Command(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "markdown", "html", "json")
	var since, lang string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW | diff [SET] --since REVISION",
		Short: "Print who is affected by a change of a set",
		Long: `Diff compares two versions of a set for every possible set of answers. It prints who gets another result or
another assessment, which share of the possible answers that is, an example with as few answers as possible, and
all of those answers as a table in which each occurs once; then what is asked otherwise, what was added or
removed, and which texts changed. Where only wording differs it says so.

OLD and NEW are each a file, or a version of a set of the site by a day on which it is in force:
SET@2026-08-14, or @2026-08-14 where the site has one set.

With --since it compares the files of the site with those at a revision of git, or where the branch that is
checked out left that: each version of SET, or of all sets, whose file differs. A version that is new is
compared with the one before it. docs/criteria.md describes the formats.`,
		Example: `  baken criteria diff collaboration@2026-08-14 collaboration@2026-08-15
  baken criteria diff old.yaml content/criteria/collaboration.yaml
  baken criteria diff --since origin/main --format markdown`,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("since") {
				return usage.AtMostOneArgument(cmd, args)
			}
			if len(args) != 2 {
				return errors.New("name two files or versions to compare, or a revision with --since")
			}
			return nil
		},
		ValidArgsFunction: sets.Complete(s),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := sets.Read(cmd.Context(), s)
			if err != nil {
				return err
			}
			if lang, err = c.Language(lang); err != nil {
				return err
			}
			var pairs []compared
			if cmd.Flags().Changed("since") {
				pairs, err = changedSince(cmd.Context(), s, c, since, args)
			} else {
				pairs, err = twoSides(s, c, args[0], args[1])
			}
			if err != nil {
				return err
			}
			all, err := reports(cmd.Context(), s, c, pairs, lang)
			if err != nil {
				return err
			}
			write := map[string]func() ([]byte, error){"text": all.Text, "markdown": all.Markdown, "json": all.JSON,
				"html": func() ([]byte, error) { return all.HTML(lang) }}[format.String()]
			out, err := write()
			return s.Result(out, err)
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "compare with this revision in git")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the texts, as its code (default the site's first)")
	_ = cmd.RegisterFlagCompletionFunc("lang", sets.CompleteLanguage(s))
	format.AddFormat(cmd, "how to print it")
	return cmd
}
