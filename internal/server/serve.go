package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"
)

// The limits of a connection. A page and all it needs is small; what takes longest is a large
// picture on a bad line.
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 5 * time.Minute
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 64 << 10
	// gracePeriod is how long open requests may take to finish once the server is to stop.
	gracePeriod = 10 * time.Second
)

// Serve answers requests on a listener until ctx is cancelled, lets open requests finish, and
// returns nil. Those that take longer than ten seconds then are cut off, which is logged. It
// returns an error when the listener fails. The listener is closed in any case.
//
// What the handler panics with is logged, and the request cut off. Nothing that is logged names a
// client.
//
// Connections are bounded by the descriptors that the process may have, in all and for each client's
// network; at a bound, a new client takes the place of one that keeps the server waiting. proxies are
// the networks to which the bound for each doesn't apply.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, logger *slog.Logger, proxies ...netip.Prefix) error {
	return serve(ctx, newGate(ln, connections(descriptors()), proxies), h, logger, gracePeriod)
}

func serve(ctx context.Context, ln *gate, h http.Handler, logger *slog.Logger, grace time.Duration) error {
	srv := &http.Server{
		Handler:           noting(recovering(h, logger)),
		ConnState:         ln.state,
		ConnContext:       ln.context,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          log.New(acceptErrors{logger}, "", 0),
		// "OPTIONS *" is refused like any other method.
		DisableGeneralOptionsHandler: true,
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()

	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	// The grace period outlives ctx, which is over.
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(within); errors.Is(err, context.DeadlineExceeded) {
		logger.Warn("requests were cut off", "after", grace)
		srv.Close()
	}
	<-failed
	return nil
}

// recovering logs what a handler panics with, as net/http would, but without the client's address.
func recovering(h http.Handler, logger *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				logger.Error("panic", "path", r.URL.Path, "value", v, "stack", string(debug.Stack()))
				panic(http.ErrAbortHandler)
			}
		}()
		h.ServeHTTP(w, r)
	})
}

// acceptErrors passes on what net/http logs of the listener. Its other messages name the client's
// address, or what a client sent.
type acceptErrors struct{ logger *slog.Logger }

func (l acceptErrors) Write(line []byte) (int, error) {
	if bytes.HasPrefix(line, []byte("http: Accept error")) {
		l.logger.Error("listener", "error", string(bytes.TrimSpace(line)))
	}
	return len(line), nil
}
