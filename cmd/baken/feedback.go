package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	sqlitedriver "modernc.org/sqlite"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/sqlite"
)

func (a *app) feedbackCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feedback",
		Short: "Report, export and remove what readers say of pages, and receive it",
		Long: `Feedback works with the answers to "Did this page help?". They are in the file feedback.db in the
site's directory, in the SQLite file that --db names, or in the PostgreSQL database whose address is in
the environment variable DATABASE_URL. --db goes before that. docs/feedback.md says more.`,
		Example: `  baken feedback report
  baken feedback export --format csv > answers.csv`,
		Args: knownCommand,
		RunE: showHelp,
	}
	cmd.AddCommand(a.feedbackReportCommand(), a.feedbackExportCommand(), a.feedbackPurgeCommand(),
		a.feedbackServeCommand(), a.feedbackPagesCommand())
	return cmd
}

const (
	// databaseFile is in the site's directory, which isn't published as it is.
	databaseFile = "feedback.db"
	databaseURL  = "DATABASE_URL"
)

// database says where the answers are.
type database struct{ file string }

func (d *database) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&d.file, "db", "",
		"the SQLite file with the answers (default "+databaseFile+" in the site's directory, or what "+databaseURL+" names)")
	_ = cmd.MarkFlagFilename("db")
}

// answers are in a store that is open.
type answers struct {
	feedback.Store
	// file is that of a SQLite store, "" of another.
	file string
}

// open opens the store. It isn't looked into yet.
func (a *app) open(d database) (*answers, error) {
	if address := os.Getenv(databaseURL); d.file == "" && address != "" {
		store, err := postgres.Open(address, postgres.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", databaseURL, err)
		}
		return &answers{store, ""}, nil
	}
	file := d.file
	if file == "" {
		file = filepath.Join(a.dir, databaseFile)
	}
	if err := a.checkDatabase(file); err != nil {
		return nil, usageError{err}
	}
	store, err := sqlite.Open(file, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	return &answers{store, file}, nil
}

// openExisting opens a store that is to be looked into: it doesn't make one.
func (a *app) openExisting(d database) (*answers, error) {
	store, err := a.open(d)
	if err != nil || store.file == "" {
		return store, err
	}
	if _, err := os.Stat(store.file); err != nil {
		return nil, errors.Join(store.explain(err), store.Close())
	}
	return store, nil
}

// checkDatabase refuses a file that would be published, or be removed by the next build.
func (a *app) checkDatabase(file string) error {
	if strings.Contains(file, "://") {
		return fmt.Errorf("--db takes the name of a file: the address of a PostgreSQL database goes into %s", databaseURL)
	}
	return a.outside("--db", file)
}

// outside refuses a file, named with a flag, that would be published or be removed by a build.
func (a *app) outside(flag, file string) error {
	of, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	for _, name := range append(sources[:], "public") {
		dir, err := filepath.Abs(filepath.Join(a.dir, name))
		if err != nil {
			return err
		}
		if inside, err := filepath.Rel(dir, of); err == nil && filepath.IsLocal(inside) {
			return fmt.Errorf("%s %s is inside %s/, where the site is: choose a file outside of it", flag, file, name)
		}
	}
	return nil
}

// What SQLite says of a file (https://www.sqlite.org/rescode.html).
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlitedriver.Error](err); ok {
		return e.Code() & 0xff // without what details it
	}
	return 0
}

// passes tells whether an error may go away by itself, or by what somebody does without this
// program.
func (s *answers) passes(err error) bool {
	switch sqliteCode(err) {
	case sqliteBusy, sqliteLocked, sqliteFull:
		return true
	}
	return s.file == "" || errors.Is(err, context.DeadlineExceeded)
}

// explain adds to an error what can be done about it.
func (s *answers) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	hint := ""
	code := sqliteCode(err)
	switch {
	case s.file == "":
		hint = "see that the database runs, and that " + databaseURL + " is right"
	case errors.Is(err, fs.ErrNotExist):
		hint = "name the file with --db, or its address in " + databaseURL
		if _, err := os.Stat(filepath.Dir(s.file)); err != nil {
			hint = "make its directory, or name another file with --db"
		}
	case errors.Is(err, fs.ErrPermission), code == sqliteReadOnly, code == sqliteCantOpen:
		hint = "let this user write to the file and its directory, or name another file with --db"
	case code == sqliteBusy, code == sqliteLocked, errors.Is(err, context.DeadlineExceeded):
		hint = "another program keeps it locked: end that, or try again"
	case code == sqliteFull:
		hint = "make room on its disk"
	case code == sqliteNotADB:
		hint = "it isn't a database: name another file with --db"
	case strings.Contains(err.Error(), "no such table"):
		hint = "it isn't a database with answers: name another file with --db"
	default:
		return err
	}
	return fmt.Errorf("%w: %s", err, hint)
}

// daysFlag is a number of days on the command line.
type daysFlag int

const maxDays = feedback.MaxRetentionDays

func (d *daysFlag) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > maxDays {
		return fmt.Errorf("it takes a number of days, from 1 to %d", maxDays)
	}
	*d = daysFlag(n)
	return nil
}
func (d *daysFlag) Type() string { return "DAYS" }
func (d *daysFlag) String() string {
	if *d == 0 {
		return ""
	}
	return strconv.Itoa(int(*d))
}
