package feedback

import (
	"net/http"

	"baken.example/baken/internal/feedback/post"
	"baken.example/baken/internal/feedback/problem"
)

// ServeHTTP serves a request as the package comment specifies.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	if h.thank(w, r) {
		return
	}
	f := h.negotiate(r)
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
		h.metrics.refuse(p.Kind)
		h.refuse(w, f, p)
		return
	}
	if a.search() {
		acknowledgeSearch(w)
		return
	}
	h.acknowledge(w, f, a, created)
}

// receive reads an answer, and reports whether it filled in the honeypot. It completes f by the
// fields of the body.
func (h *Handler) receive(w http.ResponseWriter, r *http.Request, f *reply) (Answer, bool, *problem.Problem) {
	if r.Method != http.MethodPost {
		return Answer{}, false, &problem.Problem{Kind: problem.NotPost}
	}
	if h.origins.Check(r) != nil {
		return Answer{}, false, &problem.Problem{Kind: problem.CrossOrigin}
	}
	mediaType, p := post.MediaType(r.Header)
	if p != nil {
		return Answer{}, false, problem.Of(p)
	}
	if r.URL.RawQuery != "" {
		return Answer{}, false, &problem.Problem{Kind: problem.WithQuery}
	}
	body, p := post.Read(w, r, h.config.BodyTimeout)
	if p != nil {
		return Answer{}, false, problem.Of(p)
	}
	decode := post.DecodeForm
	if mediaType == post.JSONType {
		decode = post.DecodeJSON
	}
	f.sent, p = decode(body)
	if _, ok := h.config.Texts[f.sent[post.Lang]]; ok {
		f.lang = f.sent[post.Lang]
	}
	if p != nil {
		return Answer{}, false, problem.Of(p)
	}
	return h.answer(f.sent)
}
