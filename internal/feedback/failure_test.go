package feedback_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// failing is a store that can be made to fail or to hang.
type failing struct {
	feedback.Store
	err  atomic.Pointer[error]
	hang atomic.Bool
}

func (f *failing) fail(err error) { f.err.Store(&err) }

func (f *failing) try(ctx context.Context) error {
	if f.hang.Load() {
		<-ctx.Done()
		return ctx.Err()
	}
	if err := f.err.Load(); err != nil {
		return *err
	}
	return nil
}

func (f *failing) Put(ctx context.Context, s feedback.Submission) (feedback.Receipt, error) {
	if err := f.try(ctx); err != nil {
		return feedback.Receipt{}, err
	}
	return f.Store.Put(ctx, s)
}

func (f *failing) Salt(ctx context.Context, s feedback.Salt) (feedback.Salt, error) {
	if err := f.try(ctx); err != nil {
		return feedback.Salt{}, err
	}
	return f.Store.Salt(ctx, s)
}

func (f *failing) Forget(ctx context.Context, d feedback.Day) error {
	if err := f.try(ctx); err != nil {
		return err
	}
	return f.Store.Forget(ctx, d)
}

// TestFailure checks failures before and after the first answer of a day, and the recovery.
func TestFailure(t *testing.T) {
	var f *failing
	var log bytes.Buffer
	s := serve(t, func(c *feedback.Config) {
		f = &failing{Store: c.Store}
		c.Store, c.Logger = f, slog.New(slog.NewTextHandler(&log, nil))
		c.StoreTimeout = 200 * time.Millisecond
	})
	refused := func() {
		t.Helper()
		for range 3 {
			r := s.post(vote("comment", "what I typed"))
			if r.StatusCode != 503 || r.Header.Get("Retry-After") != "5" || !strings.Contains(r.body, "what I typed</textarea>") {
				t.Errorf("%d %v %s", r.StatusCode, r.Header, r.body)
			}
		}
		if r := s.postJSON(vote()); r.StatusCode != 503 || !strings.Contains(r.body, `"code":"not-stored"`) || strings.Contains(r.body, "disk") {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	}
	f.fail(errors.New("the disk is full"))
	refused()
	if got := s.answers(); len(got) != 0 {
		t.Errorf("stored %+v", got)
	}
	f.err.Store(nil)
	if r := s.post(vote()); r.StatusCode != 303 {
		t.Error(r.StatusCode)
	}
	f.fail(errors.New("the disk is full again"))
	refused()
	f.err.Store(nil)
	f.hang.Store(true)
	refused()
	f.hang.Store(false)
	if r := s.post(vote("helpful", "no")); r.StatusCode != 303 {
		t.Error(r.StatusCode)
	}
	if got := strings.Count(log.String(), "can't be stored"); got != 2 || strings.Count(log.String(), "stored again") != 2 {
		t.Errorf("logged\n%s", &log)
	}
	for _, personal := range []string{"127.0.0.1", "what I typed", "Mozilla"} {
		if strings.Contains(log.String(), personal) {
			t.Errorf("%s in the log\n%s", personal, &log)
		}
	}
	if !strings.Contains(s.metrics(), "baken_feedback_failures_total 12\n") {
		t.Error(s.metrics())
	}
}

// TestSlowStore checks a store that takes longer than the timeout of a body.
func TestSlowStore(t *testing.T) {
	s := serve(t, func(c *feedback.Config) {
		c.Store, c.BodyTimeout = slow{c.Store}, 20*time.Millisecond
	})
	for range 2 {
		if r := s.post(vote()); r.StatusCode != 303 {
			t.Errorf("%d %s", r.StatusCode, r.body)
		}
	}
}

// slow is a store that blocks until its context is cancelled or its delay is over.
type slow struct{ feedback.Store }

func (s slow) Put(ctx context.Context, sub feedback.Submission) (feedback.Receipt, error) {
	select {
	case <-ctx.Done():
		return feedback.Receipt{}, ctx.Err()
	case <-time.After(100 * time.Millisecond):
	}
	return s.Store.Put(ctx, sub)
}

// TestStaleSalt checks that the handler recovers when the store loses its salt, as PostgreSQL does
// in a crash.
func TestStaleSalt(t *testing.T) {
	s := serve(t, nil)
	s.post(vote("id", "aaaaaaaaaaaaaaaa"))
	if err := s.store.Forget(t.Context(), feedback.DayOf(s.clock.Now())+1); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if r := s.post(vote("id", "bbbbbbbbbbbbbbbb")); r.StatusCode != 303 {
			t.Error(r.StatusCode)
		}
	}
	if got := s.counting(); got != 2 {
		t.Errorf("%d count", got)
	}
}

// TestConstructor checks that New refuses invalid configurations.
func TestConstructor(t *testing.T) {
	store, _ := sqliteStore(t)
	for name, change := range map[string]func(*feedback.Config){
		"no store":       func(c *feedback.Config) { c.Store = nil },
		"no pages":       func(c *feedback.Config) { c.Known = nil },
		"no thanks":      func(c *feedback.Config) { c.Thanks = nil },
		"no clock":       func(c *feedback.Config) { c.Clock = nil },
		"no random":      func(c *feedback.Config) { c.Random = nil },
		"no logger":      func(c *feedback.Config) { c.Logger = nil },
		"no languages":   func(c *feedback.Config) { c.Languages = nil },
		"a text missing": func(c *feedback.Config) { c.Texts["yy"] = feedback.Texts{Title: "t"} },
		"no texts":       func(c *feedback.Config) { delete(c.Texts, "yy") },
		"other texts":    func(c *feedback.Config) { c.Texts["zz"] = texts("zz") },
		"limits":         func(c *feedback.Config) { c.Limits.Visitor = 0 },
		"window":         func(c *feedback.Config) { c.Limits.Window = time.Millisecond },
		"retention":      func(c *feedback.Config) { c.RetentionDays = -1 },
		"long retention": func(c *feedback.Config) { c.RetentionDays = feedback.MaxRetentionDays + 1 },
		"origin":         func(c *feedback.Config) { c.Origins = []string{"example.org"} },
		"timeout":        func(c *feedback.Config) { c.BodyTimeout = -1 },
	} {
		c := config(store, noon())
		change(&c)
		if _, err := feedback.New(c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	c := config(store, noon())
	c.Limits = limit.Limits{}
	if _, err := feedback.New(c); err != nil {
		t.Error(err)
	}
}

// TestWithoutConnection calls the handler as a function does, without support for deadlines.
func TestWithoutConnection(t *testing.T) {
	s := serve(t, nil)
	r := httptest.NewRequest("POST", "https://www.example.org/api/feedback", strings.NewReader(vote().Encode()))
	r.Header.Set("Content-Type", formType)
	r.RemoteAddr = "192.0.2.1"
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if w.Code != 303 || len(s.answers()) != 1 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestRunRetention runs the retention on ticks.
func TestRunRetention(t *testing.T) {
	s := serve(t, func(c *feedback.Config) { c.RetentionDays = 1 })
	s.post(vote())
	s.clock.Add(48 * time.Hour)
	ticks := make(chan time.Time)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		s.handler.RunRetention(ctx, ticks)
		close(done)
	}()
	ticks <- time.Time{} // accepted after the first run
	if got := s.answers(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	cancel()
	<-done
}
