package feedback

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"net/netip"
	"sync/atomic"
)

// hashSize is how much of an HMAC is kept. It is far more than tells the visitors of a day apart.
const hashSize = 16

// sender is the same for the same visitor all day.
func (s Salt) sender(a netip.Addr) []byte {
	subscriber := subscriber(a)
	return s.hash('s', subscriber[:])
}

// visitor is the same for the same visitor and page all day.
func (s Salt) visitor(a netip.Addr, page string) []byte {
	subscriber := subscriber(a)
	day := binary.BigEndian.AppendUint32(nil, uint32(s.Day))
	return s.hash('v', subscriber[:], day, []byte(page))
}

// hash is of parts of which all but the last have a fixed length, so that no two lists of parts
// are the same bytes.
func (s Salt) hash(purpose byte, parts ...[]byte) []byte {
	mac := hmac.New(sha256.New, s.Key)
	mac.Write([]byte{purpose})
	for _, p := range parts {
		mac.Write(p)
	}
	return mac.Sum(nil)[:hashSize]
}

// salts hold the salt of the day.
type salts struct {
	store  Store
	random io.Reader
	// begin is called before the first answer of a day.
	begin   func(context.Context, Day) error
	current atomic.Pointer[Salt]
	// fetching has room for the one that fetches a salt. Others wait, for as long as their context
	// lets them.
	fetching chan struct{}
}

func newSalts(store Store, random io.Reader, begin func(context.Context, Day) error) *salts {
	return &salts{store: store, random: random, begin: begin, fetching: make(chan struct{}, 1)}
}

// serves tells whether answers of a day take this salt: also those of the day before, which are late,
// since a day that is over doesn't come back.
func (s Salt) serves(day Day) bool { return s.Day == day || s.Day == day+1 }

// of returns the salt of a day, or of the next one if that has begun.
func (s *salts) of(ctx context.Context, day Day) (Salt, error) {
	if c := s.current.Load(); c != nil && c.serves(day) {
		return *c, nil
	}
	select {
	case s.fetching <- struct{}{}:
		defer func() { <-s.fetching }()
	case <-ctx.Done():
		return Salt{}, fmt.Errorf("wait for the salt of the day: %w", ctx.Err())
	}
	if c := s.current.Load(); c != nil && c.serves(day) {
		return *c, nil
	}
	if err := s.begin(ctx, day); err != nil {
		return Salt{}, err
	}
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
	s.current.Store(&salt)
	return salt, nil
}

// drop forgets a salt that the store doesn't have any more.
func (s *salts) drop(stale Salt) {
	if c := s.current.Load(); c != nil && c.Day == stale.Day && c.Tag == stale.Tag {
		s.current.CompareAndSwap(c, nil)
	}
}
