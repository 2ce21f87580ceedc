package main

import (
	"errors"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/translation/status"
)

func (a *app) translationsCommand() *cobra.Command {
	state := a.translationsStatusCommand()
	cmd := &cobra.Command{
		Use:   "translations",
		Short: "Say which translations are in step, and note that they are",
		Long: `Translations says of every page in every language whether it is in step with the text that it was made
from, as its command status does.`,
		Example: `  baken translations
  baken translations --format html > translations.html
  baken translations accept start`,
		Args: knownCommand,
		RunE: state.RunE,
	}
	cmd.Flags().AddFlagSet(state.Flags())
	cmd.AddCommand(state, a.translationsAcceptCommand())
	return cmd
}

func (a *app) translationsStatusCommand() *cobra.Command {
	format := newChoice("text", "json", "html")
	var flags siteFlags
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
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := a.load(cmd.Context(), flags.options(a))
			if err != nil {
				return err
			}
			if p.Model == nil {
				return a.misread(p.Findings)
			}
			report := status.New(p.Model, p.Criteria, p.Texts)
			switch format.value {
			case "json":
				err = report.WriteJSON(a.stdout)
			case "html":
				code, messages, languageErr := a.siteLanguage(cmd.Context(), lang)
				if languageErr != nil {
					return languageErr
				}
				err = report.WriteHTML(a.stdout, code, messages)
			default:
				err = report.WriteText(a.stdout)
			}
			// A page with errors may be missing from the report.
			if found := p.Findings.Errors(); found.Len() > 0 {
				return errors.Join(err, a.misread(found))
			}
			return err
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&flags.drafts, "drafts", false, "take in drafts, and pages outside their dates")
	format.addFormat(cmd, "how to print it")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the report as html, as its code (default the site's first)")
	return cmd
}
