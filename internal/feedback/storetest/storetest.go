// Package storetest is the conformance suite of feedback.Store. It tests the promises of package
// feedback on counting, retries, rates and deletion.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"baken.example/baken/internal/feedback"
)

// Place opens a store on a database of its own, which is empty at first. Further calls open the
// same database. The test closes the stores.
type Place func() feedback.Store

// Run runs the suite. empty returns a new Place for each test.
func Run(t *testing.T, empty func(t *testing.T) Place) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Place)
	}{
		{"Kept", kept},
		{"Retry", retry},
		{"Comment", comment},
		{"Conflict", conflict},
		{"Counting", counted},
		{"Another day", anotherDay},
		{"Day", day},
		{"Rate", rate},
		{"Quorum", quorum},
		{"Quorum in parallel", quorumInParallel},
		{"Lease", lease},
		{"Growth", growth},
		{"Seen", seen},
		{"Remove", remove},
		{"Salt", salt},
		{"Forget", forget},
		{"Purge", purge},
		{"Tallies", tallies},
		{"Order", order},
		{"Parallel", parallel},
		{"Visitors in parallel", visitorsInParallel},
		{"One id of two", oneIDOfTwo},
		{"Anything", anything},
		{"Cancelled", cancelled},
		{"Closing", closing},
		{"Closed", closed},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, empty(t)) })
	}
}

// today is the day of the tests, and tag the tag of its salt.
const (
	today = feedback.Day(20000)
	tag   = int64(-42)
)

// open opens a store and sets the salt of today.
func open(t *testing.T, place Place) feedback.Store {
	t.Helper()
	s := place()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today, Tag: tag, Key: []byte("key")}); err != nil {
		t.Fatal(err)
	}
	return s
}

// submission returns the nth answer, of a visitor of its own.
func submission(n int) feedback.Submission {
	return feedback.Submission{
		Answer:  feedback.Answer{ID: fmt.Sprintf("submission-%06d", n), Page: "/xx/contact/", Lang: "xx", Helpful: true, Day: today},
		Visitor: hash('v', n), Sender: hash('s', n), Salt: tag, Slot: 1000, Limit: 1000,
	}
}

func hash(kind byte, n int) []byte { return fmt.Appendf(nil, "%c%015d", kind, n) }

// put puts a submission, and checks the receipt.
func put(t *testing.T, s feedback.Store, sub feedback.Submission, want feedback.Result, id string) {
	t.Helper()
	got, err := s.Put(t.Context(), sub)
	if err != nil {
		t.Fatal(err)
	}
	if got.Result != want || got.ID != id {
		t.Fatalf("%s was %v as %q, want %v as %q", sub.ID, got.Result, got.ID, want, id)
	}
}

// stored returns the answers of a store.
func stored(t *testing.T, s feedback.Store) []feedback.Answer {
	t.Helper()
	return collect(t, s.Answers(t.Context(), 0, 40000))
}

func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// checkStored checks the answers of a store.
func checkStored(t *testing.T, s feedback.Store, want ...feedback.Answer) {
	t.Helper()
	if got := stored(t, s); !slices.Equal(got, want) {
		t.Errorf("the store has\n%+v, want\n%+v", got, want)
	}
}

func counting(a feedback.Answer) feedback.Answer {
	a.Counts = true
	return a
}

func kept(t *testing.T, place Place) {
	one, two := submission(1), submission(2)
	one.Comment = "It's “fine”;\n\t'; DROP TABLE answer; -- \\ % _ 😀 \u202fé"
	two.Helpful, two.Lang, two.Page, two.Day = false, "yy", "/yy/a-b/c/", today
	two.Visitor, two.Sender = nil, nil
	s := place()
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today, Tag: tag, Key: []byte("key")}); err != nil {
		t.Fatal(err)
	}
	put(t, s, one, feedback.Stored, one.ID)
	put(t, s, two, feedback.Stored, two.ID)
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkStored(t, open(t, place), counting(one.Answer), counting(two.Answer))
}

func closed(t *testing.T, place Place) {
	s := place()
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, errPut := s.Put(t.Context(), submission(1))
	_, errSalt := s.Salt(t.Context(), feedback.Salt{})
	_, errLease := s.Lease(t.Context(), 1, 1, 1)
	_, errPurge := s.Purge(t.Context(), today)
	for i, err := range []error{errPut, errSalt, errLease, errPurge, s.Forget(t.Context(), today), s.Ready(t.Context())} {
		if !errors.Is(err, feedback.ErrClosed) {
			t.Errorf("%d: %v", i, err)
		}
	}
	for _, err := range s.Answers(t.Context(), 0, today) {
		if !errors.Is(err, feedback.ErrClosed) {
			t.Error(err)
		}
	}
	for _, err := range s.Tallies(t.Context(), 0, today) {
		if !errors.Is(err, feedback.ErrClosed) {
			t.Error(err)
		}
	}
}

// cancelled checks that a cancelled call returns an error or a receipt, never both.
func cancelled(t *testing.T, place Place) {
	s := open(t, place)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for n := range 20 {
		if receipt, err := s.Put(ctx, submission(n)); err != nil && receipt != (feedback.Receipt{}) {
			t.Errorf("%v and %v", receipt, err)
		}
	}
	put(t, s, submission(100), feedback.Stored, submission(100).ID)
}

func salt(t *testing.T, place Place) {
	s := place()
	t.Cleanup(func() { s.Close() })
	propose := func(s feedback.Store, p, want feedback.Salt) {
		t.Helper()
		got, err := s.Salt(t.Context(), p)
		if err != nil || got.Day != want.Day || got.Tag != want.Tag || !bytes.Equal(got.Key, want.Key) {
			t.Errorf("%v, %v, want %v", got, err, want)
		}
	}
	one := feedback.Salt{Day: today, Tag: 1, Key: []byte{0, 1, 255}}
	two := feedback.Salt{Day: today, Tag: 2, Key: []byte{2}}
	next := feedback.Salt{Day: today + 1, Tag: 3, Key: []byte{3}}
	propose(s, one, one)
	propose(s, two, one)
	propose(s, next, next)
	again := place()
	t.Cleanup(func() { again.Close() })
	propose(again, two, one)

	// An answer hashed with another salt isn't stored.
	sub := submission(1)
	sub.Salt = 2
	put(t, s, sub, feedback.Stale, "")
	sub.Salt = 1
	put(t, s, sub, feedback.Stored, sub.ID)
	sub = submission(2)
	sub.Salt, sub.Day = 1, today+1
	put(t, s, sub, feedback.Stale, "")

	if err := s.Forget(t.Context(), today+1); err != nil {
		t.Fatal(err)
	}
	sub = submission(3)
	sub.Salt = 1
	put(t, s, sub, feedback.Stale, "")
	propose(s, two, two)
	propose(s, one, two)
	propose(s, one, two)
	propose(again, feedback.Salt{Day: today + 1, Tag: 9, Key: []byte{9}}, next)
}
