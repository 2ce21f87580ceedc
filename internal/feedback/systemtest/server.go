package systemtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// Handler returns a handler for a site with every page, in one language. It trusts X-Forwarded-For
// from the loopback, and its limits are practically unlimited.
func Handler(s feedback.Store, logger *slog.Logger) (*feedback.Handler, error) {
	return feedback.New(Config(s, logger))
}

// Config returns the configuration of Handler.
func Config(s feedback.Store, logger *slog.Logger) feedback.Config {
	const text = "…"
	return feedback.Config{
		Store: s, Languages: []string{"xx"},
		Texts: map[string]feedback.Texts{"xx": {
			Title: text, Refused: text, TooLong: text, TooMany: text, Unavailable: text, Comment: text, Send: text, Back: text,
			Yes: text, No: text, Helped: text, Missing: text, Optional: text, Why: text, SendComment: text, Trap: text,
		}},
		Known:   func(_, page string) bool { return strings.HasPrefix(page, "/xx/") },
		Thanks:  func(a feedback.Answer) string { return "/xx/thanks/?id=" + a.ID },
		Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Limits:  limit.Limits{Window: time.Minute, Visitor: 1 << 30, All: 1 << 30},
		Clock:   time.Now, Random: rand.Reader, Logger: logger,
	}
}

// Serve serves a store on a port of the loopback, and writes its URL to out as one line. When ctx
// is cancelled, it completes the accepted requests and closes the store.
func Serve(ctx context.Context, s feedback.Store, out io.Writer) error {
	h, err := Handler(s, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: h}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	fmt.Fprintf(out, "http://%s/\n", ln.Addr())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	if err := srv.Shutdown(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	return s.Close()
}
