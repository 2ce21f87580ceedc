package postgres_test

import (
	"errors"
	"testing"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/postgres"
)

// TestUnavailable checks that every method of an unavailable store returns the reason.
func TestUnavailable(t *testing.T) {
	reason := errors.New("no database")
	s := postgres.Unavailable(reason)
	ctx := t.Context()
	for name, ask := range map[string]func() error{
		"Put":   func() error { _, err := s.Put(ctx, feedback.Submission{}); return err },
		"Salt":  func() error { _, err := s.Salt(ctx, feedback.Salt{}); return err },
		"Lease": func() error { _, err := s.Lease(ctx, 0, 1, 1); return err },
		"Purge": func() error { _, err := s.Purge(ctx, 0); return err },
		"Ready": func() error { return s.Ready(ctx) },
		"Answers": func() error {
			for _, err := range s.Answers(ctx, 0, 1) {
				return err
			}
			return nil
		},
	} {
		if err := ask(); !errors.Is(err, reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := s.Ready(ctx); !errors.Is(err, feedback.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
