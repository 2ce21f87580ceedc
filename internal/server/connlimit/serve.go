// Package connlimit serves HTTP on a listener with limits on its connections, so that clients that
// hold connections open don't deny service to others.
package connlimit

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

// WriteTimeout is how long a response may take. Pages and their assets are small: a large picture on
// a slow network takes longest. A handler may give itself more time by [http.ResponseController].
const WriteTimeout = 5 * time.Minute

// The other limits of a connection.
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 30 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 64 << 10
	// gracePeriod is how long open requests may take to finish during a shutdown.
	gracePeriod = 10 * time.Second
)

// Serve answers requests on a listener until ctx is cancelled, lets open requests finish, and
// returns nil. Those that take longer than ten seconds then are cut off, which is logged. It
// returns an error when the listener fails. The listener is closed in any case.
//
// A panic of the handler is logged, and aborts the request. The log never identifies a client.
//
// Connections are limited by the descriptors that the process may have, in total and for each
// client's network. At a limit, a new client replaces one that keeps the server waiting. proxies
// are networks without a limit of their own.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, logger *slog.Logger, proxies ...netip.Prefix) error {
	return serve(ctx, newGate(ln, connections(descriptors()), proxies), h, logger, gracePeriod)
}

func serve(ctx context.Context, ln *gate, h http.Handler, logger *slog.Logger, grace time.Duration) error {
	srv := &http.Server{
		Handler:           trackConnections(recoverPanics(h, logger)),
		ConnState:         ln.state,
		ConnContext:       ln.context,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      WriteTimeout,
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
	// The grace period begins when ctx has ended.
	graceCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(graceCtx); errors.Is(err, context.DeadlineExceeded) {
		logger.Warn("requests were cut off", "after", grace)
		srv.Close()
	}
	<-failed
	return nil
}

// recoverPanics returns a handler that logs the panics of h as net/http does, but without the
// client's address.
func recoverPanics(h http.Handler, logger *slog.Logger) http.Handler {
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

// acceptErrors logs the errors of the listener and drops the other messages of net/http, which
// contain the client's address or data that it sent.
type acceptErrors struct{ logger *slog.Logger }

func (l acceptErrors) Write(line []byte) (int, error) {
	if bytes.HasPrefix(line, []byte("http: Accept error")) {
		l.logger.Error("listener", "error", string(bytes.TrimSpace(line)))
	}
	return len(line), nil
}
