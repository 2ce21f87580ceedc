// Package database opens the database with what readers say of pages, which a flag, the environment
// or the site's directory names.
package database

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/sqlite"
)

// Variable is the environment variable with the address of a PostgreSQL database.
const Variable = "DATABASE_URL"

// defaultFile is in the site's directory, which isn't published itself.
const defaultFile = "feedback.db"

// Flag is the flag --db.
type Flag struct{ file string }

// Add adds the flag to a command.
func (d *Flag) Add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&d.file, "db", "",
		"the SQLite file with the answers (default "+defaultFile+" in the site's directory, or what "+Variable+" names)")
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

// Answers is an open store.
type Answers struct {
	store
	// file is the file of a SQLite store, "" for PostgreSQL.
	file string
}

// Open opens the store without reading from it.
func (d *Flag) Open(s *command.State) (*Answers, error) {
	if address := os.Getenv(Variable); d.file == "" && address != "" {
		store, err := postgres.Open(address, postgres.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", Variable, err)
		}
		return &Answers{store, ""}, nil
	}
	file := d.file
	if file == "" {
		file = filepath.Join(s.Dir, defaultFile)
	}
	if strings.Contains(file, "://") {
		return nil, usage.Errorf("--db takes the name of a file: the address of a PostgreSQL database goes into %s", Variable)
	}
	if err := place.Outside(s.Dir, "--db", file); err != nil {
		return nil, usage.Error{Err: err}
	}
	store, err := sqlite.Open(file, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	return &Answers{store, file}, nil
}

// OpenExisting opens a store to read from: it creates none.
func (d *Flag) OpenExisting(s *command.State) (*Answers, error) {
	store, err := d.Open(s)
	if err != nil || store.file == "" {
		return store, err
	}
	if _, err := os.Stat(store.file); err != nil {
		return nil, errors.Join(store.Explain(err), store.Close())
	}
	return store, nil
}

// chooseFile is the advice to choose another database file.
const chooseFile = "name another file with --db"

// Explain adds a remedy to an error of the store.
func (s *Answers) Explain(err error) error {
	if s.file == "" {
		return s.store.Explain(err, Variable)
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, missing := os.Stat(filepath.Dir(s.file)); missing == nil {
			return fmt.Errorf("%w: name the file with --db, or its address in %s", err, Variable)
		}
	}
	return s.store.Explain(err, chooseFile)
}
