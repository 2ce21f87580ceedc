package postgres

import (
	"context"
	"errors"
	"fmt"
)

// Temporary reports whether an error may be resolved without a restart: the server may become
// reachable.
func (s *Store) Temporary(error) bool { return true }

// Explain adds a remedy to an error of the store. name is the setting with the database's address.
func (s *Store) Explain(err error, name string) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%w: see that the database runs, and that %s is right", err, name)
}
