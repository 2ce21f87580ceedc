package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/translation"
)

func (a *app) translationsAcceptCommand() *cobra.Command {
	var from string
	var date dateFlag
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
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := a.load(pipeline.Options{Date: a.day(date), Drafts: true})
			if err != nil {
				return err
			}
			if p.Model == nil {
				return a.misread(p.Findings)
			}
			s := acceptance{Site: p.Model, dir: a.dir, from: from, broken: map[string]bool{}}
			findings := p.Findings.Errors()
			for _, f := range findings.All() {
				s.broken[f.File] = true
			}
			if err := s.choose(args); err != nil {
				return a.explainRefusal(err, &findings)
			}
			return a.accept(&s)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "language that the pages were made from, as its code")
	cmd.Flags().Var(&date, "date", "read the site as of this day (default today, UTC)")
	return cmd
}

// brokenFile is a file that can't be accepted because of errors in it.
type brokenFile struct{ file string }

func (b brokenFile) Error() string { return b.file + " has errors: nothing was written" }

// explainRefusal prints the errors of a file that keep it from being accepted.
func (a *app) explainRefusal(err error, findings *diag.List) error {
	broken, ok := errors.AsType[brokenFile](err)
	if !ok {
		return err
	}
	of := findings.Only(func(f diag.Finding) bool { return f.File == broken.file })
	return errors.Join(of.WriteText(a.stderr), err)
}

// accept writes the notes: all of them, or none if one can't be written.
func (a *app) accept(s *acceptance) error {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var changes []rewrite
	for i, p := range s.chosen {
		r, err := readForRewrite(root, p.File)
		if err != nil {
			return err
		}
		note := translation.New(s.Compared(s.originals[i]), s.Compared(p))
		after, findings, err := content.Note(p.File, r.before, note)
		if err == nil && findings.HasErrors() {
			err = errors.Join(findings.WriteText(a.stderr), brokenFile{p.File})
		}
		if err != nil {
			return err
		}
		r.after = after
		changes = append(changes, r)
	}
	for i, r := range changes {
		what := "made from " + s.originals[i].File
		if bytes.Equal(r.before, r.after) {
			fmt.Fprintf(a.stdout, "%s: %s, as noted before\n", r.name, what)
			continue
		}
		if err := r.write(root); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s: %s\n", r.name, what)
	}
	return nil
}
