package authoring

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	baken "baken.example/baken"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/scaffold"
	"baken.example/baken/internal/source"
)

func newCommand(s *command.State) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a page or a site",
		Example: `  baken new page collaborate/conditions
  baken new site guidance`,
		Args: usage.KnownCommand,
		RunE: usage.ShowHelp,
	}
	cmd.AddCommand(newPageCommand(s), newSiteCommand(s))
	return cmd
}

func newPageCommand(s *command.State) *cobra.Command {
	return &cobra.Command{
		Use:   "page PATH",
		Short: "Write the files of a new page, one for each language",
		Long: `Page writes content/PATH.LANG.md for each language of the site. A file that is there already is never
overwritten. In a section that lists its pages by date, the page gets today's.`,
		Example: `  baken new page collaborate/conditions
  baken new page collaborate/index      the page of a new section`,
		Args: usage.OneArgument,
		RunE: func(_ *cobra.Command, args []string) error {
			root, err := os.OpenRoot(s.Dir)
			if err != nil {
				return err
			}
			defer root.Close()
			config, findings, err := siteconfig.Load(source.Root(root))
			if err != nil {
				return err
			}
			if findings.HasErrors() {
				findings = findings.WithSeverities(nil)
				return errors.Join(findings.WriteText(s.Stderr), command.ErrFindings)
			}
			files, err := scaffold.Page(args[0], config.Codes(), func(key string) content.Date {
				if content.InList(source.Root(root), key, config.Codes()) {
					return s.Today()
				}
				return content.Date{}
			})
			if err != nil {
				return usage.Error{Err: err}
			}
			return writeFiles(s, s.Dir, files)
		},
	}
}

func newSiteCommand(s *command.State) *cobra.Command {
	known := knownLanguages()
	languages := []string{sourceLanguage()}
	var host string
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: "Write the files of a new site",
		Long: `Site writes the settings and the home page of a new site into a directory, which may be there already.
A file that is there already is never overwritten.

Baken has the words of buttons and labels in ` + listed(known) + `, and
regional forms of these such as ` + known[0] + `-CH. For any other language it writes i18n/active.LANGUAGE.yaml, to be translated:
dev shows the site meanwhile, and strings prints what is left.`,
		Example: `  baken new site guidance
  baken new site guidance --host nginx
  baken new site guidance --languages ` + strings.Join(known[:3], ","),
		Args: usage.OneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			expires := content.Date{Time: s.Now().UTC().AddDate(0, 11, 0)}
			files, err := scaffold.Site(languages, expires)
			if err != nil {
				return usage.Error{Err: err}
			}
			words, err := scaffold.Strings(cmd.Context(), baken.Defaults, languages)
			if err != nil {
				return err
			}
			files = append(files, words...)
			more, err := HostFiles(host)
			if err != nil {
				return err
			}
			files = append(files, more...)
			dir := args[0]
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(s.Dir, dir)
			}
			if err := writeFiles(s, dir, files); err != nil {
				return err
			}
			fmt.Fprintf(s.Stderr, "baken dev -C %s shows it, and baken check -C %[1]s says what is still to be written\n", dir)
			return nil
		},
	}
	addHost(cmd, &host)
	cmd.Flags().StringSliceVar(&languages, "languages", languages, "codes of the site's languages (BCP 47), the default first")
	return cmd
}

// write writes files and prints their paths.
func writeFiles(s *command.State, dir string, files []scaffold.File) error {
	if err := scaffold.Write(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(s.Stdout, filepath.Join(dir, filepath.FromSlash(f.Path)))
	}
	return nil
}

// knownLanguages returns the languages that Baken has UI strings for, sorted.
func knownLanguages() []string {
	files, err := fs.Glob(baken.Defaults, "i18n/active.*.yaml")
	if err != nil {
		panic(err) // The pattern is the one above.
	}
	var codes []string
	for _, f := range files {
		if code, form := message.Named(f); form == "" {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// sourceLanguage returns the language that Baken's UI strings are written in first.
func sourceLanguage() string {
	code, err := message.Source(baken.Defaults)
	if err != nil {
		panic(err) // The file is embedded in the program.
	}
	return code
}

// listed returns words as a list in a sentence.
func listed(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
