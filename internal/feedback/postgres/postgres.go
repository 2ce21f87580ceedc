// Package postgres keeps answers in a PostgreSQL database, for a portal that several processes or
// functions serve. They share its answers, salts and rates.
//
// Every submission is a transaction of its own, in one round trip. PostgreSQL gathers those of
// several connections for the disk by itself. Acknowledged means flushed there, also where the
// server has synchronous_commit off. (With fsync off, no database keeps its promises.)
//
// The tables are made with the first use, in the first schema of the connection's search_path,
// under names that begin with "feedback_". Behind a pooler that gives each transaction another
// connection, add default_query_exec_mode=exec to the address
// (https://pkg.go.dev/github.com/jackc/pgx/v5#QueryExecMode). The statements carry comments and
// salts as parameters: don't have the server log these.
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

// Options are what a caller may choose. The zero value is what a server wants.
type Options struct {
	// Connections is how many the pool has at most, 8 by default. A function that serves one request
	// at a time wants 1 or 2.
	Connections int
	// ConnectTimeout is how long a connection may take, 3 seconds by default.
	ConnectTimeout time.Duration
}

const (
	defaultConnections    = 8
	defaultConnectTimeout = 3 * time.Second
)

// Store is a feedback.Store.
type Store struct {
	// pool is nil where there is a reason to have no database.
	pool   *pgxpool.Pool
	reason error
	// migrated tells that the database has its tables. It is doubted when one is missed.
	migrated  atomic.Bool
	migrating sync.Mutex
	// open is held for reading by those who use the pool, and for writing by who closes it.
	open   sync.RWMutex
	closed bool
}

var _ feedback.Store = (*Store)(nil)

// Open returns a store in the database at an address, postgres://USER:PASSWORD@HOST/DATABASE or what
// else libpq reads. The database needn't be there yet. What the address says of the pool
// (pool_max_conns and others) holds unless the options say otherwise.
func Open(address string, o Options) (*Store, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, err // it has no password in it
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

// use calls a function with the pool of a database that has its tables. It calls it again where
// PostgreSQL asks for that, or where the connection turns out to be gone: all that this package does
// can be done twice.
func (s *Store) use(ctx context.Context, do func(*pgxpool.Pool) error) error {
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
		if err == nil || ctx.Err() != nil || !s.again(err) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	return nil
}

// The conditions of PostgreSQL that are looked at
// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	undefinedTable       = "42P01"
	undefinedFunction    = "42883"
	uniqueViolation      = "23505"
)

// again tells whether it makes sense to try once more after an error.
func (s *Store) again(err error) bool {
	var refused *pgconn.ConnectError
	if errors.As(err, &refused) {
		return false // there is no server
	}
	var condition *pgconn.PgError
	if !errors.As(err, &condition) {
		// The connection is gone, and with it probably all others, idle ones included.
		s.pool.Reset()
		return true
	}
	switch condition.Code {
	case undefinedTable, undefinedFunction:
		// Somebody has put another database there.
		return s.migrated.Swap(false)
	case serializationFailure, deadlockDetected, uniqueViolation:
		return true
	}
	return false
}

// date is a day as the driver takes it.
func date(d feedback.Day) time.Time { return d.Time() }

// one reads one row.
func one(ctx context.Context, pool *pgxpool.Pool, statement string, args []any, into ...any) error {
	rows, err := pool.Query(ctx, statement, args...)
	if err != nil {
		return err
	}
	_, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (struct{}, error) {
		return struct{}{}, row.Scan(into...)
	})
	return err
}
