package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/named"
	"baken.example/baken/internal/source"
)

func criteriaCommand(s *command.State) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "criteria",
		Short: "Prove, try out and print sets of criteria",
		Long: `Criteria works with the sets in content/criteria: their file says what is asked, when each criterion is
met and what comes out. A command that takes a SET may be given none where the site has one set.`,
		Example: `  baken criteria test
  baken criteria table collaboration --format csv > table.csv`,
		Args: usage.KnownCommand,
		RunE: usage.ShowHelp,
	}
	cmd.AddCommand(
		criteriaTestCommand(s),
		criteriaEvalCommand(s),
		criteriaWordsCommand(s),
		criteriaTableCommand(s),
		criteriaGraphCommand(s),
		criteriaDiffCommand(s),
		criteriaExamplesCommand(s),
		criteriaTryCommand(s),
		criteriaSizeCommand(s),
	)
	return cmd
}

// criteriaFiles are the criteria sets of a site and its settings.
type criteriaFiles struct {
	fsys      fs.FS
	config    *siteconfig.Config
	languages []string
	// sets are the sets without errors.
	values   *named.Values
	sets     []*criteria.Set
	findings diag.List
}

// readCriteria reads the settings and the criteria of the site. Errors in the settings are printed.
func readCriteria(ctx context.Context, s *command.State) (*criteriaFiles, error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return nil, err
	}
	// The root stays open until the process ends.
	c := &criteriaFiles{fsys: source.Root(root)}
	var findings diag.List
	if c.config, findings, err = siteconfig.Load(c.fsys); err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(c.config.Severities()); findings.HasErrors() {
		return nil, s.Misread(findings)
	}
	c.languages = c.config.Codes()
	if c.values, findings, err = named.Load(c.fsys, c.languages); err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(c.config.Severities()); findings.HasErrors() {
		return nil, s.Misread(findings)
	}
	c.sets, findings, err = definition.Load(ctx, c.fsys, c.languages)
	c.findings = findings.WithSeverities(c.config.Severities())
	return c, err
}

// ids returns the ids of the sets, deduplicated.
func (c *criteriaFiles) ids() []string {
	var ids []string
	for _, s := range c.sets {
		ids = append(ids, s.ID.V)
	}
	return slices.Compact(ids) // They are sorted.
}

// chosen returns the id of the set that the command line names, or of the only set.
func (c *criteriaFiles) chosen(args []string) (string, error) {
	ids := c.ids()
	switch {
	case len(args) == 1 && slices.Contains(ids, args[0]):
		return args[0], nil
	case len(args) == 1 && len(ids) > 0:
		return "", usage.Errorf("there is no criteria set %q%s", args[0], diag.SuggestOrList(args[0], ids))
	case len(ids) == 0:
		return "", fmt.Errorf("the site has no criteria: there is no set in %s", definition.Dir)
	case len(ids) > 1:
		return "", usage.Errorf("there are %d criteria sets: name %s", len(ids), strings.Join(ids, " or "))
	}
	return ids[0], nil
}

// versionFlags select a version of a set, and a language.
type versionFlags struct {
	date cliflag.Date
	lang string
}

func (f *versionFlags) add(s *command.State, cmd *cobra.Command) {
	cmd.Flags().Var(&f.date, "date", "take the version in force on this day (default today, UTC)")
	cmd.Flags().StringVar(&f.lang, "lang", "", "language of the texts, as its code (default the site's first)")
	_ = cmd.RegisterFlagCompletionFunc("lang", completeLanguage(s))
	cmd.Args = usage.AtMostOneArgument
	cmd.ValidArgsFunction = completeSet(s)
}

// version is a version of a set, with its phrases.
type version struct {
	*criteria.Set
	words *phrase.Words
	// messages are the UI strings of the language.
	messages *message.Localizer
}

// version reads the site's criteria and finds the version that a command is about. Where a file has
// errors they are printed: the versions can't be judged without it.
func findVersion(ctx context.Context, s *command.State, args []string, f *versionFlags) (*version, error) {
	c, err := readCriteria(ctx, s)
	if err != nil {
		return nil, err
	}
	if c.findings.HasErrors() {
		return nil, s.Misread(c.findings)
	}
	id, err := c.chosen(args)
	if err != nil {
		return nil, err
	}
	lang := f.lang
	if lang == "" {
		lang = c.languages[0]
	}
	if !slices.Contains(c.languages, lang) {
		return nil, usage.Errorf("the site has no language %q%s", lang, diag.SuggestOrList(lang, c.languages))
	}
	day := s.Day(f.date.Date)
	set := criteria.InForce(c.sets, day)[id]
	if set == nil {
		return nil, fmt.Errorf("no version of %q is in force on %s: there is one %s; name a day with --date",
			id, day.Format(time.DateOnly), strings.Join(versionDays(c.sets, id), ", and one "))
	}
	// The strings of templates don't matter here, only the ones for phrases.
	messages, findings, err := command.Messages(ctx, c.fsys, c.config)
	if err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(nil); findings.HasErrors() {
		return nil, s.Misread(findings)
	}
	in := func(lang string) quantity.Strings { return messages.In(lang) }
	if err := quantity.Label([]*criteria.Set{set}, c.languages, in); err != nil {
		return nil, err
	}
	if err := wording.Insert([]*criteria.Set{set}, c.values, c.languages, in); err != nil {
		return nil, err
	}
	localizer := messages.In(lang)
	return &version{set, phrase.New(set, lang, localizer), localizer}, nil
}

// prove proves a version. Where it has flaws they are printed instead: what is made of a set holds
// for every set of answers, and that of a set with a gap or a contradiction doesn't.
func prove(ctx context.Context, s *command.State, v *version) (*proof.Set, error) {
	proven, findings, err := proof.Check(ctx, v.Set)
	if err != nil {
		return nil, err
	}
	if proven == nil {
		return nil, s.Misread(findings)
	}
	return proven, nil
}

// versionDays describes the period in which each version of a set is in force, oldest first.
func versionDays(sets []*criteria.Set, id string) []string {
	var days []string
	for _, s := range sets {
		if s.ID.V == id {
			days = append(days, s.Days())
		}
	}
	return days
}

// firstDay names a version after its first day or, if it has none, after its last.
func firstDay(s *criteria.Set) string {
	if s.ValidFrom.IsZero() {
		return s.Days()
	}
	return "from " + s.Version()
}

// criteriaQuietly reads criteria for completion, which has no place for findings.
func criteriaQuietly(ctx context.Context, s *command.State) *criteriaFiles {
	quiet := *s
	quiet.Stderr = io.Discard
	c, err := readCriteria(ctx, &quiet)
	if err != nil {
		return nil
	}
	return c
}

// completion completes an argument or the value of a flag.
type completion = func(cmd *cobra.Command, args []string, written string) ([]string, cobra.ShellCompDirective)

// completeSet returns the completion of the name of a set.
func completeSet(s *command.State) completion {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		var ids []string
		if c := criteriaQuietly(cmd.Context(), s); c != nil && len(args) == 0 {
			ids = c.ids()
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeLanguage returns the completion of the code of a language.
func completeLanguage(s *command.State) completion {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		var codes []string
		if c := criteriaQuietly(cmd.Context(), s); c != nil {
			codes = c.languages
		}
		return codes, cobra.ShellCompDirectiveNoFileComp
	}
}
