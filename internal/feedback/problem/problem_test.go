package problem

import (
	"encoding/json"
	"net/http/httptest"
	"regexp"
	"testing"

	"baken.example/baken/internal/feedback/post"
)

// TestKinds writes a problem of each kind, whose code no other has.
func TestKinds(t *testing.T) {
	code := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if seen[k.Code()] || !code.MatchString(k.Code()) {
			t.Errorf("the code of kind %d is %q", k, k.Code())
		}
		seen[k.Code()] = true
		w := httptest.NewRecorder()
		(&Problem{Kind: k, Field: "page", Detail: "why", RetryAfter: 5, Closes: true}).WriteJSON(w)
		var got document
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.Type != typePrefix+k.Code() || got.Code != k.Code() || got.Title == "" || got.Status != w.Code || w.Code < 400 || got.Field != "page" || got.Detail != "why" {
			t.Errorf("%s is written as %d, %s", k.Code(), w.Code, w.Body)
		}
		h := w.Header()
		if h.Get("Content-Type") != "application/problem+json" || h.Get("Retry-After") != "5" || h.Get("Connection") != "close" || (h.Get("Allow") != "") != (k == NotPost) {
			t.Errorf("%s has the headers %v", k.Code(), h)
		}
	}
}

// TestOf maps each reason for which a body is refused to the status that the documentation names.
func TestOf(t *testing.T) {
	for reason, status := range map[post.Reason]int{
		post.WrongType: 415, post.TooLarge: 413, post.TooSlow: 408, post.Unreadable: 400, post.NotText: 400, post.UnknownField: 400, post.RepeatedField: 400,
	} {
		p := Of(&post.Problem{Reason: reason, Field: "lang", Detail: "why", Closes: true})
		if p.Kind.Status() != status || p.Field != "lang" || p.Detail != "why" || !p.Closes {
			t.Errorf("reason %d is %+v", reason, p)
		}
	}
}
