package feedback

import (
	"context"
	"errors"
	"iter"
)

// Answer is what one visitor said of one page.
type Answer struct {
	// ID is 16 to 64 of A-Z a-z 0-9 _ and -.
	ID string
	// Page is the path of its URL, Lang its language.
	Page, Lang string
	Helpful    bool
	// Comment is "" where there is none.
	Comment string
	Day     Day
	// Counts tells whether it is the last answer of its visitor about the page that day. Comments
	// matter either way.
	Counts bool
}

// Tally is how many answers of one day about a page count.
type Tally struct {
	Page, Lang string
	Day        Day
	Yes, No    int
}

// Salt is what makes the hashes of one day different from those of any other.
type Salt struct {
	Day Day
	// Tag tells this salt from any other of the day. It isn't secret.
	Tag int64
	Key []byte
}

// Submission is an answer on its way into a store.
type Submission struct {
	Answer
	// Named tells whether the client made the id. Otherwise nobody knows it yet, and it gives way to
	// that of an earlier answer of the visitor.
	Named bool
	// Visitor is the same for the same visitor, page and day; Sender for the same visitor and day.
	// Both are nil where the visitor isn't known.
	Visitor, Sender []byte
	// Salt is the Tag of the one that made them.
	Salt int64
	// Slot is the number of the window of time, and Limit how many answers Sender may give in it.
	Slot  int64
	Limit int
}

// Result is what became of a submission.
type Result int

const (
	// Stored means that it is a new answer.
	Stored Result = iota
	// Changed means that it changed an earlier answer.
	Changed
	// Repeated means that it was there already, all of it. It doesn't count towards the limit.
	Repeated
	// Limited means that its sender has given as many answers as they may. Nothing is stored.
	Limited
	// Conflicting means that the id belongs to an answer about another page. Nothing is stored.
	Conflicting
	// Stale means that the store has no such salt (any more). Nothing is stored.
	Stale
	results
)

// String is the result in the words of a metric's label.
func (r Result) String() string {
	return [results]string{"stored", "changed", "repeated", "limited", "conflicting", "stale"}[r]
}

// Receipt says what became of a submission.
type Receipt struct {
	Result Result
	// ID is that of the answer it went into, which may be an earlier one of the visitor.
	ID string
}

// ErrClosed is what a store returns once it is closed.
var ErrClosed = errors.New("the store is closed")

// Store keeps answers. Its methods may be called at the same time, and by several processes that
// share what is behind it. An error means that it can't do so now; the same call may succeed later.
type Store interface {
	// Put stores a submission, by the rules in the package comment. What it returns a receipt for
	// survives a crash of everything but the disk.
	Put(ctx context.Context, s Submission) (Receipt, error)
	// Salt returns the salt of a day: the one it has, or else the proposal, which it then keeps.
	Salt(ctx context.Context, proposal Salt) (Salt, error)
	// Lease takes up to want from what is left of limit in a window of time.
	Lease(ctx context.Context, slot int64, want, limit int) (int, error)

	// Forget destroys the salts of the days before one, and the hashes that were made with them.
	Forget(ctx context.Context, before Day) error
	// Purge removes the answers of the days before one, and returns how many.
	Purge(ctx context.Context, before Day) (int, error)

	// Answers yields all answers from a day to another, both included, in the order of their days, and
	// within a day in the order in which they came in.
	Answers(ctx context.Context, from, to Day) iter.Seq2[Answer, error]
	// Tallies yields how many answers count from a day to another, both included, by page, language
	// and day.
	Tallies(ctx context.Context, from, to Day) iter.Seq2[Tally, error]

	// Ready returns an error where Put would.
	Ready(ctx context.Context) error
	// Close finishes what was begun. After it, all methods return ErrClosed.
	Close() error
}
