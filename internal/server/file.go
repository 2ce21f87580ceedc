package server

import (
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server/negotiation"
)

// file is an artifact and its cached representations. Each is rendered on the first request for it,
// once for all concurrent requests. Errors aren't cached.
type file struct {
	artifact artifact.Artifact
	*cached
}

// newFile returns a file with nothing cached.
func newFile(a artifact.Artifact) *file { return &file{a, new(cached)} }

// cached is what has been made of an artifact.
type cached struct {
	inFlight singleflight.Group
	// plain, brotli and gzip cache the representations. brotli and gzip hold the plain one where
	// compression doesn't make it smaller.
	plain, brotli, gzip atomic.Pointer[representation]
	// hashed caches the entity tag of a file that isn't held.
	hashed atomic.Pointer[hashed]
}

// representation is the content in one coding (RFC 9110, section 3.2).
type representation struct {
	body []byte
	// coding is a result of negotiation.Coding.
	coding string
	// etag is a strong entity tag, quotes included.
	etag string
}

// representation returns the content in a coding, or uncompressed where that is no larger.
func (f *file) representation(coding string) (*representation, error) {
	slot := &f.plain
	switch {
	case coding == negotiation.Brotli && compressible(f.artifact.MediaType):
		slot = &f.brotli
	case coding == negotiation.Gzip && compressible(f.artifact.MediaType):
		slot = &f.gzip
	default:
		coding = negotiation.Identity
	}
	if r := slot.Load(); r != nil {
		return r, nil
	}
	value, err, _ := f.inFlight.Do(coding, func() (any, error) {
		if r := slot.Load(); r != nil {
			return r, nil
		}
		r, err := f.make(coding)
		if err == nil {
			slot.Store(r)
		}
		return r, err
	})
	if err != nil {
		return nil, err
	}
	return value.(*representation), nil
}

func (f *file) make(coding string) (*representation, error) {
	if coding == negotiation.Identity {
		body, err := f.artifact.Append(nil)
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", f.artifact.Path, err)
		}
		return newRepresentation(body, negotiation.Identity), nil
	}
	plain, err := f.representation(negotiation.Identity)
	if err != nil {
		return nil, err
	}
	if body := compress(plain.body, coding); len(body) < len(plain.body) {
		return newRepresentation(body, coding), nil
	}
	return plain, nil
}
