package connlimit

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// listen opens a loopback port.
func listen(t testing.TB) net.Listener {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return ln
}

// record is a log that tests can read.
type record struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *record) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *record) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func (l *record) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func TestServeFinishesOpenRequests(t *testing.T) {
	ln := listen(t)
	ctx, cancel := context.WithCancel(t.Context())
	started, finish := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- Serve(ctx, ln, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(started)
			<-finish
			io.WriteString(w, "finished")
		}), slog.New(slog.DiscardHandler))
	}()

	got := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + ln.Addr().String())
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		got <- string(b)
	}()
	<-started
	cancel()
	// The listener is closed before the open request is finished.
	for {
		c, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			break
		}
		c.Close()
	}
	select {
	case err := <-done:
		t.Fatalf("returned %v with a request open", err)
	default:
	}
	close(finish)
	if got := <-got; got != "finished" {
		t.Errorf("the open request got %q", got)
	}
	if err := <-done; err != nil {
		t.Errorf("returned %v", err)
	}
}

func TestServeCutsOffAfterGrace(t *testing.T) {
	ln := listen(t)
	ctx, cancel := context.WithCancel(t.Context())
	started, gone := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	var log record
	go func() {
		done <- serve(ctx, newGate(ln, 10, nil), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(started)
			<-r.Context().Done()
			close(gone)
		}), log.logger(), time.Millisecond)
	}()
	go http.Get("http://" + ln.Addr().String())
	<-started
	cancel()
	if err := <-done; err != nil {
		t.Errorf("returned %v", err)
	}
	<-gone
	if !strings.Contains(log.String(), "requests were cut off") {
		t.Errorf("log: %s", log.String())
	}
}

func TestServeListenerFails(t *testing.T) {
	ln := listen(t)
	ln.Close()
	if err := Serve(t.Context(), ln, http.NotFoundHandler(), slog.New(slog.DiscardHandler)); !errors.Is(err, net.ErrClosed) {
		t.Errorf("returned %v", err)
	}
}

func TestServeLogsNoClient(t *testing.T) {
	ln := listen(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	var log record
	go func() {
		done <- Serve(ctx, ln, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oh no") }), log.logger())
	}()
	if _, err := http.Get("http://" + ln.Addr().String() + "/path"); err == nil {
		t.Error("a panic was answered")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	got := log.String()
	if !strings.Contains(got, "oh no") || !strings.Contains(got, "path=/path") || strings.Contains(got, "127.0.0.1") {
		t.Errorf("log: %s", got)
	}
	for _, line := range []string{"http: TLS handshake error from 127.0.0.1:1: EOF\n", "http: Accept error: too many open files\n"} {
		io.WriteString(acceptErrors{log.logger()}, line)
	}
	if got := log.String(); !strings.Contains(got, "too many open files") || strings.Contains(got, "127.0.0.1") {
		t.Errorf("log: %s", got)
	}
}
