package authoring

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/translation/accept"
)

func translationsAcceptCommand(s *command.State) *cobra.Command {
	var from string
	var date cliflag.Date
	cmd := &cobra.Command{
		Use:   "accept PAGE...",
		Short: "Note that a translation says what its original says now",
		Long: `Accept notes in the front matter of a translation of which text it is the translation: a fingerprint of the
title, the description and each section. When one of these changes, check says that the translation is stale and
which section to look at. Nothing else in the file changes.

PAGE is a file, content/start.LANG.md, or a page in all its languages, start. A file is noted to be made from:
the language of --from; else the one that it notes already; else the site's first language; else, if it is in that
language itself, the only other language that the page has. For a page every version is noted but those that others are
made from. What differs in structure between the two is accepted with it.`,
		Example: `  baken translations accept content/start.LANG.md
  baken translations accept start assessment/mandate
  baken translations accept start --from LANG`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name at least one page or file, such as start or content/start.LANG.md")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := s.Load(cmd.Context(), pipeline.Options{Date: s.Day(date.Date), Today: s.Today(), Drafts: true})
			if err != nil {
				return err
			}
			if p.Model == nil {
				return s.Misread(p.Findings)
			}
			return acceptPages(s, accept.Request{Site: p.Model, Findings: p.Findings, Dir: s.Dir, From: from, Pages: args})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "language that the pages were made from, as its code")
	cmd.Flags().Var(&date, "date", "read the site as of this day (default today, UTC)")
	return cmd
}

// accept records translations and prints what was recorded.
func acceptPages(s *command.State, r accept.Request) error {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	results, err := accept.Record(root, r)
	for _, result := range results {
		tail := ""
		if !result.Changed {
			tail = ", as noted before"
		}
		fmt.Fprintf(s.Stdout, "%s: made from %s%s\n", result.File, result.Original, tail)
	}
	if _, ok := errors.AsType[*accept.UsageError](err); ok {
		return usage.Error{Err: err}
	}
	if broken, ok := errors.AsType[*accept.FileError](err); ok {
		return errors.Join(broken.Findings.WriteText(s.Stderr), err)
	}
	return err
}
