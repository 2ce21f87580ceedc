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

// row is an answer that is there.
type row struct {
	number         int64
	id, page, lang string
	helpful        bool
	comment        string
}

func scan(r *sql.Row) (*row, error) {
	var a row
	err := r.Scan(&a.number, &a.id, &a.page, &a.lang, &a.helpful, &a.comment)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &a, err
}

// put does what the comment of package feedback says under "What counts".
func (s *session) put(sub *feedback.Submission) (feedback.Receipt, error) {
	if tag, ok := s.tags[sub.Day]; sub.Visitor != nil && (!ok || tag != sub.Salt) {
		return feedback.Receipt{Result: feedback.Stale}, nil
	}
	limited := s.rates.full(sub)
	if !limited {
		stored, err := s.add(sub)
		if err != nil || stored {
			return feedback.Receipt{Result: feedback.Stored, ID: sub.ID}, err
		}
	}
	old, err := scan(s.byID.QueryRow(sub.ID))
	if err != nil {
		return feedback.Receipt{}, err
	}
	if old != nil {
		if old.page != sub.Page || old.lang != sub.Lang {
			return feedback.Receipt{Result: feedback.Conflicting}, nil
		}
		return s.update(old, sub, limited)
	}
	if sub.Visitor != nil {
		if old, err = scan(s.byVisitor.QueryRow(sub.Visitor)); err != nil {
			return feedback.Receipt{}, err
		}
	}
	switch {
	case old != nil && !sub.Named && (old.comment == "" || sub.Comment == "" || old.comment == sub.Comment):
		return s.update(old, sub, limited)
	case limited:
		return feedback.Receipt{Result: feedback.Limited}, nil
	case old == nil:
		return feedback.Receipt{}, errors.New("an answer that isn't there is in the way")
	}
	if _, err := s.supersede.Exec(old.number); err != nil {
		return feedback.Receipt{}, err
	}
	stored, err := s.add(sub)
	if err == nil && !stored {
		err = errors.New("an answer that doesn't count is in the way")
	}
	return feedback.Receipt{Result: feedback.Stored, ID: sub.ID}, err
}

// add adds an answer, unless its id or its visitor has one.
func (s *session) add(sub *feedback.Submission) (bool, error) {
	var visitor any // NULL for none
	if sub.Visitor != nil {
		visitor = sub.Visitor
	}
	result, err := s.insert.Exec(sub.ID, sub.Day.String(), sub.Page, sub.Lang, sub.Helpful, sub.Comment, visitor)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	if n == 1 {
		s.rates.count(sub)
	}
	return n == 1, err
}

// update makes an answer what a later one says.
func (s *session) update(old *row, sub *feedback.Submission, limited bool) (feedback.Receipt, error) {
	comment := sub.Comment
	if comment == "" {
		comment = old.comment
	}
	if old.helpful == sub.Helpful && old.comment == comment {
		return feedback.Receipt{Result: feedback.Repeated, ID: old.id}, nil
	}
	if limited {
		return feedback.Receipt{Result: feedback.Limited}, nil
	}
	s.rates.count(sub)
	_, err := s.change.Exec(sub.Helpful, comment, old.number)
	return feedback.Receipt{Result: feedback.Changed, ID: old.id}, err
}
