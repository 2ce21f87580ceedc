package main

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
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/scaffold"
	"baken.example/baken/internal/source"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a page or a site",
		Example: `  baken new page collaborate/conditions
  baken new site guidance`,
		Args: knownCommand,
		RunE: showHelp,
	}
	cmd.AddCommand(a.newPageCommand(), a.newSiteCommand())
	return cmd
}

func (a *app) newPageCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "page PATH",
		Short: "Write the files of a new page, one for each language",
		Long: `Page writes content/PATH.LANG.md for each language of the site. A file that is there already is never
overwritten. In a section that lists its pages by date, the page gets today's.`,
		Example: `  baken new page collaborate/conditions
  baken new page collaborate/index      the page of a new section`,
		Args: oneArgument,
		RunE: func(_ *cobra.Command, args []string) error {
			root, err := os.OpenRoot(a.dir)
			if err != nil {
				return err
			}
			defer root.Close()
			config, findings, err := content.LoadConfig(source.Root(root))
			if err != nil {
				return err
			}
			if findings.HasErrors() {
				findings = findings.WithSeverities(nil)
				return errors.Join(findings.WriteText(a.stderr), errFindings)
			}
			files, err := scaffold.Page(args[0], config.Codes(), func(key string) content.Date {
				if content.InList(source.Root(root), key, config.Codes()) {
					return a.day(dateFlag{})
				}
				return content.Date{}
			})
			if err != nil {
				return usageError{err}
			}
			return a.write(a.dir, files)
		},
	}
}

func (a *app) newSiteCommand() *cobra.Command {
	languages := defaultLanguages()
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: "Write the files of a new site",
		Long: `Site writes the settings and the home page of a new site into a directory, which may be there already.
A file that is there already is never overwritten. Languages that Baken has no UI strings for need an
i18n/active.LANG.yaml of the site's own; check says what must be in it.`,
		Example: `  baken new site guidance
  baken new site guidance --languages ` + strings.Join(languages, ","),
		Args: oneArgument,
		RunE: func(_ *cobra.Command, args []string) error {
			expires := content.Date{Time: a.now().UTC().AddDate(0, 11, 0)}
			files, err := scaffold.Site(languages, expires)
			if err != nil {
				return usageError{err}
			}
			dir := args[0]
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(a.dir, dir)
			}
			return a.write(dir, files)
		},
	}
	cmd.Flags().StringSliceVar(&languages, "languages", languages, "codes of the site's languages (BCP 47), the default first")
	return cmd
}

// write writes files and prints their paths.
func (a *app) write(dir string, files []scaffold.File) error {
	if err := scaffold.Write(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, filepath.Join(dir, filepath.FromSlash(f.Path)))
	}
	return nil
}

// defaultLanguages are those that Baken has UI strings for.
func defaultLanguages() []string {
	files, err := fs.Glob(baken.Defaults, "i18n/active.*.yaml")
	if err != nil {
		panic(err) // The pattern is the one above.
	}
	var codes []string
	for _, f := range files {
		codes = append(codes, strings.TrimSuffix(strings.TrimPrefix(f, "i18n/active."), ".yaml"))
	}
	slices.Sort(codes)
	return codes
}
