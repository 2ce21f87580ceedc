package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	baken "baken.example/baken"
	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/baseurl"
	buildcache "baken.example/baken/internal/cache"
	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// app is the state that the commands share.
type app struct {
	stdout, stderr io.Writer
	now            func() time.Time
	dir            string
	started        bool
	// program returns what identifies the program, for records of its builds. Without it no build
	// is recorded.
	program func() (string, error)
	// tick is what the clock of the site's file system may be behind; see package snapshot.
	tick time.Duration
}

// run carries out a command line. Results go to stdout, everything else to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, now func() time.Time) error {
	a := &app{stdout: stdout, stderr: stderr, now: now, program: buildcache.Program, tick: snapshot.SourceTick}
	root := a.root()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !a.started {
		return usageError{fmt.Errorf("%w\nRun '%s --help' for usage", err, cmd.CommandPath())}
	}
	return err
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "baken",
		Short: "Turn bilingual Markdown guidance into a static portal",
		Long: `Baken turns a directory of Markdown guidance, in as many languages as it has, into a static portal.

A site's directory needs only content/. Its own templates/, assets/ and i18n/ go before Baken's,
file by file.`,
		Example: `  baken serve                 read the portal at http://127.0.0.1:8080/
  baken check                 find every mistake in the content
  baken build --out public    write the portal to a directory`,
		Args:          knownCommand,
		RunE:          showHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(*cobra.Command, []string) {
			a.started = true
		},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	a.dir = "."
	root.PersistentFlags().VarP((*directoryFlag)(&a.dir), "directory", "C", "the site's directory")
	_ = root.MarkPersistentFlagDirname("directory") // The flag is defined on the line above.
	root.AddCommand(a.buildCommand(), a.checkCommand(), a.devCommand(), a.serveCommand(), a.newCommand(),
		a.criteriaCommand(), a.translationsCommand(), a.stringsCommand(), a.feedbackCommand(), a.hostingCommand(), a.cleanCommand(), a.schemaCommand(), a.versionCommand())
	addHelp(root)
	addCompletion(root)
	return root
}

// load reads the site and audits its glossary and what search finds. The root keeps symbolic links
// from leading out of it.
func (a *app) load(ctx context.Context, o pipeline.Options) (*pipeline.Result, error) {
	return a.loadThrough(ctx, o, source.Root)
}

// loadThrough is load with a function that returns the file system through which the site is read.
func (a *app) loadThrough(ctx context.Context, o pipeline.Options, through func(*os.Root) fs.FS) (*pipeline.Result, error) {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil, err
	}
	// The root stays open for as long as artifacts may read pictures from it: until the process
	// ends.
	p, err := pipeline.Load(ctx, through(root), baken.Defaults, o)
	if err != nil || p.Model == nil {
		return p, err
	}
	unused, err := audit.UnusedTerms(ctx, p.Files, p.Model.Glossary, p.Model.Languages, p.Documents, p.Criteria)
	p.Add(unused)
	if err != nil {
		return p, err
	}
	searched, err := audit.Search(ctx, p.Model)
	p.Add(searched)
	return p, err
}

// siteFlags are the flags of every command that reads a site.
type siteFlags struct {
	date   dateFlag
	drafts bool
	going  bool
	base   baseURLFlag
}

func (f *siteFlags) add(cmd *cobra.Command) {
	cmd.Flags().Var(&f.date, "date", "make the site as of this day (default today, UTC)")
}

// addPreview adds the flags for a site that isn't published where it says, or not yet.
func (f *siteFlags) addPreview(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.drafts, "drafts", false, "take in drafts, and pages outside their dates")
	cmd.Flags().Var(&f.base, "base-url", "the URL of the site, instead of the one in site.yaml")
}

// addKeepGoing adds the flag for builds that nobody watches.
func (f *siteFlags) addKeepGoing(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.going, "keep-going", false, "go on without pages and criteria that a date took away, and warn of each")
}

func (f *siteFlags) options(a *app) pipeline.Options {
	return pipeline.Options{Date: a.day(f.date), Today: a.day(dateFlag{}), Drafts: f.drafts, KeepGoing: f.going, BaseURL: string(f.base)}
}

// directoryFlag is a directory on the command line.
type directoryFlag string

func (d *directoryFlag) Set(s string) error {
	if s == "" {
		return errors.New("no directory is named; leave the flag out for the one that you are in")
	}
	*d = directoryFlag(s)
	return nil
}
func (d *directoryFlag) Type() string   { return "string" }
func (d *directoryFlag) String() string { return string(*d) }

// day is the day that a flag names, or today.
func (a *app) day(f dateFlag) content.Date {
	if f.IsZero() {
		return content.Date{Time: a.now().UTC().Truncate(24 * time.Hour)}
	}
	return f.Date
}

// dateFlag is a day on the command line.
type dateFlag struct{ content.Date }

func (d *dateFlag) Set(s string) error { return d.UnmarshalText([]byte(s)) }
func (d *dateFlag) Type() string       { return "YYYY-MM-DD" }
func (d *dateFlag) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// baseURLFlag is the URL that a site is published at.
type baseURLFlag string

func (b *baseURLFlag) Set(s string) error {
	base, err := baseurl.Parse(s)
	*b = baseURLFlag(base.String())
	return err
}
func (b *baseURLFlag) Type() string   { return "URL" }
func (b *baseURLFlag) String() string { return string(*b) }
