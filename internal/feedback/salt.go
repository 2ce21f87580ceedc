package feedback

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"sync/atomic"
)

// salts caches the salt of the day.
type salts struct {
	store  Store
	random io.Reader
	// begin is called before the first answer of a day, and returns the last plausible day.
	begin   func(context.Context, Day) (Day, error)
	current atomic.Pointer[daySalt]
	// fetching is a semaphore: one goroutine fetches a salt, and the rest wait until their contexts
	// end.
	fetching chan struct{}
}

// daySalt is the salt of a day.
type daySalt struct {
	Salt
	// certain reports whether the salt's day is plausible, so that no earlier day can follow.
	certain bool
}

func newSalts(store Store, random io.Reader, begin func(context.Context, Day) (Day, error)) *salts {
	return &salts{store: store, random: random, begin: begin, fetching: make(chan struct{}, 1)}
}

// serves reports whether answers of a day use this salt. Late answers of the day before do, and, if
// the salt's day is certain, those of any earlier day, by a clock that was set back.
func (s daySalt) serves(day Day) bool {
	return s.Day == day || s.Day == day+1 || s.certain && s.Day > day
}

// of returns the salt of a day, or of the next day if that has begun.
func (s *salts) of(ctx context.Context, day Day) (Salt, error) {
	if c := s.current.Load(); c != nil && c.serves(day) {
		return c.Salt, nil
	}
	select {
	case s.fetching <- struct{}{}:
		defer func() { <-s.fetching }()
	case <-ctx.Done():
		return Salt{}, fmt.Errorf("wait for the salt of the day: %w", ctx.Err())
	}
	if c := s.current.Load(); c != nil && c.serves(day) {
		return c.Salt, nil
	}
	last, err := s.begin(ctx, day)
	if err != nil {
		return Salt{}, err
	}
	day = max(day, last)
	proposal := Salt{Day: day, Key: make([]byte, sha256.Size)}
	var tag [8]byte
	if _, err := io.ReadFull(s.random, proposal.Key); err != nil {
		return Salt{}, fmt.Errorf("make a salt: %w", err)
	}
	if _, err := io.ReadFull(s.random, tag[:]); err != nil {
		return Salt{}, fmt.Errorf("make a salt: %w", err)
	}
	proposal.Tag = int64(binary.BigEndian.Uint64(tag[:]))
	salt, err := s.store.Salt(ctx, proposal)
	if err != nil {
		return Salt{}, fmt.Errorf("fetch the salt of the day: %w", err)
	}
	s.current.Store(&daySalt{salt, salt.Day <= last})
	return salt, nil
}

// drop removes a salt from the cache that the store has destroyed.
func (s *salts) drop(stale Salt) {
	if c := s.current.Load(); c != nil && c.Day == stale.Day && c.Tag == stale.Tag {
		s.current.CompareAndSwap(c, nil)
	}
}
