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
	// Counts reports whether it is in the tallies, which have so many answers of a browser, an address
	// and a network about a page and day. Comments matter either way.
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
	// Visitor is the same for the same browser, page and day; Sender for the same address and day.
	// Both are nil where the visitor isn't known.
	Visitor, Sender []byte
	// Salt is the Tag of the one that made them.
	Salt int64
	// Slot is the number of the window of time, and Limit how many answers Sender may give in it.
	Slot  int64
	Limit int
	// Bounds are what else is counted of the submission, in an order that is the same for all.
	Bounds []Bound
}

// Bound is how much may be stored under a key.
type Bound struct {
	Per Period
	// Key is a hash of 16 bytes.
	Key []byte
	// Cost is what the submission adds, once it is stored, and Limit the most that there may be.
	Cost, Limit int
}

// Period is what a bound is of.
type Period int

const (
	// PerWindow bounds what is stored and changed in a window of time.
	PerWindow Period = iota
	// PerDay bounds what is stored and changed in a day.
	PerDay
	// Counting bounds the answers of a day that count. What is stored beyond doesn't.
	Counting
)

// All returns all bounds of a submission, that of its sender first.
func (s *Submission) All() []Bound {
	if s.Sender == nil {
		return s.Bounds
	}
	return append([]Bound{{PerWindow, s.Sender, 1, s.Limit}}, s.Bounds...)
}

// Result is what became of a submission.
type Result int

const (
	// Stored means that it is a new answer.
	Stored Result = iota
	// Changed means that it changed an earlier answer.
	Changed
	// Repeated means that it was there already, all of it. It doesn't count towards any bound.
	Repeated
	// Limited means that its sender or their network has given as many answers as they may in a window.
	// Nothing is stored.
	Limited
	// Conflicting means that the id belongs to an answer about another page. Nothing is stored.
	Conflicting
	// Stale means that the store has no such salt (any more). Nothing is stored.
	Stale
	// Spent means that its sender or their network has used up their share of the day. Nothing is stored.
	Spent
	// Past means that the id belongs to another answer, of another day. Nothing is stored.
	Past
	results
)

// String is the result in the words of a metric's label.
func (r Result) String() string {
	return [results]string{"stored", "changed", "repeated", "limited", "conflicting", "stale", "spent", "past"}[r]
}

// Results are all results, in order.
func Results() []Result {
	return []Result{Stored, Changed, Repeated, Limited, Conflicting, Stale, Spent, Past}
}

// Receipt says what became of a submission.
type Receipt struct {
	Result Result
	// ID is that of the answer it went into, or "".
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

	// Allot takes up to want KiB from what is left of limit in the growth of a day. Unlike a lease, it
	// survives a restart.
	Allot(ctx context.Context, day Day, want, limit int) (int, error)

	// Forget destroys the salts of the days before one, and the hashes that were made with them.
	Forget(ctx context.Context, before Day) error
	// See notes that a day has begun, unless it is before all days noted, and returns those, in order.
	// With anew, it forgets those noted before.
	See(ctx context.Context, day Day, anew bool) ([]Day, error)
	// Remove removes the answer with an id, and reports whether there was one.
	Remove(ctx context.Context, id string) (bool, error)
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
