package feedback

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"time"

	"baken.example/baken/internal/feedback/redact"
)

// ServeHTTP answers as the package comment says.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	f := h.form(r)
	a, robot, p := h.receive(w, r, &f)
	created := true
	switch {
	case p != nil:
	case robot:
		h.metrics.robots.Add(1)
		if a.ID == "" {
			a.ID, _ = h.newID()
		}
	default:
		created, p = h.keep(r, &a)
	}
	if p != nil {
		h.metrics.refuse(p.kind)
		h.refuse(w, f, p)
		return
	}
	h.acknowledge(w, f, a, created)
}

// receive reads an answer, and notes in f what the request says of how to answer it. It tells
// whether a robot sent it.
func (h *Handler) receive(w http.ResponseWriter, r *http.Request, f *form) (Answer, bool, *problem) {
	if r.Method != http.MethodPost {
		return Answer{}, false, &problem{kind: notPost}
	}
	if h.origins.Check(r) != nil {
		return Answer{}, false, &problem{kind: crossOrigin}
	}
	sent, p := mediaType(r.Header)
	if p != nil {
		return Answer{}, false, p
	}
	if r.URL.RawQuery != "" {
		return Answer{}, false, &problem{kind: withQuery}
	}
	body, p := read(w, r, h.config.BodyTimeout)
	if p != nil {
		return Answer{}, false, p
	}
	decode := decodeForm
	if sent == jsonType {
		decode = decodeJSON
	}
	f.sent, p = decode(body)
	if _, ok := h.config.Texts[f.sent[fieldLang]]; ok {
		f.lang = f.sent[fieldLang]
	}
	if p != nil {
		return Answer{}, false, p
	}
	return h.answer(f.sent)
}

// keep stores an answer. It tells whether it is a new one, and changes its id if it went into
// another.
func (h *Handler) keep(r *http.Request, a *Answer) (bool, *problem) {
	var found redact.Found
	a.Comment, found = redact.Text(a.Comment)
	h.metrics.redact(found)

	ctx, cancel := context.WithTimeout(r.Context(), h.config.StoreTimeout)
	defer cancel()
	start := time.Now()
	receipt, err := h.store(ctx, *a, client(r, h.config.Proxies))
	h.metrics.observe(time.Since(start))
	if err != nil {
		h.failed(r.Context(), err)
		return false, &problem{kind: notStored, retryAfter: retryAfter}
	}
	h.worked()
	h.metrics.results[receipt.Result].Add(1)
	switch receipt.Result {
	case Stored, Changed, Repeated:
		a.ID = receipt.ID
		return receipt.Result == Stored, nil
	case Conflicting:
		return false, &problem{kind: otherPage, field: fieldID}
	case Limited:
		return false, &problem{kind: rateExceeded, retryAfter: h.config.Limits.wait(h.config.Clock())}
	}
	return false, &problem{kind: notStored, retryAfter: retryAfter}
}

// retryAfter is after how many seconds it makes sense to try again when the store doesn't work. It
// is spread by people themselves, who press a button.
const retryAfter = 5

// store gives an answer to the store.
func (h *Handler) store(ctx context.Context, a Answer, from netip.Addr) (Receipt, error) {
	now := h.config.Clock()
	s := Submission{Answer: a, Named: a.ID != "", Slot: h.config.Limits.slot(now), Limit: h.config.Limits.Visitor}
	if !s.Named {
		id, err := h.newID()
		if err != nil {
			return Receipt{}, err
		}
		s.ID = id
	}
	ok, err := h.allowance.take(ctx, s.Slot)
	if err != nil {
		return Receipt{}, err
	}
	if !ok {
		return Receipt{Result: Limited}, nil
	}
	receipt, err := h.put(ctx, s, DayOf(now), from)
	if err != nil || receipt.Result > Changed {
		h.allowance.giveBack(s.Slot)
	}
	return receipt, err
}

// put stores a submission with the salt of the day.
func (h *Handler) put(ctx context.Context, s Submission, day Day, from netip.Addr) (Receipt, error) {
	const attempts = 2 // the salt of a moment ago may just have been destroyed
	for range attempts {
		salt, err := h.salts.of(ctx, day)
		if err != nil {
			return Receipt{}, err
		}
		s.Day, s.Salt = salt.Day, salt.Tag
		if from.IsValid() {
			s.Visitor, s.Sender = salt.visitor(from, s.Page), salt.sender(from)
		}
		receipt, err := h.config.Store.Put(ctx, s)
		if err != nil || receipt.Result != Stale {
			return receipt, err
		}
		h.salts.drop(salt)
	}
	return Receipt{}, errors.New("salts don't last")
}

// failed logs that the store doesn't work, once until it does.
func (h *Handler) failed(ctx context.Context, err error) {
	h.metrics.failures.Add(1)
	if ctx.Err() != nil {
		return // the client went away
	}
	if !h.metrics.failing.Swap(true) {
		h.config.Logger.Error("feedback: answers can't be stored", "error", err)
	}
}

func (h *Handler) worked() {
	if h.metrics.failing.Load() && h.metrics.failing.Swap(false) {
		h.config.Logger.Info("feedback: answers are stored again")
	}
}
