package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"baken.example/baken/internal/feedback"
)

// Put implements feedback.Store.
func (s *Store) Put(ctx context.Context, sub feedback.Submission) (feedback.Receipt, error) {
	var receipt feedback.Receipt
	err := s.run(ctx, func(db *session) (err error) {
		receipt, err = db.put(&sub)
		return err
	})
	if err != nil {
		return feedback.Receipt{}, err
	}
	return receipt, nil
}

// row is a stored answer.
type row struct {
	number     int64
	day        string
	page, lang string
	helpful    bool
	comment    string
}

func scan(r *sql.Row) (*row, error) {
	var a row
	err := r.Scan(&a.number, &a.day, &a.page, &a.lang, &a.helpful, &a.comment)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &a, err
}

// put applies the rules of package feedback, section "What counts".
func (s *session) put(sub *feedback.Submission) (feedback.Receipt, error) {
	if tag, ok := s.tags[sub.Day]; sub.Visitor != nil && (!ok || tag != sub.Salt) {
		return feedback.Receipt{Result: feedback.Stale}, nil
	}
	bounds := sub.All()
	v := s.rates.check(sub, bounds)
	if q := sub.Quorum; q != nil && !v.refuses() {
		return s.putWithQuorum(sub, q, bounds)
	}
	if !v.refuses() {
		stored, err := s.add(sub, !v.uncounted)
		if err != nil {
			return feedback.Receipt{}, err
		}
		if stored {
			s.rates.count(bounds, !v.uncounted)
			return feedback.Receipt{Result: feedback.Stored, ID: sub.ID}, nil
		}
	}
	old, err := scan(s.byID.QueryRow(sub.ID))
	switch {
	case err != nil:
		return feedback.Receipt{}, err
	case old == nil && v.refuses():
		return feedback.Receipt{Result: v.result()}, nil
	case old == nil:
		return feedback.Receipt{}, errors.New("an answer that isn't there is in the way")
	}
	return s.update(old, sub, bounds, v)
}

// putWithQuorum counts the visitor, and stores the submission if they complete the quorum or come
// after those who did.
func (s *session) putWithQuorum(sub *feedback.Submission, q *feedback.Quorum, bounds []feedback.Bound) (feedback.Receipt, error) {
	members, joined := s.rates.join(q)
	if joined {
		s.rates.count(bounds, false)
	}
	if !joined || members < q.Need {
		return feedback.Receipt{Result: feedback.Withheld}, nil
	}
	if stored, err := s.add(sub, false); err != nil || !stored {
		return feedback.Receipt{Result: feedback.Withheld}, err
	}
	return feedback.Receipt{Result: feedback.Stored, ID: sub.ID}, nil
}

// add inserts an answer unless its id exists.
func (s *session) add(sub *feedback.Submission, counts bool) (bool, error) {
	result, err := s.insert.Exec(sub.ID, sub.Day.String(), sub.Page, sub.Lang, sub.Helpful, sub.Comment, counts)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// update updates an answer by a later submission of the same day.
func (s *session) update(old *row, sub *feedback.Submission, bounds []feedback.Bound, v verdict) (feedback.Receipt, error) {
	comment := sub.Comment
	if comment == "" {
		comment = old.comment
	}
	elsewhere := old.page != sub.Page || old.lang != sub.Lang
	switch {
	case !elsewhere && old.helpful == sub.Helpful && old.comment == comment:
		return feedback.Receipt{Result: feedback.Repeated, ID: sub.ID}, nil
	case old.day != sub.Day.String():
		return feedback.Receipt{Result: feedback.Past}, nil
	case elsewhere:
		return feedback.Receipt{Result: feedback.Conflicting}, nil
	case v.refuses():
		return feedback.Receipt{Result: v.result()}, nil
	}
	if _, err := s.change.Exec(sub.Helpful, comment, old.number); err != nil {
		return feedback.Receipt{}, err
	}
	s.rates.count(bounds, false)
	return feedback.Receipt{Result: feedback.Changed, ID: sub.ID}, nil
}
