package authoring

import (
	"errors"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/translation/status"
)

func translationsCommand(s *command.State) *cobra.Command {
	state := translationsStatusCommand(s)
	cmd := &cobra.Command{
		Use:   "translations",
		Short: "Say which translations are in step, and note that they are",
		Long: `Translations says of every page in every language whether it is in step with the text that it was made
from, as its command status does.`,
		Example: `  baken translations
  baken translations --format html > translations.html
  baken translations accept start`,
		Args: usage.KnownCommand,
		RunE: state.RunE,
	}
	cmd.Flags().AddFlagSet(state.Flags())
	cmd.AddCommand(state, translationsAcceptCommand(s))
	return cmd
}

func translationsStatusCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "json", "html")
	var flags cliflag.Site
	var lang string
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say of each page and language whether it is in step",
		Long: `Status says of every page in every language whether it is missing, unpublished, stale (the text that it was
made from has changed since), drifted (it isn't made up as the other is, or its facts differ), unrecorded (made up the same, but
nobody has noted that it says the same), in step, or the original; and which sections aren't in step. The files of criteria and the glossary follow the
pages: they are drifted where amounts, dates or other facts differ between their languages.

The exit code is 0 whatever it says. It is check --strict that fails: on stale and drifted pages, and on a
language with fewer pages in step than translations: in_step in site.yaml asks for.`,
		Example: `  baken translations status
  baken translations status --format json
  baken translations status --drafts --format html > translations.html`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := s.Load(cmd.Context(), flags.Options(s))
			if err != nil {
				return err
			}
			if p.Model == nil {
				return s.Misread(p.Findings)
			}
			report := status.New(p.Model, p.Criteria, p.Texts)
			switch format.String() {
			case "json":
				err = report.WriteJSON(s.Stdout)
			case "html":
				code, messages, languageErr := s.Language(cmd.Context(), lang)
				if languageErr != nil {
					return languageErr
				}
				err = report.WriteHTML(s.Stdout, code, messages)
			default:
				err = report.WriteText(s.Stdout)
			}
			// A page with errors may be missing from the report.
			if found := p.Findings.Errors(); found.Len() > 0 {
				return errors.Join(err, s.Misread(found))
			}
			return err
		},
	}
	flags.Add(cmd)
	flags.AddDrafts(cmd)
	format.AddFormat(cmd, "how to print it")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the report as html, as its code (default the site's first)")
	return cmd
}
