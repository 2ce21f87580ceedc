package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/sqlite"
)

func feedbackCommand(s *command.State) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feedback",
		Short: "Report, export and remove what readers say of pages, and receive it",
		Long: `Feedback works with the answers to "Did this page help?". They are in the file feedback.db in the
site's directory, in the SQLite file that --db names, or in the PostgreSQL database whose address is in
the environment variable DATABASE_URL. --db goes before that. docs/feedback.md says more.`,
		Example: `  baken feedback report
  baken feedback export --format csv > answers.csv`,
		Args: usage.KnownCommand,
		RunE: usage.ShowHelp,
	}
	cmd.AddCommand(feedbackReportCommand(s), feedbackExportCommand(s), feedbackPurgeCommand(s),
		feedbackServeCommand(s), feedbackPagesCommand(s))
	return cmd
}

const (
	// databaseFile is in the site's directory, which isn't published itself.
	databaseFile = "feedback.db"
	databaseURL  = "DATABASE_URL"
)

// database is the flag for the store.
type database struct{ file string }

func (d *database) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&d.file, "db", "",
		"the SQLite file with the answers (default "+databaseFile+" in the site's directory, or what "+databaseURL+" names)")
	_ = cmd.MarkFlagFilename("db")
}

// store is a store that explains its errors.
type store interface {
	feedback.Store
	// Temporary reports whether an error may go away without this program.
	Temporary(err error) bool
	// Explain adds a remedy to an error. Setting is how a user chooses the file, or the database's
	// address.
	Explain(err error, setting string) error
}

// answers is an open store.
type answers struct {
	store
	// file is the file of a SQLite store, "" for PostgreSQL.
	file string
}

// open opens the store without reading from it.
func open(s *command.State, d database) (*answers, error) {
	if address := os.Getenv(databaseURL); d.file == "" && address != "" {
		store, err := postgres.Open(address, postgres.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", databaseURL, err)
		}
		return &answers{store, ""}, nil
	}
	file := d.file
	if file == "" {
		file = filepath.Join(s.Dir, databaseFile)
	}
	if strings.Contains(file, "://") {
		return nil, usage.Errorf("--db takes the name of a file: the address of a PostgreSQL database goes into %s", databaseURL)
	}
	if err := place.Outside(s.Dir, "--db", file); err != nil {
		return nil, usage.Error{Err: err}
	}
	store, err := sqlite.Open(file, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	return &answers{store, file}, nil
}

// openExisting opens a store to read from: it creates none.
func openExisting(s *command.State, d database) (*answers, error) {
	store, err := open(s, d)
	if err != nil || store.file == "" {
		return store, err
	}
	if _, err := os.Stat(store.file); err != nil {
		return nil, errors.Join(store.explain(err), store.Close())
	}
	return store, nil
}

// chooseFile is the advice to choose another database file.
const chooseFile = "name another file with --db"

// explain adds a remedy to an error of the store.
func (s *answers) explain(err error) error {
	if s.file == "" {
		return s.store.Explain(err, databaseURL)
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, missing := os.Stat(filepath.Dir(s.file)); missing == nil {
			return fmt.Errorf("%w: name the file with --db, or its address in %s", err, databaseURL)
		}
	}
	return s.store.Explain(err, chooseFile)
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
