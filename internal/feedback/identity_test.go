package feedback_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// reader is a person with a browser.
type reader struct{ address, agent, languages string }

func (r reader) headers() []string {
	return []string{"X-Forwarded-For", r.address, "User-Agent", r.agent, "Accept-Language", r.languages}
}

// office serves with the default limits.
func office(t *testing.T) *service {
	return serve(t, func(c *feedback.Config) { c.Limits = limit.Default() })
}

// figures returns the sums of the tallies.
func (s *service) figures() (yes, no int) {
	s.t.Helper()
	for tally, err := range s.store.Tallies(s.t.Context(), 0, 40000) {
		if err != nil {
			s.t.Fatal(err)
		}
		yes, no = yes+tally.Yes, no+tally.No
	}
	return yes, no
}

// TestCountedVotes checks how many votes count, and logs it. A vote over the rate is retried in the
// next window.
func TestCountedVotes(t *testing.T) {
	const desk, phone = "Mozilla/5.0 (Windows NT 10.0) Chrome/140", "Mozilla/5.0 (Android 16; Mobile) Firefox/143"
	same := func(int) reader { return reader{"192.0.2.1", desk, "nl,en;q=0.5"} }
	for _, tt := range []struct {
		name   string
		votes  int
		by     func(n int) reader
		counts int
	}{
		{"25 readers behind one address, all browsers alike", 25, same, 25},
		{"25 readers behind one address, of two browsers", 25, func(n int) reader {
			return reader{"192.0.2.1", []string{desk, phone}[n%2], "nl"}
		}, 25},
		{"40 readers behind one address, all browsers alike", 40, same, 30},
		{"two browsers of one person", 2, func(n int) reader { return reader{"192.0.2.1", []string{desk, phone}[n], "nl"} }, 2},
		{"one person voting 50 times", 50, same, 30},
		{"one person voting 50 times, each as another browser", 50, func(n int) reader {
			return reader{"192.0.2.1", fmt.Sprint("Browser/", n), "nl"}
		}, 50},
		{"one person voting 200 times, each as another browser", 200, func(n int) reader {
			return reader{"192.0.2.1", fmt.Sprint("Browser/", n), "nl"}
		}, 60},
		{"one person voting 200 times, from addresses of a /64", 200, func(n int) reader {
			return reader{fmt.Sprintf("2001:db8:1:2::%x", n), fmt.Sprint("Browser/", n), "nl"}
		}, 60},
		{"one person voting 400 times, from subscribers of a /48", 400, func(n int) reader {
			return reader{fmt.Sprintf("2001:db8:1:%x::1", n), fmt.Sprint("Browser/", n), "nl"}
		}, 240},
		{"200 readers of 200 addresses in a /24, all browsers alike", 200, func(n int) reader {
			return reader{fmt.Sprintf("192.0.2.%d", n), desk, "nl"}
		}, 200},
	} {
		for _, scripted := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, script %v", tt.name, scripted), func(t *testing.T) {
				t.Parallel()
				s := office(t)
				refused := 0
				for n := range tt.votes {
					helpful := []string{"yes", "no"}[n%2]
					for {
						var r response
						if scripted {
							r = s.postJSON(vote("helpful", helpful, "id", fmt.Sprintf("reader-%016d", n)), tt.by(n).headers()...)
						} else {
							r = s.post(vote("helpful", helpful), tt.by(n).headers()...)
						}
						if r.StatusCode == http.StatusCreated || r.StatusCode == http.StatusSeeOther {
							break
						}
						if r.StatusCode != http.StatusTooManyRequests {
							t.Fatalf("%d %s", r.StatusCode, r.body)
						}
						refused++
						s.clock.Add(time.Minute)
					}
				}
				yes, no := s.figures()
				t.Logf("%d sent, %d kept, %d count: %d yes, %d no; %d times told to wait a minute", tt.votes, len(s.answers()), yes+no, yes, no, refused)
				if yes+no != tt.counts || len(s.answers()) != tt.votes {
					t.Errorf("%d count, want %d; %d are kept", yes+no, tt.counts, len(s.answers()))
				}
			})
		}
	}
}

// hidden matches the hidden fields of a form.
var hidden = regexp.MustCompile(`<(?:input type="hidden"|button) name="([a-z]+)" value="([^"]*)">`)

// TestThanks checks two readers without a script behind one address: the second vote doesn't change
// the first, and each comment joins its own vote.
func TestThanks(t *testing.T) {
	s := serve(t, func(c *feedback.Config) {
		c.Thanks = func(a feedback.Answer) string { return feedback.ThanksAddress("/api/feedback", a) }
		c.Stylesheet = "/assets/x.css"
	})
	both := reader{"192.0.2.1", "Browser/1", "nl"}
	votes := map[string]response{}
	for _, helpful := range []string{"yes", "no"} {
		votes[helpful] = s.post(vote("helpful", helpful), both.headers()...)
	}
	for helpful, r := range votes {
		target, err := url.Parse(r.Header.Get("Location"))
		if err != nil || r.StatusCode != http.StatusSeeOther || target.Path != "/api/feedback" || target.Fragment != "feedback:"+helpful {
			t.Fatalf("%d %s", r.StatusCode, r.Header.Get("Location"))
		}
		page := s.do("GET", target.RequestURI(), "", both.headers()...)
		if page.StatusCode != http.StatusOK || page.Header.Get("Content-Type") != "text/html; charset=utf-8" || page.Header.Get("Cache-Control") != "no-store" ||
			page.Header.Get("Referrer-Policy") != "no-referrer" || !strings.Contains(page.Header.Get("Content-Security-Policy"), "form-action 'self'") {
			t.Fatalf("%d %v", page.StatusCode, page.Header)
		}
		for _, want := range []string{`id="feedback:` + helpful + `"`, `lang="xx"`, "<title>xx-" + helpful + " – xx-site</title>", "xx-why", "xx-optional", `name="comment"`, `name="website"`} {
			if !strings.Contains(page.body, want) {
				t.Errorf("no %s in %s", want, page.body)
			}
		}
		fields := url.Values{"comment": {"why " + helpful}, "website": {""}}
		for _, m := range hidden.FindAllStringSubmatch(page.body, -1) {
			fields.Set(m[1], m[2])
		}
		if r := s.post(fields, both.headers()...); r.StatusCode != http.StatusSeeOther {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
	}
	got := s.answers()
	if len(got) != 2 || s.counting() != 2 {
		t.Fatalf("%+v", got)
	}
	for i, want := range []string{"why yes", "why no"} {
		if got[i].Comment != want || got[i].Helpful != (i == 0) {
			t.Errorf("%+v, want %s", got[i], want)
		}
	}
	// The page is served for the address of a vote only, and escapes all parts of the address.
	for query, want := range map[string]int{
		"page=/xx/contact/&lang=xx&helpful=yes":                                          http.StatusMethodNotAllowed,
		"page=/xx/contact/&lang=xx&helpful=yes&id=short":                                 http.StatusMethodNotAllowed,
		"page=/xx/contact/&lang=xx&helpful=yes&id=0123456789abcdef&comment=spam":         http.StatusMethodNotAllowed,
		"page=//evil.example/&lang=xx&helpful=yes&id=0123456789abcdef":                   http.StatusMethodNotAllowed,
		"page=/xx/contact/&lang=xx&helpful=%3Cscript%3E&id=0123456789abcdef":             http.StatusMethodNotAllowed,
		"page=/xx/contact/&lang=xx&helpful=yes&id=0123456789abcdef&id=0123456789abcdef0": http.StatusMethodNotAllowed,
		"page=/xx/contact/&lang=xx&helpful=yes&id=0123456789abcdef":                      http.StatusOK,
	} {
		if r := s.do("GET", "/api/feedback?"+query, ""); r.StatusCode != want || strings.Contains(r.body, "<script") {
			t.Errorf("%s: %d %s", query, r.StatusCode, r.body)
		}
	}
}

// TestIDOfAnotherDay sends changes under the id of an answer of months ago, from any address and
// from the original one, and the comment of a vote from just before midnight.
func TestIDOfAnotherDay(t *testing.T) {
	s := serve(t, nil)
	const id = "0123456789abcdef"
	s.postJSON(vote("id", id, "comment", "as it was"))
	before := s.answers()[0]
	for range 12 {
		s.clock.Add(10 * 24 * time.Hour)
		s.postJSON(vote("page", "/xx/"))
	}
	for range 3 {
		r := s.postJSON(vote("id", id, "helpful", "no", "comment", "rewritten"))
		if strings.Contains(r.body, id) || r.StatusCode != http.StatusCreated && r.StatusCode != http.StatusOK {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	}
	got := s.answers()
	if got[0] != before {
		t.Errorf("it became %+v", got[0])
	}
	// It is a new answer of today, and idempotent.
	if last := got[len(got)-1]; len(got) != 14 || last.Comment != "rewritten" || last.Day != before.Day+120 {
		t.Errorf("%+v", got)
	}
	// A retry changes nothing, and gets 200.
	if r := s.postJSON(vote("id", id, "comment", "as it was")); r.StatusCode != http.StatusOK || !strings.Contains(r.body, id) || len(s.answers()) != 14 {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}

// TestClock checks that a clock that leaps ahead, is set back or stands still removes no answers.
func TestClock(t *testing.T) {
	log := new(logged)
	s := serve(t, func(c *feedback.Config) { c.Logger = log.logger() })
	post := func(id string) {
		t.Helper()
		if r := s.postJSON(vote("id", id)); r.StatusCode != http.StatusCreated {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
	}
	const months = 13 * 31 * 24 * time.Hour
	today := feedback.DayOf(s.clock.Now())
	for n := range 5 {
		post(fmt.Sprintf("before-the-leap-%d", n))
		s.clock.Add(24 * time.Hour)
	}
	// One request with a clock 13 months ahead, then right again, and ahead once more.
	for n := range 3 {
		s.clock.Add(months)
		post(fmt.Sprintf("by-a-wrong-clock-%d", n))
		if _, err := feedback.Enforce(t.Context(), s.store, feedback.DayOf(s.clock.Now()), 365); err == nil || !strings.Contains(err.Error(), "days before") {
			t.Errorf("the leap isn't reported: %v", err)
		}
		s.clock.Add(-months)
		post(fmt.Sprintf("by-the-right-one-%d", n))
	}
	if got := s.answers(); len(got) != 11 {
		t.Errorf("%d answers are left", len(got))
	}
	if got := log.String(); !strings.Contains(got, "the clock leaps") || !strings.Contains(got, "--clock-is-right") {
		t.Errorf("log: %s", got)
	}
	// A clock that is set back, such as one without a battery, doesn't date answers before the
	// recorded days, where the next purge would remove them.
	s.clock.Add(-20 * 365 * 24 * time.Hour)
	post("long-before-anything")
	if got := s.answers(); got[0].Day < today {
		t.Errorf("an answer of %s", got[0].Day)
	}
	s.clock.Add(20 * 365 * 24 * time.Hour)
	if n, err := feedback.Enforce(t.Context(), s.store, feedback.DayOf(s.clock.Now()), 365); n != 0 || err != nil {
		t.Errorf("removed %d, %v", n, err)
	}
}

// TestClockYears checks that a clock at the ends of the calendar, and beyond, loses no answer,
// before or after it is right.
func TestClockYears(t *testing.T) {
	for _, first := range []int{1970, 2026, 9999, 12026} {
		s := serve(t, nil)
		n := 0
		for i, year := range []int{first, 2026, 1970, 9999, 2026, 12026, -1, 2026} {
			s.clock.Set(time.Date(year, time.November, 20+i, 12, 0, 0, 0, time.UTC))
			if r := s.postJSON(vote("id", fmt.Sprintf("the-answer-of-clock-%d", i))); r.StatusCode != http.StatusCreated {
				t.Fatalf("first %d, then %d: %d %s", first, year, r.StatusCode, r.body)
			}
			n++
			_, err := feedback.Enforce(t.Context(), s.store, feedback.DayOf(s.clock.Now()), 365)
			if _, leap := errors.AsType[*feedback.LeapError](err); err != nil && !leap {
				t.Fatalf("first %d, then %d: %v", first, year, err)
			}
			if got := s.answers(); len(got) != n {
				t.Fatalf("first %d, then %d: %d answers of %d are left", first, year, len(got), n)
			}
		}
	}
}

// TestLast checks the last plausible day of some recorded days.
func TestLast(t *testing.T) {
	for _, tt := range []struct {
		seen []feedback.Day
		want feedback.Day
	}{
		{[]feedback.Day{5}, 5},
		{[]feedback.Day{5, 6, 20}, 20},
		{[]feedback.Day{5, 6, 21}, 6},
		{[]feedback.Day{5, 400}, 5},
		{[]feedback.Day{5, 6, 7, 400, 401}, 7},
		{[]feedback.Day{5, 400, 401, 402, 403, 404, 405}, 5},
		{[]feedback.Day{5, 400, 401, 402, 403, 404, 405, 406}, 406}, // a real gap
		{[]feedback.Day{-7000, 5, 6, 7, 8, 9, 10, 11}, 11},          // the clock was wrong at first
	} {
		if got := feedback.Last(tt.seen); got != tt.want {
			t.Errorf("%v: %d, want %d", tt.seen, got, tt.want)
		}
	}
}

// TestNetworks checks that other networks are served while one network sends as much as it can.
func TestNetworks(t *testing.T) {
	for name, address := range map[string]func(n int) string{
		"IPv4 /24": func(n int) string { return fmt.Sprintf("192.0.2.%d", n%256) },
		"IPv6 /48": func(n int) string { return fmt.Sprintf("2001:db8:1:%x::%x", n%5000, n) },
	} {
		s := serve(t, func(c *feedback.Config) {
			c.Limits = limit.Limits{Window: time.Minute, Visitor: 10, Network: 60, All: 500, Day: 1000}
		})
		day := map[int]int{}
		for window := range 4 {
			accepted := map[int]int{}
			for n := range 150 {
				accepted[s.postJSON(vote(), "X-Forwarded-For", address(n)).StatusCode]++
			}
			for status, n := range accepted {
				day[status] += n
			}
			if window == 0 && accepted[http.StatusCreated] != 60 {
				t.Errorf("%s: %v in a window", name, accepted)
			}
			if r := s.postJSON(vote(), "X-Forwarded-For", fmt.Sprintf("198.51.100.%d", window)); r.StatusCode != http.StatusCreated {
				t.Errorf("%s: somebody else gets %d %s", name, r.StatusCode, r.body)
			}
			s.clock.Add(time.Minute)
		}
		// An eighth of the day's 1,000 KiB, at one KiB a vote.
		if day[http.StatusCreated] != 125 {
			t.Errorf("%s: %v in a day", name, day)
		}
	}
}

// TestGrowth exhausts the bound of a day.
func TestGrowth(t *testing.T) {
	log := new(logged)
	s := serve(t, func(c *feedback.Config) {
		c.Limits.Day, c.Logger = 300, log.logger()
	})
	send := func(n int) response {
		return s.postJSON(vote("comment", strings.Repeat("é", 2000)), "X-Forwarded-For", fmt.Sprintf("203.%d.113.9", n))
	}
	accepted, n := 0, 0
	var r response
	for ; n < 200; n++ {
		if r = send(n); r.StatusCode != http.StatusCreated {
			break
		}
		accepted++
	}
	if accepted != 300/8 || r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") != "43200" || !strings.Contains(r.body, `"code":"day"`) {
		t.Errorf("%d accepted, then %d %s %s", accepted, r.StatusCode, r.Header.Get("Retry-After"), r.body)
	}
	send(n)
	if got := log.String(); strings.Count(got, "no more answers are stored today") != 1 {
		t.Errorf("log: %s", got)
	}
	s.clock.Add(24 * time.Hour)
	if r := send(n); r.StatusCode != http.StatusCreated {
		t.Errorf("the next day: %d %s", r.StatusCode, r.body)
	}
}

// logged is a buffer with the log.
type logged struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logged) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }
