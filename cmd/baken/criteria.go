package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

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

func (a *app) criteriaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "criteria",
		Short: "Prove, try out and print sets of criteria",
		Long: `Criteria works with the sets in content/criteria: their file says what is asked, when each criterion is
met and what comes out. A command that takes a SET may be given none where the site has one set.`,
		Example: `  baken criteria test
  baken criteria table collaboration --format csv > table.csv`,
		Args: knownCommand,
		RunE: showHelp,
	}
	cmd.AddCommand(
		a.criteriaTestCommand(),
		a.criteriaEvalCommand(),
		a.criteriaWordsCommand(),
		a.criteriaTableCommand(),
		a.criteriaGraphCommand(),
		a.criteriaDiffCommand(),
		a.criteriaExamplesCommand(),
		a.criteriaTryCommand(),
		a.criteriaSizeCommand(),
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
func (a *app) readCriteria(ctx context.Context) (*criteriaFiles, error) {
	root, err := os.OpenRoot(a.dir)
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
		return nil, a.misread(findings)
	}
	c.languages = c.config.Codes()
	if c.values, findings, err = named.Load(c.fsys, c.languages); err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(c.config.Severities()); findings.HasErrors() {
		return nil, a.misread(findings)
	}
	c.sets, findings, err = definition.Load(ctx, c.fsys, c.languages)
	c.findings = findings.WithSeverities(c.config.Severities())
	return c, err
}

// misread prints the errors that keep a command from having a result.
func (a *app) misread(findings diag.List) error {
	errs := findings.Errors()
	return errors.Join(errs.WriteText(a.stderr), errFindings)
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
		return "", usageError{fmt.Errorf("there is no criteria set %q%s", args[0], diag.SuggestOrList(args[0], ids))}
	case len(ids) == 0:
		return "", fmt.Errorf("the site has no criteria: there is no set in %s", definition.Dir)
	case len(ids) > 1:
		return "", usageError{fmt.Errorf("there are %d criteria sets: name %s", len(ids), strings.Join(ids, " or "))}
	}
	return ids[0], nil
}

// versionFlags select a version of a set, and a language.
type versionFlags struct {
	date dateFlag
	lang string
}

func (f *versionFlags) add(a *app, cmd *cobra.Command) {
	cmd.Flags().Var(&f.date, "date", "take the version in force on this day (default today, UTC)")
	cmd.Flags().StringVar(&f.lang, "lang", "", "language of the texts, as its code (default the site's first)")
	_ = cmd.RegisterFlagCompletionFunc("lang", a.completeLanguage)
	cmd.Args = atMostOneArgument
	cmd.ValidArgsFunction = a.completeSet
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
func (a *app) version(ctx context.Context, args []string, f *versionFlags) (*version, error) {
	c, err := a.readCriteria(ctx)
	if err != nil {
		return nil, err
	}
	if c.findings.HasErrors() {
		return nil, a.misread(c.findings)
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
		return nil, usageError{fmt.Errorf("the site has no language %q%s", lang, diag.SuggestOrList(lang, c.languages))}
	}
	day := a.day(f.date)
	set := criteria.InForce(c.sets, day)[id]
	if set == nil {
		return nil, fmt.Errorf("no version of %q is in force on %s: there is one %s; name a day with --date",
			id, day.Format(time.DateOnly), strings.Join(versionDays(c.sets, id), ", and one "))
	}
	// The strings of templates don't matter here, only the ones for phrases.
	messages, findings, err := messagesOf(ctx, c.fsys, c.config)
	if err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(nil); findings.HasErrors() {
		return nil, a.misread(findings)
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
func (a *app) prove(ctx context.Context, v *version) (*proof.Set, error) {
	proven, findings, err := proof.Check(ctx, v.Set)
	if err != nil {
		return nil, err
	}
	if proven == nil {
		return nil, a.misread(findings)
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

// atMostOneArgument refuses more than the one argument that may be left out.
func atMostOneArgument(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%d arguments given: it is %s", len(args), strings.TrimSuffix(cmd.UseLine(), " [flags]"))
	}
	return nil
}

// criteriaQuietly reads criteria for completion, which has no place for findings.
func (a *app) criteriaQuietly(ctx context.Context) *criteriaFiles {
	quiet := *a
	quiet.stderr = io.Discard
	c, err := quiet.readCriteria(ctx)
	if err != nil {
		return nil
	}
	return c
}

func (a *app) completeSet(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if c := a.criteriaQuietly(cmd.Context()); c != nil && len(args) == 0 {
		ids = c.ids()
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeLanguage(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	var codes []string
	if c := a.criteriaQuietly(cmd.Context()); c != nil {
		codes = c.languages
	}
	return codes, cobra.ShellCompDirectiveNoFileComp
}

// choiceFlag is a flag whose value is one of a few words.
type choiceFlag struct {
	value   string
	choices []string
}

// newChoice returns a flag whose default is the first choice.
func newChoice(choices ...string) choiceFlag { return choiceFlag{choices[0], choices} }

func (f *choiceFlag) Set(s string) error {
	if !slices.Contains(f.choices, s) {
		return fmt.Errorf("the formats are %s", strings.Join(f.choices, ", "))
	}
	f.value = s
	return nil
}
func (f *choiceFlag) Type() string   { return strings.Join(f.choices, "|") }
func (f *choiceFlag) String() string { return f.value }

// addFormat adds the flag --format.
func (f *choiceFlag) addFormat(cmd *cobra.Command, usage string) {
	cmd.Flags().Var(f, "format", usage)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(f.choices, cobra.ShellCompDirectiveNoFileComp))
}
