package sqlite

import (
	"context"
	"database/sql"
)

// statements are the prepared statements of the writer.
type statements struct {
	begin, commit, rollback *sql.Stmt
	insert, byID, change    *sql.Stmt
}

func (s *statements) prepare(ctx context.Context, conn *sql.Conn) error {
	for _, p := range []struct {
		into **sql.Stmt
		text string
	}{
		{&s.begin, "BEGIN IMMEDIATE"},
		{&s.commit, "COMMIT"},
		{&s.rollback, "ROLLBACK"},
		{&s.insert, `INSERT INTO answer (id, day, page, lang, helpful, comment, counts)
			VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`},
		{&s.byID, "SELECT number, day, page, lang, helpful, comment FROM answer WHERE id = ?"},
		{&s.change, "UPDATE answer SET helpful = ?, comment = ? WHERE number = ?"},
	} {
		var err error
		if *p.into, err = conn.PrepareContext(ctx, p.text); err != nil {
			return err
		}
	}
	return nil
}

func (s *statements) close() {
	for _, stmt := range []*sql.Stmt{s.begin, s.commit, s.rollback, s.insert, s.byID, s.change} {
		if stmt != nil {
			stmt.Close()
		}
	}
}
