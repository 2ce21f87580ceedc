package feedback

import (
	"context"
	"iter"
)

// Unavailable returns a store that never works, for the reason given: each of its methods returns it,
// but for Close. A handler with it answers as it does while any store is away: readers are told that
// nothing was stored, and keep what they typed. It is for processes that mustn't store anything, and
// for those that can't because of how they are set up, where ending would show readers nothing.
func Unavailable(reason error) Store { return away{reason} }

type away struct{ reason error }

func (u away) Put(context.Context, Submission) (Receipt, error) { return Receipt{}, u.reason }

func (u away) Salt(context.Context, Salt) (Salt, error) { return Salt{}, u.reason }

func (u away) Lease(context.Context, int64, int, int) (int, error) { return 0, u.reason }

func (u away) Forget(context.Context, Day) error { return u.reason }

func (u away) Purge(context.Context, Day) (int, error) { return 0, u.reason }

func (u away) Answers(context.Context, Day, Day) iter.Seq2[Answer, error] {
	return func(yield func(Answer, error) bool) { yield(Answer{}, u.reason) }
}

func (u away) Tallies(context.Context, Day, Day) iter.Seq2[Tally, error] {
	return func(yield func(Tally, error) bool) { yield(Tally{}, u.reason) }
}

func (u away) Ready(context.Context) error { return u.reason }

func (u away) Close() error { return nil }
