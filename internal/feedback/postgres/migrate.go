package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationLock is the key of the advisory lock that serializes migrations: "Bakn".
const migrationLock = 0x42616b6e

// migrate migrates the database to the current schema, once.
func (s *Store) migrate(ctx context.Context) error {
	if s.migrated.Load() {
		return nil
	}
	s.migrating.Lock()
	defer s.migrating.Unlock()
	if s.migrated.Load() {
		return nil
	}
	names, err := fs.Glob(migrations, "migrations/*.sql") // sorted
	if err != nil {
		return err
	}
	current, err := version(ctx, s.pool)
	var condition *pgconn.PgError
	if errors.As(err, &condition) && condition.Code == undefinedTable {
		err = nil
	}
	if err == nil && current != len(names) {
		err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return apply(ctx, tx, names) })
	}
	if err != nil {
		return fmt.Errorf("prepare the database: %w", err)
	}
	s.migrated.Store(true)
	return nil
}

type querier interface {
	QueryRow(ctx context.Context, statement string, args ...any) pgx.Row
}

// version returns the number of migrations that were applied to a database.
func version(ctx context.Context, q querier) (int, error) {
	var n int
	err := q.QueryRow(ctx, "SELECT coalesce(max(number), 0) FROM feedback_migration").Scan(&n)
	return n, err
}

func apply(ctx context.Context, tx pgx.Tx, names []string) error {
	var encoding string
	if err := tx.QueryRow(ctx, "SELECT current_setting('server_encoding')").Scan(&encoding); err != nil {
		return err
	}
	if encoding != "UTF8" {
		return fmt.Errorf("the database is in %s, which can't hold every text; it must be in UTF8", encoding)
	}
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", migrationLock); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "CREATE TABLE IF NOT EXISTS feedback_migration (number integer PRIMARY KEY)"); err != nil {
		return err
	}
	current, err := version(ctx, tx)
	if err != nil {
		return err
	}
	if current > len(names) {
		return fmt.Errorf("the database has form %d, and this program knows up to %d", current, len(names))
	}
	for i, name := range names[current:] {
		text, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if _, err := tx.Conn().PgConn().Exec(ctx, string(text)).ReadAll(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if _, err := tx.Exec(ctx, "INSERT INTO feedback_migration VALUES ($1)", current+i+1); err != nil {
			return err
		}
	}
	return nil
}
