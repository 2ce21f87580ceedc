package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID identifies Baken's databases in the header of SQLite: "Bakn".
const applicationID = 0x42616b6e

// migrate migrates a database to the current schema. It refuses a database of another application
// or of a newer version of Baken.
func migrate(ctx context.Context, conn *sql.Conn) (err error) {
	names, err := fs.Glob(migrations, "migrations/*.sql") // sorted
	if err != nil {
		return err
	}
	first, err := version(ctx, conn)
	if err != nil {
		return err
	}
	// The database is known to be Baken's now. The mode is persistent: other connections inherit
	// it.
	if _, err := conn.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	if first == len(names) {
		return nil
	}
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			conn.ExecContext(ctx, "ROLLBACK")
		}
	}()
	current, err := version(ctx, conn) // now that the lock excludes other processes
	if err != nil {
		return err
	}
	if current > len(names) {
		return fmt.Errorf("the database has form %d, and this program knows up to %d", current, len(names))
	}
	for _, name := range names[current:] {
		text, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, string(text)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	set := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", applicationID, len(names))
	_, err = conn.ExecContext(ctx, set)
	return err
}

// version returns the number of migrations that were applied to a database.
func version(ctx context.Context, conn *sql.Conn) (int, error) {
	var application, version, tables int
	const query = "SELECT a.application_id, u.user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id a, pragma_user_version u"
	if err := conn.QueryRowContext(ctx, query).Scan(&application, &version, &tables); err != nil {
		return 0, err
	}
	if application != applicationID && (application != 0 || version != 0 || tables != 0) {
		return 0, errors.New("it is a database of something else")
	}
	return version, nil
}
