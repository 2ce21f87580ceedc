package authoring

import (
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	baken "baken.example/baken"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/message/worklist"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

func stringsCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "json")
	cmd := &cobra.Command{
		Use:   "strings LANGUAGE",
		Short: "Print the strings that a language lacks",
		Long: `Strings prints the words of buttons and labels that a language of the site lacks, each with its text in the
language that Baken's own are written in first, and with where it is shown. A string of which only plural forms
are missing is printed with these.

What it prints can be appended to the language's file, with >> i18n/active.LANGUAGE.yaml. Its lines are comments:
translate a string, take away its #, and it counts. After an upgrade of Baken it prints just what is new. The language needn't be in site.yaml yet.

The exit code is 0 if nothing is missing, and 1 if something is.`,
		Example: `  baken strings sv
  baken strings sv --format json`,
		Args: usage.OneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, err := os.OpenRoot(s.Dir)
			if err != nil {
				return err
			}
			defer root.Close()
			site := source.Root(root)
			lang, err := languageOf(site, args[0])
			if err != nil {
				return err
			}
			catalog, findings, err := pipeline.Strings(cmd.Context(), site, baken.Defaults, lang)
			if err != nil {
				return err
			}
			// With other errors, strings that are there would be taken for missing.
			others := findings.WithSeverities(map[diag.Code]diag.Severity{diag.StringMissing: diag.Off, diag.StringPlural: diag.Off})
			if others.HasErrors() {
				return s.Misread(others)
			}
			list, err := worklist.New(baken.Defaults, catalog, lang.Code)
			if err != nil {
				return err
			}
			return printStrings(s, list, format.String())
		},
	}
	format.AddFormat(cmd, "how to print them")
	return cmd
}

// languageOf returns a language in the form of address that the site chose for it, if any.
func languageOf(site fs.FS, code string) (message.Language, error) {
	if tag, err := language.Parse(code); err != nil || tag.String() != code {
		return message.Language{}, usage.Errorf("%q isn't a language code (BCP 47), such as en or pt-BR", code)
	}
	config, _, err := siteconfig.Load(site) // Its findings are for check.
	if err != nil {
		return message.Language{}, err
	}
	for _, l := range pipeline.Languages(config) {
		if l.Code == code {
			return l, nil
		}
	}
	return message.Language{Code: code}, nil
}

// printStrings prints a list of strings, and returns command.ErrFindings if there are any.
func printStrings(s *command.State, list *worklist.List, format string) error {
	if format == "json" {
		if err := list.WriteJSON(s.Stdout); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(s.Stderr, "%d of %d strings are missing in %s\n", len(list.Items), list.Of, list.Language)
		if err := list.WriteYAML(s.Stdout); err != nil {
			return err
		}
	}
	if len(list.Items) > 0 {
		return command.ErrFindings
	}
	return nil
}
