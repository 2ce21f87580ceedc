// Package problem describes the reasons for which requests are refused, and writes them as problem
// documents (RFC 9457).
package problem

import (
	"encoding/json"
	"net/http"
	"strconv"

	"baken.example/baken/internal/feedback/post"
)

// Kind is a kind of problem.
type Kind int

// The kinds of problems, in the order of metrics.
const (
	NotPost Kind = iota
	CrossOrigin
	WrongType
	TooLarge
	TooSlow
	Unreadable
	NotText
	WithQuery
	UnknownField
	RepeatedField
	MissingField
	WrongValue
	UnknownPage
	LongComment
	OtherPage
	RateExceeded
	DayExceeded
	NotStored
)

// Explanation selects the sentence by which a problem is explained to people.
type Explanation int

// The explanations: of a request that the reader can't correct, a comment that is too long, an
// exceeded rate, and a service that doesn't store now.
const (
	Refused Explanation = iota
	TooLong
	TooMany
	Unavailable
)

// descriptions are by kind.
var descriptions = [...]struct {
	code        string
	status      int
	title       string
	explanation Explanation
}{
	NotPost:       {"method", http.StatusMethodNotAllowed, "Only POST is possible", Refused},
	CrossOrigin:   {"cross-origin", http.StatusForbidden, "Only pages of this site may send answers", Refused},
	WrongType:     {"content-type", http.StatusUnsupportedMediaType, "Send a form or JSON, in UTF-8", Refused},
	TooLarge:      {"too-large", http.StatusRequestEntityTooLarge, "The body is too large", TooLong},
	TooSlow:       {"too-slow", http.StatusRequestTimeout, "The body took too long to arrive", Unavailable},
	Unreadable:    {"unreadable", http.StatusBadRequest, "The body can't be read", Refused},
	NotText:       {"not-text", http.StatusBadRequest, "The body isn't text", Refused},
	WithQuery:     {"query", http.StatusBadRequest, "Fields belong in the body", Refused},
	UnknownField:  {"unknown-field", http.StatusBadRequest, "There is no such field", Refused},
	RepeatedField: {"repeated-field", http.StatusBadRequest, "A field is there twice", Refused},
	MissingField:  {"missing-field", http.StatusBadRequest, "A field is missing", Refused},
	WrongValue:    {"wrong-value", http.StatusUnprocessableEntity, "A field has a value that it can't have", Refused},
	UnknownPage:   {"unknown-page", http.StatusUnprocessableEntity, "There is no such page", Refused},
	LongComment:   {"long-comment", http.StatusUnprocessableEntity, "The comment is too long", TooLong},
	OtherPage:     {"other-page", http.StatusConflict, "The id belongs to an answer about another page", Refused},
	RateExceeded:  {"rate", http.StatusTooManyRequests, "Too many answers at once", TooMany},
	DayExceeded:   {"day", http.StatusTooManyRequests, "No more answers are stored today", Unavailable},
	NotStored:     {"not-stored", http.StatusServiceUnavailable, "The answer can't be stored now", Unavailable},
}

// Kinds returns all kinds, in order.
func Kinds() []Kind {
	kinds := make([]Kind, len(descriptions))
	for i := range kinds {
		kinds[i] = Kind(i)
	}
	return kinds
}

// Code returns the machine-readable name of a kind: the "code" of a document, and the label of a
// metric.
func (k Kind) Code() string { return descriptions[k].code }

// Status returns the status of the answer.
func (k Kind) Status() int { return descriptions[k].status }

// Explanation returns how the problem is explained to people.
func (k Kind) Explanation() Explanation { return descriptions[k].explanation }

// Problem is the reason for which a request is refused.
type Problem struct {
	Kind Kind
	// Field is the name of the invalid field, or "".
	Field string
	// Detail adds to the title of the kind, or is "".
	Detail string
	// RetryAfter is in seconds; 0 if a retry can't succeed.
	RetryAfter int
	// Closes reports whether the connection can't be used again.
	Closes bool
}

// Of returns the problem that a refused body is answered with.
func Of(p *post.Problem) *Problem {
	return &Problem{Kind: [...]Kind{
		post.WrongType: WrongType, post.TooLarge: TooLarge, post.TooSlow: TooSlow, post.Unreadable: Unreadable,
		post.NotText: NotText, post.UnknownField: UnknownField, post.RepeatedField: RepeatedField,
	}[p.Reason], Field: p.Field, Detail: p.Detail, Closes: p.Closes}
}

// document is a problem document (RFC 9457, section 3.1).
type document struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
}

// typePrefix is the prefix of a problem's type: a tag URI (RFC 4151), which can't be dereferenced,
// as RFC 9457, section 3.1.1, allows.
const typePrefix = "tag:baken.example,2026:feedback/"

// SetHeaders sets the headers of a problem, whatever its media type.
func (p *Problem) SetHeaders(header http.Header) {
	if p.RetryAfter > 0 {
		header.Set("Retry-After", strconv.Itoa(p.RetryAfter))
	}
	if p.Kind.Status() == http.StatusMethodNotAllowed {
		header.Set("Allow", http.MethodPost)
	}
	if p.Closes {
		header.Set("Connection", "close")
	}
}

// WriteJSON answers with the problem as a document.
func (p *Problem) WriteJSON(w http.ResponseWriter) {
	body, err := json.Marshal(document{
		Type: typePrefix + p.Kind.Code(), Title: descriptions[p.Kind].title, Status: p.Kind.Status(),
		Detail: p.Detail, Code: p.Kind.Code(), Field: p.Field,
	})
	if err != nil {
		panic(err) // strings and a number
	}
	p.SetHeaders(w.Header())
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Kind.Status())
	w.Write(append(body, '\n'))
}
