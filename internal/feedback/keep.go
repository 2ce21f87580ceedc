package feedback

import (
	"context"
	"errors"
	"net/http"
	"time"

	"baken.example/baken/internal/feedback/limit"
	"baken.example/baken/internal/feedback/post"
	"baken.example/baken/internal/feedback/problem"
	"baken.example/baken/internal/feedback/redact"
	"baken.example/baken/internal/feedback/visitor"
)

// keep redacts and stores an answer. It reports whether the answer is new, and sets the id that it
// is stored under.
func (h *Handler) keep(r *http.Request, a *Answer) (bool, *problem.Problem) {
	var found redact.Found
	a.Comment, found = redact.Text(a.Comment)
	h.metrics.redact(found)
	if a.search() && found != (redact.Found{}) {
		return true, nil // What has personal data in it is no search to keep.
	}

	ctx, cancel := context.WithTimeout(r.Context(), h.config.StoreTimeout)
	defer cancel()
	start := time.Now()
	receipt, err := h.store(ctx, *a, visitor.Of(r, h.config.Proxies))
	h.metrics.observe(time.Since(start))
	if err != nil {
		h.noteFailure(r.Context(), err)
		return false, &problem.Problem{Kind: problem.NotStored, RetryAfter: retryAfter}
	}
	h.noteSuccess()
	h.metrics.results[receipt.Result].Add(1)
	switch receipt.Result {
	case Withheld:
		return true, nil
	case Stored, Changed, Repeated:
		a.ID = receipt.ID
		return receipt.Result == Stored, nil
	case Conflicting:
		return false, &problem.Problem{Kind: problem.OtherPage, Field: post.ID}
	case Limited:
		return false, &problem.Problem{Kind: problem.RateExceeded, RetryAfter: h.config.Limits.Wait(h.config.Clock())}
	case Spent:
		return false, &problem.Problem{Kind: problem.DayExceeded, RetryAfter: limit.WaitDay(h.config.Clock())}
	}
	return false, &problem.Problem{Kind: problem.NotStored, RetryAfter: retryAfter}
}

// retryAfter is the Retry-After in seconds while the store fails. It needs no jitter, since people
// retry by pressing a button.
const retryAfter = 5

// store stores an answer within the bounds on all visitors.
func (h *Handler) store(ctx context.Context, a Answer, from visitor.Visitor) (Receipt, error) {
	if a.ID == "" {
		id, err := h.newID()
		if err != nil {
			return Receipt{}, err
		}
		a.ID = id
	}
	now := h.config.Clock()
	slot, day, cost := h.config.Limits.Slot(now), DayOf(now), limit.Cost(len(a.Page)+len(a.Comment))
	ok, err := h.window.Take(ctx, slot, 1)
	if err != nil {
		return Receipt{}, err
	}
	if !ok {
		return Receipt{Result: Limited}, nil
	}
	if h.day != nil {
		if ok, err = h.day.Take(ctx, int64(day), cost); err != nil || !ok {
			h.window.GiveBack(slot, 1)
			h.noteFull(day, !ok && err == nil)
			return Receipt{Result: Spent}, err
		}
	}
	receipt, err := h.put(ctx, Submission{Answer: a, Slot: slot, Limit: h.config.Limits.Visitor}, day, cost, from)
	if err != nil || receipt.Result > Changed {
		if receipt.Result != Withheld {
			h.window.GiveBack(slot, 1)
		}
		if h.day != nil {
			h.day.GiveBack(int64(day), cost)
		}
	}
	return receipt, err
}

// noteFull logs, once a day, that the bound of a day's growth is reached.
func (h *Handler) noteFull(day Day, full bool) {
	if full && h.full.Swap(int64(day)) != int64(day) {
		h.config.Logger.Error("feedback: no more answers are stored today: the database has grown as much as it may in a day", "KiB", h.config.Limits.Day)
	}
}

// put stores a submission with the salt of the day.
func (h *Handler) put(ctx context.Context, s Submission, day Day, cost int, from visitor.Visitor) (Receipt, error) {
	const attempts = 2 // the cached salt may have been destroyed since
	for range attempts {
		salt, err := h.salts.of(ctx, day)
		if err != nil {
			return Receipt{}, err
		}
		s.Day, s.Salt = salt.Day, salt.Tag
		if from.Address.IsValid() {
			hashes := from.Hash(salt.Key, uint32(salt.Day), s.Page)
			s.Visitor, s.Sender = hashes.Browser, hashes.Address
			s.Bounds = h.bounds(s.Bounds[:0], hashes, cost)
			if s.search() {
				s.Quorum = h.quorum(from, salt, &s.Answer)
			}
		} else if s.search() {
			return Receipt{Result: Withheld}, nil // Nobody can tell how many visitors there are.
		}
		receipt, err := h.config.Store.Put(ctx, s)
		if err == nil && receipt.Result == Past {
			// The id belongs to an answer of another day: this is a new one, under a derived id.
			renamed := s
			renamed.ID = visitor.Rename(salt.Key, uint32(salt.Day), s.ID)
			receipt, err = h.config.Store.Put(ctx, renamed)
		}
		if err != nil || receipt.Result != Stale {
			return receipt, err
		}
		h.salts.drop(salt)
	}
	return Receipt{}, errors.New("salts don't last")
}

// bounds appends the bounds of a submission other than its sender's rate.
func (h *Handler) bounds(out []Bound, of visitor.Hashes, cost int) []Bound {
	l := &h.config.Limits
	for _, b := range [...]Bound{
		{PerWindow, of.Network, 1, l.Network},
		{PerDay, of.Address, cost, l.AddressDay()},
		{PerDay, of.Network, cost, l.NetworkDay()},
		{Counting, of.Browser, 1, l.PageBrowser},
		{Counting, of.AddressPage, 1, l.PageAddress},
		{Counting, of.NetworkPage, 1, l.PageNetwork},
	} {
		if b.Limit > 0 {
			out = append(out, b)
		}
	}
	return out
}

// noteFailure records a failure of the store, and logs the first one after a success.
func (h *Handler) noteFailure(ctx context.Context, err error) {
	h.metrics.failures.Add(1)
	if ctx.Err() != nil {
		return // the client went away
	}
	h.metrics.failed.Store(h.config.Clock().UnixNano())
	if !h.metrics.failing.Swap(true) {
		h.config.Logger.Error("feedback: answers can't be stored", "error", err)
	}
}

// noteSuccess records that the store works.
func (h *Handler) noteSuccess() {
	if h.metrics.failing.Load() && h.metrics.failing.Swap(false) {
		h.config.Logger.Info("feedback: answers are stored again")
	}
}

// doubt is how long a failure predicts that the next answer fails as well. A load balancer that
// sees an unready service sends no answers, so that only the store can show that it works again.
const doubt = 30 * time.Second

// Failing reports whether storing the last answer failed within the last 30 seconds.
func (h *Handler) Failing() bool {
	if !h.metrics.failing.Load() {
		return false
	}
	ago := h.config.Clock().Sub(time.Unix(0, h.metrics.failed.Load()))
	return 0 <= ago && ago < doubt
}
