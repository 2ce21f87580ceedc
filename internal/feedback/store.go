package feedback

import (
	"context"
	"errors"
	"iter"
)

// Answer is one visitor's answer about one page.
type Answer struct {
	// ID is 16 to 64 of A-Z a-z 0-9 _ and -.
	ID string
	// Page is the path of its URL, Lang its language.
	Page, Lang string
	Helpful    bool
	// Comment is "" if there is none.
	Comment string
	Day     Day
	// Counts reports whether the answer is in the tallies, which are bounded per browser, address
	// and network for a page and a day. It has no bearing on comments.
	Counts bool
}

// Tally is the number of answers of one day about a page that count.
type Tally struct {
	Page, Lang string
	Day        Day
	Yes, No    int
}

// Salt is the key of the hashes of one day.
type Salt struct {
	Day Day
	// Tag distinguishes this salt from any other of the day. It isn't secret.
	Tag int64
	Key []byte
}

// Submission is an answer to be stored.
type Submission struct {
	Answer
	// Visitor is the hash of browser, page and day, Sender that of address and day. Both are nil if
	// the visitor's address is unknown.
	Visitor, Sender []byte
	// Salt is the Tag of the salt of these hashes.
	Salt int64
	// Slot is the number of the window of time, Limit the bound on the answers of Sender in it.
	Slot  int64
	Limit int
	// Bounds are the further bounds, in the same order for all submissions.
	Bounds []Bound
	// Quorum, unless nil, withholds the submission until enough visitors have made one like it.
	Quorum *Quorum
}

// Quorum is the number of visitors of a day below which nothing is stored of what they have in
// common. The one who completes it is the first whose submission is stored; stored submissions with
// a quorum don't count.
type Quorum struct {
	// Key is a hash of what the visitors have in common, and Member one of that and the visitor,
	// who counts once. Both have 16 bytes.
	Key, Member []byte
	// Need is the number of visitors, at least 1.
	Need int
}

// Bound is a bound on the cost of the submissions with a key.
type Bound struct {
	Per Period
	// Key is a hash of 16 bytes.
	Key []byte
	// Cost is added when the submission is stored. The sum doesn't exceed Limit.
	Cost, Limit int
}

// Period is the scope of a bound.
type Period int

const (
	// PerWindow bounds the answers stored and changed in a window of time.
	PerWindow Period = iota
	// PerDay bounds the answers stored and changed in a day.
	PerDay
	// Counting bounds the answers of a day that count. Further ones are stored without counting.
	Counting
)

// All returns all bounds of a submission, beginning with its sender's rate.
func (s *Submission) All() []Bound {
	if s.Sender == nil {
		return s.Bounds
	}
	return append([]Bound{{PerWindow, s.Sender, 1, s.Limit}}, s.Bounds...)
}

// Result is the outcome of a submission.
type Result int

const (
	// Stored means that the submission is a new answer.
	Stored Result = iota
	// Changed means that the submission changed an earlier answer.
	Changed
	// Repeated means that the submission was stored before. It doesn't count towards any bound.
	Repeated
	// Limited means that a bound of the window is reached for the sender or their network. Nothing
	// is stored.
	Limited
	// Conflicting means that the id belongs to an answer about another page. Nothing is stored.
	Conflicting
	// Stale means that the store doesn't have the salt, or has destroyed it. Nothing is stored.
	Stale
	// Spent means that a bound of the day is reached for the sender or their network. Nothing is
	// stored.
	Spent
	// Past means that the id belongs to a different answer of another day. Nothing is stored.
	Past
	// Withheld means that fewer visitors than the quorum have made such a submission on this day,
	// or that the visitor was counted before. Nothing is stored.
	Withheld
	results
)

// String returns the value of the result's metric label.
func (r Result) String() string {
	return [results]string{"stored", "changed", "repeated", "limited", "conflicting", "stale", "spent", "past", "withheld"}[r]
}

// Results returns all results in order.
func Results() []Result {
	return []Result{Stored, Changed, Repeated, Limited, Conflicting, Stale, Spent, Past, Withheld}
}

// Receipt reports the outcome of a submission.
type Receipt struct {
	Result Result
	// ID is the id of the stored answer, or "" if nothing is stored.
	ID string
}

// ErrClosed is returned by the methods of a closed store.
var ErrClosed = errors.New("the store is closed")

// Store keeps answers. Its methods may be called concurrently, also by several processes that share
// the database. An error is temporary: the same call may succeed later.
type Store interface {
	// Put stores a submission by the rules of the package comment. When it returns a receipt, the
	// submission is durable: it survives a crash of the machine.
	Put(ctx context.Context, s Submission) (Receipt, error)
	// Salt returns the salt of the proposal's day. It stores the proposal if the day has no salt
	// yet.
	Salt(ctx context.Context, proposal Salt) (Salt, error)
	// Lease takes up to want answers from the remainder of limit in a window of time, and returns
	// how many it took.
	Lease(ctx context.Context, slot int64, want, limit int) (int, error)

	// Allot takes up to want KiB from the remainder of limit, the bound of a day's growth, and
	// returns how many it took. Unlike a lease, it survives a restart.
	Allot(ctx context.Context, day Day, want, limit int) (int, error)

	// Forget destroys the salts of the days before one, and the hashes under them.
	Forget(ctx context.Context, before Day) error
	// See records a day, unless it is before all recorded days, and returns the recorded days in
	// order. If reset is set, it deletes the earlier records first.
	See(ctx context.Context, day Day, reset bool) ([]Day, error)
	// Remove deletes the answer with an id, and reports whether it existed.
	Remove(ctx context.Context, id string) (bool, error)
	// Purge deletes the answers of the days before one, and returns their number.
	Purge(ctx context.Context, before Day) (int, error)

	// Answers yields all answers of the days from … to inclusive, ordered by day and, within a day,
	// by arrival.
	Answers(ctx context.Context, from, to Day) iter.Seq2[Answer, error]
	// Tallies yields the numbers of answers that count on the days from … to inclusive, ordered by
	// page, language and day.
	Tallies(ctx context.Context, from, to Day) iter.Seq2[Tally, error]

	// Ready returns an error if Put would.
	Ready(ctx context.Context) error
	// Close completes pending calls and closes the store. All later calls return ErrClosed.
	Close() error
}
