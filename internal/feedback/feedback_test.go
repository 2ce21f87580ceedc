package feedback_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
	"baken.example/baken/internal/feedback/sqlite"
)

// clock is a manual clock.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func (c *clock) Set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// noon returns a clock that is far from the ends of the day, at the start of a window.
func noon() *clock { return &clock{now: time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)} }

// texts returns texts in an invented language.
func texts(lang string) feedback.Texts {
	return feedback.Texts{
		Site: lang + "-site", Title: lang + "-title", Refused: lang + "-refused", TooLong: lang + "-long", TooMany: lang + "-many",
		Unavailable: lang + "-unavailable", Comment: lang + "-comment", Send: lang + "-send", Back: lang + "-back",
		Yes: lang + "-yes", No: lang + "-no", Helped: lang + "-helped", Missing: lang + "-missing", Optional: lang + "-optional",
		Why: lang + "-why", SendComment: lang + "-comment", Trap: lang + "-trap",
	}
}

// config returns the configuration for a site in two languages with two pages each.
func config(s feedback.Store, c *clock) feedback.Config {
	return feedback.Config{
		Store:     s,
		Languages: []string{"xx", "yy"},
		Texts:     map[string]feedback.Texts{"xx": texts("xx"), "yy": texts("yy")},
		Known: func(lang, page string) bool {
			return (lang == "xx" || lang == "yy") && (page == "/"+lang+"/contact/" || page == "/"+lang+"/")
		},
		Thanks:  func(a feedback.Answer) string { return "/" + a.Lang + "/thanks/?id=" + a.ID },
		Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Clock:   c.Now, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler),
		Limits: limit.Limits{Window: time.Minute, Visitor: 1000, All: 1 << 20},
	}
}

// service is a handler on a test server.
type service struct {
	*httptest.Server
	t       *testing.T
	handler *feedback.Handler
	store   feedback.Store
	clock   *clock
	path    string
}

func sqliteStore(t testing.TB) (*sqlite.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "feedback.db")
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

func serve(t *testing.T, change func(*feedback.Config)) *service {
	t.Helper()
	s, path := sqliteStore(t)
	c := noon()
	cfg := config(s, c)
	if change != nil {
		change(&cfg)
	}
	h, err := feedback.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &service{server, t, h, cfg.Store, c, path}
}

// response is a response with its body.
type response struct {
	*http.Response
	body string
}

// do sends a request with headers given as pairs.
func (s *service) do(method, target, body string, headers ...string) response {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+target, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	res, err := s.Client().Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response{res, string(b)}
}

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// post sends fields as a browser sends a form.
func (s *service) post(fields url.Values, headers ...string) response {
	s.t.Helper()
	return s.do("POST", "/api/feedback", fields.Encode(), append([]string{"Content-Type", formType, "Accept", browser}, headers...)...)
}

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// postJSON sends fields as JSON.
func (s *service) postJSON(fields url.Values, headers ...string) response {
	s.t.Helper()
	flat := map[string]string{}
	for name := range fields {
		flat[name] = fields.Get(name)
	}
	b, err := json.Marshal(flat)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.do("POST", "/api/feedback", string(b), append([]string{"Content-Type", jsonType}, headers...)...)
}

// vote returns the fields of a valid answer, with more fields given as pairs.
func vote(more ...string) url.Values {
	v := url.Values{"page": {"/xx/contact/"}, "lang": {"xx"}, "helpful": {"yes"}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// answers returns all stored answers.
func (s *service) answers() []feedback.Answer {
	s.t.Helper()
	var out []feedback.Answer
	for a, err := range s.store.Answers(s.t.Context(), -719162, 2932896) {
		if err != nil {
			s.t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// counting returns the number of answers that count.
func (s *service) counting() int {
	n := 0
	for _, a := range s.answers() {
		if a.Counts {
			n++
		}
	}
	return n
}

func (s *service) metrics() string {
	s.t.Helper()
	var b bytes.Buffer
	if err := s.handler.WriteMetrics(&b); err != nil {
		s.t.Fatal(err)
	}
	return b.String()
}

// id returns the id of an acknowledgement in JSON.
func id(t *testing.T, r response) string {
	t.Helper()
	var v struct{ ID string }
	if err := json.Unmarshal([]byte(r.body), &v); err != nil || v.ID == "" {
		t.Fatalf("%q: %v", r.body, err)
	}
	return v.ID
}
