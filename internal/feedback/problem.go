package feedback

import (
	"encoding/json"
	"net/http"
	"strconv"

	"baken.example/baken/internal/feedback/post"
)

// kind is a kind of problem. Its name is the "code" of a problem document and the label of a
// metric.
type kind struct {
	name   string
	status int
	title  string
	// person selects the text of the page for people.
	person explanation
}

// explanation selects a sentence of Texts.
type explanation int

const (
	refused explanation = iota
	tooLong
	tooMany
	unavailable
)

func kinds() []kind {
	return []kind{
		notPost, crossOrigin, wrongType, tooLarge, tooSlow, unreadable, notText, withQuery, unknownField, repeatedField,
		missingField, wrongValue, unknownPage, longComment, otherPage, rateExceeded, dayExceeded, notStored,
	}
}

var (
	notPost       = kind{"method", http.StatusMethodNotAllowed, "Only POST is possible", refused}
	crossOrigin   = kind{"cross-origin", http.StatusForbidden, "Only pages of this site may send answers", refused}
	wrongType     = kind{"content-type", http.StatusUnsupportedMediaType, "Send a form or JSON, in UTF-8", refused}
	tooLarge      = kind{"too-large", http.StatusRequestEntityTooLarge, "The body is too large", tooLong}
	tooSlow       = kind{"too-slow", http.StatusRequestTimeout, "The body took too long to arrive", unavailable}
	unreadable    = kind{"unreadable", http.StatusBadRequest, "The body can't be read", refused}
	notText       = kind{"not-text", http.StatusBadRequest, "The body isn't text", refused}
	withQuery     = kind{"query", http.StatusBadRequest, "Fields belong in the body", refused}
	unknownField  = kind{"unknown-field", http.StatusBadRequest, "There is no such field", refused}
	repeatedField = kind{"repeated-field", http.StatusBadRequest, "A field is there twice", refused}
	missingField  = kind{"missing-field", http.StatusBadRequest, "A field is missing", refused}
	wrongValue    = kind{"wrong-value", http.StatusUnprocessableEntity, "A field has a value that it can't have", refused}
	unknownPage   = kind{"unknown-page", http.StatusUnprocessableEntity, "There is no such page", refused}
	longComment   = kind{"long-comment", http.StatusUnprocessableEntity, "The comment is too long", tooLong}
	otherPage     = kind{"other-page", http.StatusConflict, "The id belongs to an answer about another page", refused}
	rateExceeded  = kind{"rate", http.StatusTooManyRequests, "Too many answers at once", tooMany}
	dayExceeded   = kind{"day", http.StatusTooManyRequests, "No more answers are stored today", unavailable}
	notStored     = kind{"not-stored", http.StatusServiceUnavailable, "The answer can't be stored now", unavailable}
)

// problem is the reason that a request is refused.
type problem struct {
	kind kind
	// field is the name of the invalid field, or "".
	field string
	// detail adds to the title of the kind, or is "".
	detail string
	// retryAfter is in seconds; 0 if a retry can't succeed.
	retryAfter int
	// closes reports whether the connection can't be used again.
	closes bool
}

// refusal returns the problem that a refused body is answered with.
func refusal(p *post.Problem) *problem {
	return &problem{kind: [...]kind{
		post.WrongType: wrongType, post.TooLarge: tooLarge, post.TooSlow: tooSlow, post.Unreadable: unreadable,
		post.NotText: notText, post.UnknownField: unknownField, post.RepeatedField: repeatedField,
	}[p.Reason], field: p.Field, detail: p.Detail, closes: p.Closes}
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

// setHeaders sets the headers of a problem, whatever its media type.
func (p *problem) setHeaders(header http.Header) {
	if p.retryAfter > 0 {
		header.Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	if p.kind.status == http.StatusMethodNotAllowed {
		header.Set("Allow", http.MethodPost)
	}
	if p.closes {
		header.Set("Connection", "close")
	}
}

func (p *problem) writeJSON(w http.ResponseWriter) {
	body, err := json.Marshal(document{
		Type: typePrefix + p.kind.name, Title: p.kind.title, Status: p.kind.status,
		Detail: p.detail, Code: p.kind.name, Field: p.field,
	})
	if err != nil {
		panic(err) // strings and a number
	}
	p.setHeaders(w.Header())
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.kind.status)
	w.Write(append(body, '\n'))
}
