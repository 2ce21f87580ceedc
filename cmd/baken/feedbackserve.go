package main

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
	"baken.example/baken/internal/command/cliflag"
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

// serviceFlags are the flags of every command that receives answers.
type serviceFlags struct {
	database
	retention daysFlag
	// metrics is the address to serve metrics at, "" for none.
	metrics string
	proxies proxiesFlag
	// dailyMB bounds the growth of the database in a day, in MiB.
	dailyMB int
	// access is the file of the access log, "" for none and "-" for standard error.
	access string
}

// add adds the flags to a command.
func (f *serviceFlags) add(cmd *cobra.Command) {
	f.database.add(cmd)
	f.retention = feedback.DefaultRetentionDays
	cmd.Flags().Var(&f.retention, "retention", "how long answers are kept")
	cmd.Flags().IntVar(&f.dailyMB, "max-daily-mb", limit.Default().Day>>10, "how much the database may grow in a day, in MiB")
	cmd.Flags().StringVar(&f.metrics, "metrics-addr", "", "the address to serve metrics at, under /metrics (default none)")
	cmd.Flags().StringVar(&f.access, "access-log", "",
		"the file to note each answer in, without personal data; - is standard error (default none)")
	_ = cmd.MarkFlagFilename("access-log")
	cmd.Flags().Var(&f.proxies, "trusted-proxy", "proxies whose X-Forwarded-For is believed; may be repeated")
}

// receiver is a feedback service with its open store. It runs while [serve] does.
type receiver struct {
	service.Service
	// runRetention removes old answers now and at every tick, until the context is cancelled.
	runRetention func(context.Context, <-chan time.Time)
	// close closes the store.
	close func() error
}

// noReceiver returns the receiver of a site that asks for no feedback.
func noReceiver() *receiver {
	return &receiver{runRetention: func(context.Context, <-chan time.Time) {}, close: func() error { return nil }}
}

// maxDailyMB is the largest value of --max-daily-mb, in MiB: a tebibyte a day.
const maxDailyMB = 1 << 20

// receiver opens the store that the flags name and returns the receiver of a site.
func newReceiver(ctx context.Context, s *command.State, site *manifest.Site, f *serviceFlags, logger *slog.Logger) (*receiver, error) {
	if f.dailyMB < 1 || f.dailyMB > maxDailyMB {
		return nil, usage.Errorf("--max-daily-mb takes a number of MiB, from 1 to %d", maxDailyMB)
	}
	store, err := open(s, f.database)
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
	r := &receiver{
		Service:      service.Service{Base: site.Base, Handler: handler, Store: store, BehindProxy: len(f.proxies) > 0, Clock: s.Now, Logger: logger},
		runRetention: handler.RunRetention, close: store.Close,
	}
	// A store that can't be written is reported now rather than at the first answer. A failure that
	// may pass, such as a database server that isn't running yet, is tolerated: until then, readers
	// are asked to try again.
	if err := r.Ready(ctx); err != nil && !store.Temporary(err) {
		return nil, errors.Join(store.explain(err), store.Close())
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

// pages serves the paths that aren't the service's.
type pages struct {
	http.Handler
	// base is the path of the site on its host, or "".
	base string
	// segments are the segments of its paths, which the access log may have.
	segments []string
}

// serve serves r's paths, and rest at all other paths, until ctx is cancelled. It prints its
// address once it listens.
func serve(ctx context.Context, s *command.State, r *receiver, addr string, f *serviceFlags, rest pages, logger *slog.Logger) (err error) {
	// The store is closed last, when all requests have been answered.
	defer func() { err = errors.Join(err, r.close()) }()
	access, file, err := accessLog(s, f.access)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	handler := server.Secure(r.Routes(rest))
	if access != nil {
		handler = server.Logged(handler, append(service.Segments(), rest.segments...), access)
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
		group.Go(func() error { return connlimit.Serve(ctx, metrics, server.Secure(r.Metrics()), logger) })
	}
	fmt.Fprintf(s.Stdout, "http://%s%s/\n", listener.Addr(), rest.base)
	group.Go(func() error { return connlimit.Serve(ctx, listener, handler, logger, f.proxies...) })
	group.Go(func() error {
		hours := time.NewTicker(time.Hour)
		defer hours.Stop()
		r.runRetention(ctx, hours.C)
		return nil
	})
	return group.Wait()
}

func feedbackServeCommand(s *command.State) *cobra.Command {
	var addr string
	var flags cliflag.Site
	var feedbackFlags serviceFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Receive feedback, and nothing else",
		Long: `Serve receives what readers say of pages at /api/feedback, below the path of base_url, for a portal whose
files another server sends: a proxy leads that address here. The site's directory says which pages there
are. /healthz says that the process answers, /readyz whether it can store answers.

Proxies have to be named with --trusted-proxy: otherwise all visitors have the proxy's address, and
count as one. It stops on an interrupt, when what it has accepted is stored.`,
		Example: `  baken feedback serve --trusted-proxy 127.0.0.1
  baken feedback serve --addr 10.0.0.5:8081 --trusted-proxy 10.0.0.0/24 --metrics-addr 127.0.0.1:9100
  baken -C ../site feedback serve --base-url https://www.example.org --db /var/lib/baken/feedback.db`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := s.Ready(cmd.Context(), flags.Options(s))
			if err != nil {
				return err
			}
			asked, err := p.Asked()
			if err != nil {
				return err
			}
			if !asked.Asks() {
				return errors.New("no page of the site asks for feedback")
			}
			logger := slog.New(slog.NewTextHandler(s.Stderr, nil))
			r, err := newReceiver(cmd.Context(), s, asked, &feedbackFlags, logger)
			if err != nil {
				return err
			}
			return serve(cmd.Context(), s, r, addr, &feedbackFlags, pages{service.NotFound(asked.Base), "", strings.Split(asked.Base, "/")}, logger)
		},
	}
	flags.Add(cmd)
	flags.AddKeepGoing(cmd)
	flags.AddPreview(cmd)
	feedbackFlags.add(cmd)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8081", "the address to listen at")
	return cmd
}

func feedbackPagesCommand(s *command.State) *cobra.Command {
	var flags cliflag.Site
	cmd := &cobra.Command{
		Use:   "pages",
		Short: "Print what a service must know that has no site: pages and texts",
		Long: `Pages prints, as JSON, on which pages feedback is asked, and what readers are told whose answer can't
be accepted. The function for Netlify is compiled with that, since it doesn't have the site.

With --drafts, and where Netlify builds anything but the production site (its variable CONTEXT says
so), the service is told that the site is a preview, whose answers don't count.`,
		Example: `  baken feedback pages > cmd/functions/feedback/site/pages.json`,
		Args:    usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := s.Ready(cmd.Context(), flags.Options(s))
			if err != nil {
				return err
			}
			ask := p.Asked
			if flags.Options(s).Drafts || previewOnNetlify(os.Getenv) {
				ask = p.AskedInPreview
			}
			asked, err := ask()
			if err != nil {
				return err
			}
			return asked.Write(s.Stdout)
		},
	}
	flags.Add(cmd)
	flags.AddKeepGoing(cmd)
	flags.AddPreview(cmd)
	return cmd
}

// previewOnNetlify reports whether Netlify builds a site that isn't the published one
// (https://docs.netlify.com/configure-builds/environment-variables/#build-metadata).
func previewOnNetlify(getenv func(string) string) bool {
	return getenv("NETLIFY") == "true" && getenv("CONTEXT") != "production"
}
