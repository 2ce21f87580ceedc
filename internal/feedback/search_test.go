package feedback_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
)

// searching serves a site that counts searches without results in one of its languages.
func searching(t *testing.T) *service {
	return serve(t, func(c *feedback.Config) {
		c.Unanswered = func(lang string) string {
			if lang == "xx" {
				return "/xx/search/"
			}
			return ""
		}
		c.Quorum = 3
	})
}

// search sends a search without results, from a visitor's address.
func (s *service) search(visitor int, query string) response {
	s.t.Helper()
	return s.postJSON(url.Values{"lang": {"xx"}, "query": {query}}, "X-Forwarded-For", fmt.Sprintf("192.0.2.%d", visitor))
}

// TestSearchBelowQuorum keeps no search that fewer visitors than the quorum have made on a day.
func TestSearchBelowQuorum(t *testing.T) {
	s := searching(t)
	for _, visitor := range []int{1, 1, 1, 2, 2} {
		if r := s.search(visitor, "  Dog\n licence "); r.StatusCode != 204 || r.body != "" {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
	}
	if got := s.answers(); len(got) != 0 {
		t.Fatalf("two visitors' search is stored: %+v", got)
	}
	for _, visitor := range []int{3, 3, 4} {
		s.search(visitor, "dog LICENCE")
	}
	s.search(5, "cat licence")
	got := s.answers()
	if len(got) != 2 {
		t.Fatalf("%d searches are stored, want those of the third and the fourth visitor: %+v", len(got), got)
	}
	for _, a := range got {
		if a.Page != "/xx/search/"+feedback.UnansweredPart || a.Lang != "xx" || a.Comment != "dog licence" || a.Counts || a.Helpful {
			t.Errorf("%+v", a)
		}
	}
	// On another day they are counted anew.
	s.clock.Add(24 * time.Hour)
	s.search(6, "dog licence")
	if n := len(s.answers()); n != 2 {
		t.Errorf("%d searches are stored on the next day", n)
	}
}

// TestSearchWithPersonalData keeps none of it, however many visitors search for it.
func TestSearchWithPersonalData(t *testing.T) {
	s := searching(t)
	for visitor := range 9 {
		if r := s.search(visitor, "write to jane.doe@example.org"); r.StatusCode != 204 {
			t.Fatal(r.StatusCode)
		}
	}
	if got := s.answers(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestSearchRefused(t *testing.T) {
	s := searching(t)
	for _, test := range []struct {
		fields url.Values
		status int
		code   string
	}{
		{url.Values{"query": {"a"}}, 422, "wrong-value"},
		{url.Values{"query": {"a"}, "lang": {"zz"}}, 422, "wrong-value"},
		{url.Values{"query": {"a"}, "lang": {"yy"}}, 400, "unknown-field"},
		{url.Values{"query": {" \t"}, "lang": {"xx"}}, 422, "wrong-value"},
		{url.Values{"query": {strings.Repeat("é", 201)}, "lang": {"xx"}}, 422, "wrong-value"},
		{url.Values{"query": {"a"}, "lang": {"xx"}, "page": {"/xx/"}}, 400, "unknown-field"},
		{url.Values{"query": {"a"}, "lang": {"xx"}, "website": {""}}, 400, "unknown-field"},
	} {
		r := s.postJSON(test.fields)
		if r.StatusCode != test.status || !strings.Contains(r.body, `"code":"`+test.code+`"`) {
			t.Errorf("%v: %d %s", test.fields, r.StatusCode, r.body)
		}
	}
	// Nobody can say that a page is a search.
	if r := s.postJSON(vote("page", "/xx/search/"+feedback.UnansweredPart)); r.StatusCode != 422 {
		t.Error(r.StatusCode)
	}
	// A site that counts none knows no such field.
	other := serve(t, nil)
	if r := other.search(1, "a"); r.StatusCode != 400 {
		t.Error(r.StatusCode, r.body)
	}
}
