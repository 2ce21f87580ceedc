package feedback_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

func TestForm(t *testing.T) {
	s := serve(t, nil)
	r := s.post(vote("comment", " line\r\none\vtwo\x1b[31m\u202e ", "id", ""))
	target, err := url.Parse(r.Header.Get("Location"))
	if err != nil || r.StatusCode != 303 || target.Path != "/xx/thanks/" || r.body != "" {
		t.Fatalf("%d %q", r.StatusCode, r.Header.Get("Location"))
	}
	want := feedback.Answer{
		ID: target.Query().Get("id"), Page: "/xx/contact/", Lang: "xx", Helpful: true, Comment: "line\none\ntwo[31m",
		Day: feedback.DayOf(s.clock.Now()), Counts: true,
	}
	if got := s.answers(); len(got) != 1 || got[0] != want || len(want.ID) < 16 {
		t.Errorf("stored %+v, want %+v", got, want)
	}
	for name, value := range map[string]string{
		"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	} {
		if r.Header.Get(name) != value {
			t.Errorf("%s: %q", name, r.Header.Get(name))
		}
	}
	if r.Header.Get("Set-Cookie") != "" {
		t.Error("it sets a cookie")
	}
}

func TestJSON(t *testing.T) {
	s := serve(t, nil)
	r := s.postJSON(vote("helpful", "no"))
	if r.StatusCode != 201 || r.Header.Get("Content-Type") != jsonType {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	made := id(t, r)
	// A comment follows under the id that the handler assigned to the vote, and so do retries.
	r = s.postJSON(vote("helpful", "no", "id", made, "comment", "\U0001F600 why"))
	if r.StatusCode != 200 || id(t, r) != made {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	for range 3 {
		if r = s.postJSON(vote("helpful", "no", "id", made)); r.StatusCode != 200 || id(t, r) != made {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
	}
	if got := s.answers(); len(got) != 1 || got[0].Comment != "\U0001F600 why" || got[0].Helpful {
		t.Errorf("%+v", got)
	}
}

// TestMediaTypes checks the media types of acknowledgements and problems.
func TestMediaTypes(t *testing.T) {
	for _, tt := range []struct {
		sent, accept    string
		status          int
		answer, problem string
	}{
		{formType, browser, 303, "", "text/html; charset=utf-8"},
		{formType, "*/*", 303, "", "application/problem+json"},
		{formType, "", 303, "", "application/problem+json"},
		{formType, "application/json", 201, jsonType, "application/problem+json"},
		{formType, "application/json, text/html;q=0.5", 201, jsonType, "application/problem+json"},
		{formType, "text/html, application/json;q=0", 303, "", "text/html; charset=utf-8"},
		{formType, "application/problem+json", 201, jsonType, "application/problem+json"},
		{formType + "; charset=UTF-8", "text/html", 303, "", "text/html; charset=utf-8"},
		{jsonType, browser, 201, jsonType, "application/problem+json"},
		{jsonType + ";charset=utf-8", "", 201, jsonType, "application/problem+json"},
	} {
		s := serve(t, nil)
		body := func(helpful string) string {
			if strings.HasPrefix(tt.sent, jsonType) {
				return `{"page":"/xx/contact/","lang":"xx","helpful":"` + helpful + `"}`
			}
			return vote("helpful", helpful).Encode()
		}
		r := s.do("POST", "/api/feedback", body("yes"), "Content-Type", tt.sent, "Accept", tt.accept)
		if r.StatusCode != tt.status || r.Header.Get("Content-Type") != tt.answer {
			t.Errorf("%s, Accept %s: %d %s", tt.sent, tt.accept, r.StatusCode, r.Header.Get("Content-Type"))
		}
		r = s.do("POST", "/api/feedback", body("maybe"), "Content-Type", tt.sent, "Accept", tt.accept)
		if r.StatusCode != 422 || r.Header.Get("Content-Type") != tt.problem {
			t.Errorf("%s, Accept %s: %d %s", tt.sent, tt.accept, r.StatusCode, r.Header.Get("Content-Type"))
		}
	}
}

// TestSameID sends one vote 1,000 times concurrently.
func TestSameID(t *testing.T) {
	s := serve(t, func(c *feedback.Config) { c.Limits = limit.Default() })
	const times = 1000
	statuses := make(chan int, times)
	slots := make(chan struct{}, 64)
	for range times {
		go func() {
			slots <- struct{}{}
			statuses <- s.postJSON(vote("id", "0123456789abcdef", "comment", "x")).StatusCode
			<-slots
		}()
	}
	created := 0
	for range times {
		switch status := <-statuses; status {
		case 201:
			created++
		case 200:
		default:
			t.Errorf("status %d", status)
		}
	}
	if got := s.answers(); len(got) != 1 || created != 1 {
		t.Errorf("%d answers, %d created", len(got), created)
	}
}

func TestRobot(t *testing.T) {
	s := serve(t, nil)
	if r := s.post(vote("website", "https://spam.example")); r.StatusCode != 303 || !strings.HasPrefix(r.Header.Get("Location"), "/xx/thanks/?id=") ||
		len(r.Header.Get("Location")) < 30 {
		t.Errorf("%d %s", r.StatusCode, r.Header.Get("Location"))
	}
	if r := s.postJSON(vote("website", "x", "id", "0123456789abcdef")); r.StatusCode != 201 || id(t, r) != "0123456789abcdef" {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	if got := s.answers(); len(got) != 0 {
		t.Errorf("stored %+v", got)
	}
	if r := s.post(vote("website", "")); r.StatusCode != 303 || len(s.answers()) != 1 {
		t.Error(r.StatusCode)
	}
	if !strings.Contains(s.metrics(), "baken_feedback_robots_total 2\n") {
		t.Error(s.metrics())
	}
}

// TestRates checks both limits, and that they reset in the next window.
func TestRates(t *testing.T) {
	s := serve(t, func(c *feedback.Config) { c.Limits = limit.Limits{Window: time.Minute, Visitor: 3, All: 10} })
	s.clock.Add(20500 * time.Millisecond)
	accepted, n := 0, 0
	send := func(address string) response {
		n++
		r := s.postJSON(vote("id", "0123456789abcdef"+string(rune('a'+n))), "X-Forwarded-For", address)
		if r.StatusCode == 201 {
			accepted++
		}
		return r
	}
	for range 5 {
		send("192.0.2.1")
	}
	if accepted != 3 {
		t.Errorf("accepted %d of one visitor", accepted)
	}
	r := send("192.0.2.1")
	if r.StatusCode != 429 || r.Header.Get("Retry-After") != "40" || !strings.Contains(r.body, `"code":"rate"`) {
		t.Errorf("%d %s %s", r.StatusCode, r.Header.Get("Retry-After"), r.body)
	}
	// A retry isn't limited.
	if r := s.postJSON(vote("id", "0123456789abcdefb"), "X-Forwarded-For", "192.0.2.1"); r.StatusCode != 200 {
		t.Error(r.StatusCode, r.body)
	}
	for _, address := range []string{"192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"} {
		for range 3 {
			r = send(address)
		}
	}
	if accepted != 10 || r.StatusCode != 429 || r.Header.Get("Retry-After") != "40" {
		t.Errorf("accepted %d, then %d", accepted, r.StatusCode)
	}
	s.clock.Add(time.Minute)
	if r := send("192.0.2.1"); r.StatusCode != 201 {
		t.Error(r.StatusCode, r.body)
	}
	if r := s.post(vote("id", "0123456789abcdef"), "X-Forwarded-For", "192.0.2.1"); r.StatusCode != 303 {
		t.Error(r.StatusCode, r.body)
	}
}

func TestRetention(t *testing.T) {
	s := serve(t, func(c *feedback.Config) { c.RetentionDays = 10 })
	s.post(vote("id", "aaaaaaaaaaaaaaaa"))
	s.clock.Add(10 * 24 * time.Hour)
	s.post(vote("id", "bbbbbbbbbbbbbbbb"))
	if got := s.answers(); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	s.clock.Add(24 * time.Hour)
	s.post(vote("id", "cccccccccccccccc"))
	if got := s.answers(); len(got) != 2 || got[0].ID != "bbbbbbbbbbbbbbbb" {
		t.Errorf("%+v", got)
	}
	n, err := feedback.Enforce(t.Context(), s.store, feedback.DayOf(s.clock.Now())+12, 10)
	if got := s.answers(); n != 2 || err != nil || len(got) != 0 {
		t.Errorf("%d, %v, %+v", n, err, got)
	}
}

func TestMetrics(t *testing.T) {
	s := serve(t, nil)
	s.post(vote("comment", "jan@example.org of 06-12345678"))
	s.post(vote())
	s.post(vote("helpful", "maybe"))
	got := s.metrics()
	for _, line := range []string{
		`baken_feedback_answers_total{result="stored"} 2`, `baken_feedback_answers_total{result="repeated"} 0`,
		`baken_feedback_refused_total{code="wrong-value"} 1`, `baken_feedback_refused_total{code="rate"} 0`,
		`baken_feedback_redacted_total{kind="email"} 1`, `baken_feedback_redacted_total{kind="phone"} 1`,
		`baken_feedback_failures_total 0`, `baken_feedback_store_seconds_bucket{le="0.0025"} `, `baken_feedback_store_seconds_count 2`,
	} {
		if !strings.Contains(got, line) {
			t.Errorf("no %s in\n%s", line, got)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(got), "\n") {
		if !strings.HasPrefix(line, "# ") && len(strings.Fields(line)) != 2 {
			t.Errorf("line %q", line)
		}
	}
}

// TestProblem checks that the document conforms to RFC 9457.
func TestProblem(t *testing.T) {
	s := serve(t, nil)
	r := s.postJSON(vote("helpful", "maybe"))
	var got map[string]any
	if err := json.Unmarshal([]byte(r.body), &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"type": "tag:baken.example,2026:feedback/wrong-value", "title": "A field has a value that it can't have", "status": 422.0,
		"detail": "it is yes or no", "code": "wrong-value", "field": "helpful",
	} {
		if got[name] != want {
			t.Errorf("%s: %v, want %v", name, got[name], want)
		}
	}
	if len(got) != 6 {
		t.Error(r.body)
	}
}
