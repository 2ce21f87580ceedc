package postgres

import (
	"context"
	"errors"
	"fmt"
)

// Temporary reports whether an error may go away by itself: the server may be started, or reached, later.
func (s *Store) Temporary(error) bool { return true }

// Explain adds a remedy to an error of the store. Name is the setting that holds the database's address.
func (s *Store) Explain(err error, name string) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%w: see that the database runs, and that %s is right", err, name)
}
