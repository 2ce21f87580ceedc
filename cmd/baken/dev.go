package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	baken "baken.example/baken"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/server/connlimit"
	"baken.example/baken/internal/source"
)

func (a *app) devCommand() *cobra.Command {
	var addr string
	var hosts []string
	var flags siteFlags
	var named cacheFlag
	cmd := &cobra.Command{
		Use:   "dev",
		Short: "Preview the portal while you write",
		Long: `Dev serves the site with its drafts, watches its files, and shows a change in the browser as soon as it is
saved. A change of a style sheet doesn't load the page anew. While there are errors, the page stays as it was,
with the errors on it, and goes on by itself once they are mended.

Pages are what build writes, with one script more. Nothing is written, and answers to "Did this page
help?" aren't kept.

Only this machine can read the preview, at localhost. With --addr 0.0.0.0:1313 every machine that reaches
this one can, drafts included and without a password, at the address of this machine; add each name by
which they ask for it with --host, also where a tunnel or a proxy stands between. To any other name there
is no answer: a web page could otherwise read the drafts under a name of its own.`,
		Example: `  baken dev
  baken dev --addr 127.0.0.1:9000
  baken dev --addr 0.0.0.0:1313 --host desk.example
  baken dev -C ../portal --date 2027-01-01`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, host := range hosts {
				if err := verifyHost(host); err != nil {
					return err
				}
			}
			kept, err := a.openCache(cmd.Context(), named, "")
			if err != nil {
				return err
			}
			root, err := os.OpenRoot(a.dir)
			if err != nil {
				return err
			}
			defer root.Close()
			logger := slog.New(slog.NewTextHandler(a.stderr, nil))
			h := a.history(cmd.Context())
			preview := dev.New(a.previewed(source.Root(root), &flags, h, kept), a.previewOptions(append(hosts, hostOf(addr)...), logger))
			listener, err := new(net.ListenConfig).Listen(cmd.Context(), "tcp", addr)
			if err != nil {
				return err
			}
			a.announce(listener.Addr())
			return a.preview(cmd.Context(), preview, listener, h, logger)
		},
	}
	flags.add(cmd)
	named.add(cmd, cacheUsage)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:1313", "the address to listen at")
	cmd.Flags().StringSliceVar(&hosts, "host", nil, "another name or address by which browsers may ask for the preview")
	return cmd
}

// dayTick is the interval at which dev polls the clock for a new day.
const dayTick = 20 * time.Second

// previewOptions returns the options of a preview.
func (a *app) previewOptions(hosts []string, logger *slog.Logger) dev.Options {
	return dev.Options{Run: rand.Text(), Hosts: hosts, Now: a.now, Tick: dayTick, Logger: logger}
}

// verifyHost refuses what can't be the name or address of a host.
func verifyHost(host string) error {
	if host == "" || strings.ContainsAny(host, "/*@ \t") {
		return usageError{fmt.Errorf("--host %q isn't the name of a host: write it without a scheme and a path, as in --host %s", host, "desk.example")}
	}
	return nil
}

// hostOf returns the host of an address to listen at, where it names one.
func hostOf(addr string) []string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || host == "" || net.ParseIP(host).IsUnspecified() {
		return nil
	}
	return []string{host}
}

// announce prints the URL of the preview, and warns where other machines can read it.
func (a *app) announce(at net.Addr) {
	tcp, ok := at.(*net.TCPAddr)
	switch {
	case ok && tcp.IP.IsUnspecified():
		fmt.Fprintf(a.stdout, "http://localhost:%d/\n", tcp.Port)
	default:
		fmt.Fprintf(a.stdout, "http://%s/\n", at)
	}
	if ok && !tcp.IP.IsLoopback() {
		fmt.Fprintln(a.stderr, "everybody who reaches this machine can read the preview, with its drafts and without a password")
	}
}

// preview serves a site and watches its directory until ctx is cancelled or one of the two fails.
func (a *app) preview(ctx context.Context, p *dev.Preview, listener net.Listener, h *history, logger *slog.Logger) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return p.Watch(ctx, a.dir, h.head()...) })
	group.Go(func() error { return connlimit.Serve(ctx, listener, p, logger) })
	return group.Wait()
}

// previewed returns a function that loads a site, with its drafts, as of the day on which it is
// called.
func (a *app) previewed(files fs.FS, flags *siteFlags, h *history, kept cache) func(context.Context, []string) (*dev.Site, error) {
	session := pipeline.NewSession(files, baken.Defaults)
	pictures := a.pictures(picture.NewMaker, kept)
	return func(ctx context.Context, changed []string) (*dev.Site, error) {
		o := h.date(ctx, flags.options(a), changed...)
		o.Drafts, o.StandIns = true, true
		o.Pictures = pictures
		p, err := session.Load(ctx, o, changed)
		if err != nil {
			return nil, err
		}
		return &dev.Site{Artifacts: p.Artifacts, Base: p.Base(), Findings: p.Findings, Pages: p, Further: p.Further()}, nil
	}
}
