package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	baken "baken.example/baken"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/lastrun"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/server/connlimit"
)

func devCommand(s *command.State) *cobra.Command {
	var addr string
	var hosts []string
	var flags cliflag.Site
	var named caching.Flag
	cmd := &cobra.Command{
		Use:   "dev",
		Short: "Preview the portal while you write",
		Long: `Dev serves the site with its drafts, watches its files, and shows a change in the browser as soon as it is
saved. A change of a style sheet doesn't load the page anew. While there are errors, the page stays as it was,
with the errors on it, and goes on by itself once they are mended.

Pages are what build writes, with one script more. Nothing is published, and answers to "Did this page
help?" aren't kept. Pages that haven't changed since the last preview aren't read again: your cache directory
has them.

Only this machine can read the preview, at localhost. With --addr 0.0.0.0:1313 every machine that reaches
this one can, drafts included and without a password, at the address of this machine; add each name by
which they ask for it with --host, also where a tunnel or a proxy stands between. To any other name there
is no answer: a web page could otherwise read the drafts under a name of its own.`,
		Example: `  baken dev
  baken dev --addr 127.0.0.1:9000
  baken dev --addr 0.0.0.0:1313 --host desk.example
  baken dev -C ../portal --date 2027-01-01`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, host := range hosts {
				if err := verifyHost(host); err != nil {
					return err
				}
			}
			kept, err := named.Open(cmd.Context(), s, "")
			if err != nil {
				return err
			}
			root, err := os.OpenRoot(s.Dir)
			if err != nil {
				return err
			}
			defer root.Close()
			logger := slog.New(slog.NewTextHandler(s.Stderr, nil))
			site := previewed{state: s, flags: &flags, history: s.History(cmd.Context()), root: root, pictures: kept.Pictures(picture.NewMaker, s.Stderr)}
			defer site.close()
			preview := dev.New(site.load, previewOptions(s, append(hosts, hostOf(addr)...), logger))
			listener, err := new(net.ListenConfig).Listen(cmd.Context(), "tcp", addr)
			if err != nil {
				return err
			}
			announce(s, listener.Addr())
			return servePreview(cmd.Context(), s, preview, listener, site.history, logger)
		},
	}
	flags.Add(cmd)
	named.Add(cmd, caching.Usage)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:1313", "the address to listen at")
	cmd.Flags().StringSliceVar(&hosts, "host", nil, "another name or address by which browsers may ask for the preview")
	return cmd
}

// dayTick is the interval at which dev polls the clock for a new day.
const dayTick = 20 * time.Second

// previewOptions returns the options of a preview.
func previewOptions(s *command.State, hosts []string, logger *slog.Logger) dev.Options {
	return dev.Options{Run: rand.Text(), Hosts: hosts, Now: s.Now, Tick: dayTick, Logger: logger}
}

// verifyHost refuses what can't be the name or address of a host.
func verifyHost(host string) error {
	if host == "" || strings.ContainsAny(host, "/*@ \t") {
		return usage.Errorf("--host %q isn't the name of a host: write it without a scheme and a path, as in --host %s", host, "desk.example")
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
func announce(s *command.State, at net.Addr) {
	tcp, ok := at.(*net.TCPAddr)
	switch {
	case ok && tcp.IP.IsUnspecified():
		fmt.Fprintf(s.Stdout, "http://localhost:%d/\n", tcp.Port)
	default:
		fmt.Fprintf(s.Stdout, "http://%s/\n", at)
	}
	if ok && !tcp.IP.IsLoopback() {
		fmt.Fprintln(s.Stderr, "everybody who reaches this machine can read the preview, with its drafts and without a password")
	}
}

// servePreview serves a site and watches its directory until ctx is cancelled or one of the two
// fails.
func servePreview(ctx context.Context, s *command.State, p *dev.Preview, listener net.Listener, h *command.History, logger *slog.Logger) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return p.Watch(ctx, s.Dir, h.Head()...) })
	group.Go(func() error { return connlimit.Serve(ctx, listener, p, logger) })
	return group.Wait()
}

// previewed loads a site, with its drafts, as of the day on which it is loaded.
type previewed struct {
	state    *command.State
	flags    *cliflag.Site
	history  *command.History
	root     *os.Root
	pictures *picture.Maker
	// session is nil before the first load, and run is that load.
	session *pipeline.Session
	run     *lastrun.Run
	keeping sync.WaitGroup
}

// load loads the site after changes at some paths, for [dev.New].
func (v *previewed) load(ctx context.Context, changed []string) (*dev.Site, error) {
	o := v.flags.Options(v.state)
	o.Drafts, o.StandIns = true, true
	o.Pictures = v.pictures
	if v.session != nil {
		return shown(v.session.Load(ctx, v.history.Date(ctx, o, changed...), changed))
	}
	p, err := v.first(ctx, o)
	if err == nil {
		v.keeping.Go(v.run.KeepPreview(ctx, p))
	}
	return shown(p, err)
}

// first loads the site for the first time. It reads only the pages that have changed since the last
// preview.
func (v *previewed) first(ctx context.Context, o pipeline.Options) (p *pipeline.Result, err error) {
	v.run = lastrun.OfPreview(v.state, v.history, o)
	if o, err = v.run.Prepare(ctx, o); err != nil {
		return nil, err
	}
	v.session = pipeline.NewSession(v.run.Files(v.root), baken.Defaults)
	return v.session.Load(ctx, o, nil)
}

// close waits until the pages are kept, and ends the run of the first load. No page may be served
// any more.
func (v *previewed) close() {
	v.keeping.Wait()
	if v.run != nil {
		v.run.Close()
	}
}

// shown returns a loaded site as it is served.
func shown(p *pipeline.Result, err error) (*dev.Site, error) {
	if err != nil {
		return nil, err
	}
	return &dev.Site{Artifacts: p.Artifacts, Base: p.Base(), Findings: p.Findings, Pages: p, Further: p.Further()}, nil
}
