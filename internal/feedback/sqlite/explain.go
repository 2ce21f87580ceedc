package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"
)

// Result codes of SQLite (https://www.sqlite.org/rescode.html).
const (
	busy     = 5
	locked   = 6
	readOnly = 8
	full     = 13
	cantOpen = 14
	notADB   = 26
)

// code returns the primary result code of an error, or 0 for an error that isn't SQLite's.
func code(err error) int {
	if e, ok := errors.AsType[*driver.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// Temporary reports whether an error may be resolved without a restart of this program.
func (s *Store) Temporary(err error) bool {
	switch code(err) {
	case busy, locked, full:
		return true
	}
	return errors.Is(err, context.DeadlineExceeded)
}

// Explain adds a known remedy to an error of the store. choose tells the user how to choose a file,
// such as "name another file with --db".
func (s *Store) Explain(err error, choose string) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	hint := ""
	switch c := code(err); {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(s.path)); err == nil {
			return err
		}
		hint = "make its directory, or " + choose
	case errors.Is(err, fs.ErrPermission), c == readOnly, c == cantOpen:
		hint = "let this user write to the file and its directory, or " + choose
	case c == busy, c == locked, errors.Is(err, context.DeadlineExceeded):
		hint = "another program keeps it locked: end that, or try again"
	case c == full:
		hint = "make room on its disk"
	case c == notADB:
		hint = "it isn't a database: " + choose
	case strings.Contains(err.Error(), "no such table"):
		hint = "it isn't a database with answers: " + choose
	default:
		return err
	}
	return fmt.Errorf("%w: %s", err, hint)
}
