package server

import (
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"baken.example/baken/internal/artifact"
)

// file is an artifact and what has been made of it so far. Each representation is made when it is
// first asked for, once however many ask, and kept; a failure is not.
type file struct {
	artifact artifact.Artifact
	making   singleflight.Group
	// plain, brotli and gzip hold representations, or for want of a smaller one the plain one.
	plain, brotli, gzip atomic.Pointer[representation]
}

// representation is the content in one coding (RFC 9110, section 3.2).
type representation struct {
	body []byte
	// coding is one of those that chooseCoding returns.
	coding string
	// etag is a strong entity tag, quotes included.
	etag string
}

// representation gives the content in a coding, or as it is where that is no larger.
func (f *file) representation(coding string) (*representation, error) {
	slot := &f.plain
	switch {
	case coding == codingBrotli && compressible(f.artifact.MediaType):
		slot = &f.brotli
	case coding == codingGzip && compressible(f.artifact.MediaType):
		slot = &f.gzip
	default:
		coding = codingNone
	}
	if r := slot.Load(); r != nil {
		return r, nil
	}
	made, err, _ := f.making.Do(coding, func() (any, error) {
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
	return made.(*representation), nil
}

func (f *file) make(coding string) (*representation, error) {
	if coding == codingNone {
		body, err := f.artifact.Append(nil)
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", f.artifact.Path, err)
		}
		return newRepresentation(body, codingNone), nil
	}
	plain, err := f.representation(codingNone)
	if err != nil {
		return nil, err
	}
	if body := compress(plain.body, coding); len(body) < len(plain.body) {
		return newRepresentation(body, coding), nil
	}
	return plain, nil
}
