// Package receive runs the service that receives what readers say of pages, beside whatever else a
// command serves.
package receive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/feedbackcommand/database"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
	"baken.example/baken/internal/feedback/manifest"
	"baken.example/baken/internal/feedback/service"
	"baken.example/baken/internal/server"
	"baken.example/baken/internal/server/connlimit"
)

// proxiesFlag is a flag of networks of trusted proxies. It may be repeated.
type proxiesFlag []netip.Prefix

func (f *proxiesFlag) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		p, err := netip.ParsePrefix(part)
		if address, failed := netip.ParseAddr(part); failed == nil {
			p, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil || p != p.Masked() {
			return errors.New("it takes addresses and networks, such as 192.0.2.1 or 2001:db8::/32")
		}
		*f = append(*f, p)
	}
	return nil
}
func (f *proxiesFlag) Type() string { return "CIDR" }
func (f *proxiesFlag) String() string {
	var all []string
	for _, p := range *f {
		all = append(all, p.String())
	}
	return strings.Join(all, ",")
}

// Flags are the flags of every command that receives answers.
type Flags struct {
	database  database.Flag
	retention database.Days
	// metrics is the address to serve metrics at, "" for none.
	metrics string
	proxies proxiesFlag
	// dailyMB bounds the growth of the database in a day, in MiB.
	dailyMB int
	// access is the file of the access log, "" for none and "-" for standard error.
	access string
}

// Add adds the flags to a command.
func (f *Flags) Add(cmd *cobra.Command) {
	f.database.Add(cmd)
	f.retention = feedback.DefaultRetentionDays
	cmd.Flags().Var(&f.retention, "retention", "how long answers are kept")
	cmd.Flags().IntVar(&f.dailyMB, "max-daily-mb", limit.Default().Day>>10, "how much the database may grow in a day, in MiB")
	cmd.Flags().StringVar(&f.metrics, "metrics-addr", "", "the address to serve metrics at, under /metrics (default none)")
	cmd.Flags().StringVar(&f.access, "access-log", "",
		"the file to note each answer in, without personal data; - is standard error (default none)")
	_ = cmd.MarkFlagFilename("access-log")
	cmd.Flags().Var(&f.proxies, "trusted-proxy", "proxies whose X-Forwarded-For is believed; may be repeated")
}

// Receiver is a feedback service with its open store. It runs while [Receiver.Serve] does.
type Receiver struct {
	service service.Service
	// runRetention removes old answers now and at every tick, until the context is cancelled.
	runRetention func(context.Context, <-chan time.Time)
	// close closes the store.
	close func() error
}

// Nothing returns the receiver of a site that asks for no feedback.
func Nothing() *Receiver {
	return &Receiver{runRetention: func(context.Context, <-chan time.Time) {}, close: func() error { return nil }}
}

// maxDailyMB is the largest value of --max-daily-mb, in MiB: a tebibyte a day.
const maxDailyMB = 1 << 20

// New opens the store that the flags name and returns the receiver of a site.
func New(ctx context.Context, s *command.State, site *manifest.Site, f *Flags, logger *slog.Logger) (*Receiver, error) {
	if f.dailyMB < 1 || f.dailyMB > maxDailyMB {
		return nil, usage.Errorf("--max-daily-mb takes a number of MiB, from 1 to %d", maxDailyMB)
	}
	store, err := f.database.Open(s)
	if err != nil {
		return nil, err
	}
	limits := limit.Default()
	limits.Day = f.dailyMB << 10
	config := feedback.Config{
		Limits: limits,
		Store:  store, Proxies: f.proxies, RetentionDays: int(f.retention),
		Clock: s.Now, Random: rand.Reader, Logger: logger,
	}
	site.Configure(&config)
	handler, err := feedback.New(config)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	r := &Receiver{
		service:      service.Service{Base: site.Base, Handler: handler, Store: store, BehindProxy: len(f.proxies) > 0, Clock: s.Now, Logger: logger},
		runRetention: handler.RunRetention, close: store.Close,
	}
	// A store that can't be written is reported now rather than at the first answer. A failure that
	// may pass, such as a database server that isn't running yet, is tolerated: until then, readers
	// are asked to try again.
	if err := r.service.Ready(ctx); err != nil && !store.Temporary(err) {
		return nil, errors.Join(store.Explain(err), store.Close())
	}
	return r, nil
}

// accessLog opens the access log, which has a line of JSON for each HTTP response. name is the
// value of --access-log; the logger is nil if it is empty.
func accessLog(s *command.State, name string) (*slog.Logger, io.Closer, error) {
	switch name {
	case "":
		return nil, io.NopCloser(nil), nil
	case "-":
		return slog.New(slog.NewJSONHandler(s.Stderr, nil)), io.NopCloser(nil), nil
	}
	if err := place.Outside(s.Dir, "--access-log", name); err != nil {
		return nil, nil, usage.Error{Err: err}
	}
	// Opening a named pipe waits for a reader, and each answer would wait for it to read on.
	if info, err := os.Stat(name); err == nil && info.Mode()&(fs.ModeNamedPipe|fs.ModeSocket) != 0 {
		return nil, nil, usage.Errorf("--access-log %s is a pipe or a socket, for which answers would have to wait: name a file, or - for standard error", name)
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640)
	if err != nil {
		return nil, nil, fmt.Errorf("--access-log: %w", err)
	}
	return slog.New(slog.NewJSONHandler(f, nil)), f, nil
}

// Pages serves the paths that aren't the service's.
type Pages struct {
	http.Handler
	// Base is the path of the site on its host, or "".
	Base string
	// Segments are the segments of its paths, which the access log may have.
	Segments []string
}

// Serve serves the paths of the service, and rest at all other paths, until ctx is cancelled. It
// prints its address once it listens.
func (r *Receiver) Serve(ctx context.Context, s *command.State, addr string, f *Flags, rest Pages, logger *slog.Logger) (err error) {
	// The store is closed last, when all requests have been answered.
	defer func() { err = errors.Join(err, r.close()) }()
	access, file, err := accessLog(s, f.access)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	handler := server.Secure(r.service.Routes(rest))
	if access != nil {
		handler = server.Logged(handler, append(service.Segments(), rest.Segments...), access)
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	if f.metrics != "" {
		metrics, err := listen.Listen(ctx, "tcp", f.metrics)
		if err != nil {
			return errors.Join(fmt.Errorf("--metrics-addr: %w", err), listener.Close())
		}
		logger.Info("metrics", "url", fmt.Sprintf("http://%s/metrics", metrics.Addr()))
		group.Go(func() error { return connlimit.Serve(ctx, metrics, server.Secure(r.service.Metrics()), logger) })
	}
	fmt.Fprintf(s.Stdout, "http://%s%s/\n", listener.Addr(), rest.Base)
	group.Go(func() error { return connlimit.Serve(ctx, listener, handler, logger, f.proxies...) })
	group.Go(func() error {
		hours := time.NewTicker(time.Hour)
		defer hours.Stop()
		r.runRetention(ctx, hours.C)
		return nil
	})
	return group.Wait()
}
