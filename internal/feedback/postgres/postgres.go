// Package postgres keeps answers in a PostgreSQL database, for a portal that several processes or
// functions serve. They share its answers, salts and rates.
//
// Every submission is a transaction of its own, in one round trip. PostgreSQL groups the commits of
// concurrent connections. An acknowledged answer is flushed to the disk, even if the server's
// synchronous_commit is off. (With fsync off, nothing is durable.)
//
// The first use creates the tables, in the first schema of the connection's search_path, with the
// prefix "feedback_". Behind a pooler that assigns connections to transactions, add
// default_query_exec_mode=exec to the address
// (https://pkg.go.dev/github.com/jackc/pgx/v5#QueryExecMode). Comments and salts are parameters of
// statements: don't configure the server to log parameters.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"baken.example/baken/internal/feedback"
)

// Options configure a store. The zero value suits a server.
type Options struct {
	// Connections is the maximal size of the pool, 8 by default. A function that serves one request
	// at a time needs 1 or 2.
	Connections int
	// ConnectTimeout bounds the time to connect, 3 seconds by default.
	ConnectTimeout time.Duration
}

const (
	defaultConnections    = 8
	defaultConnectTimeout = 3 * time.Second
)

// Store is a feedback.Store.
type Store struct {
	// pool is nil if the store is unavailable, for a reason.
	pool   *pgxpool.Pool
	reason error
	// migrated reports whether the database has its tables. It is reset when a table turns out to
	// be missing.
	migrated  atomic.Bool
	migrating sync.Mutex
	// open guards closed. It is held for reading while the pool is in use.
	open   sync.RWMutex
	closed bool
}

var _ feedback.Store = (*Store)(nil)

// Open returns a store in the database at an address, postgres://USER:PASSWORD@HOST/DATABASE or
// another connection string of libpq. The database need not be reachable yet. The options override
// the pool settings of the address (pool_max_conns and so on).
func Open(address string, o Options) (*Store, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, err // without the password
	}
	switch {
	case o.Connections > 0:
		config.MaxConns = int32(o.Connections)
	case !strings.Contains(address, "pool_max_conns"):
		config.MaxConns = defaultConnections
	}
	if o.ConnectTimeout > 0 {
		config.ConnConfig.ConnectTimeout = o.ConnectTimeout
	} else if config.ConnConfig.ConnectTimeout == 0 || config.ConnConfig.ConnectTimeout > defaultConnectTimeout {
		config.ConnConfig.ConnectTimeout = defaultConnectTimeout
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		return nil, err
	}
	return &Store{pool: pool}, nil
}

// Close implements feedback.Store.
func (s *Store) Close() error {
	s.open.Lock()
	defer s.open.Unlock()
	if !s.closed {
		s.closed = true
		if s.pool != nil {
			s.pool.Close()
		}
	}
	return nil
}

// withPool calls a function with the pool of a migrated database. It retries once if PostgreSQL
// asks for it or if the connection is gone, so the function must be idempotent.
func (s *Store) withPool(ctx context.Context, do func(*pgxpool.Pool) error) error {
	s.open.RLock()
	defer s.open.RUnlock()
	if s.closed {
		return feedback.ErrClosed
	}
	if s.reason != nil {
		return s.reason
	}
	const attempts = 3
	var err error
	for range attempts {
		if err = s.migrate(ctx); err == nil {
			err = do(s.pool)
		}
		if err == nil || ctx.Err() != nil || !s.retryable(err) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	return nil
}

// The error codes of PostgreSQL that the store handles
// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	undefinedTable       = "42P01"
	undefinedFunction    = "42883"
	uniqueViolation      = "23505"
)

// retryable reports whether a second attempt may succeed after an error.
func (s *Store) retryable(err error) bool {
	var refused *pgconn.ConnectError
	if errors.As(err, &refused) {
		return false // there is no server
	}
	var condition *pgconn.PgError
	if !errors.As(err, &condition) {
		// The connection is gone, and probably all idle ones are too.
		s.pool.Reset()
		return true
	}
	switch condition.Code {
	case undefinedTable, undefinedFunction:
		// The database was replaced.
		return s.migrated.Swap(false)
	case serializationFailure, deadlockDetected, uniqueViolation:
		return true
	}
	return false
}

// date returns a day in the driver's type.
func date(d feedback.Day) time.Time { return d.Time() }

// queryRow executes a statement that returns one row.
func queryRow(ctx context.Context, pool *pgxpool.Pool, statement string, args []any, into ...any) error {
	rows, err := pool.Query(ctx, statement, args...)
	if err != nil {
		return err
	}
	_, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (struct{}, error) {
		return struct{}{}, row.Scan(into...)
	})
	return err
}
