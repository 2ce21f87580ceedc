package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	baken "baken.example/baken"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/server"
	"baken.example/baken/internal/source"
)

func (a *app) devCommand() *cobra.Command {
	var addr string
	var flags siteFlags
	cmd := &cobra.Command{
		Use:   "dev",
		Short: "Preview the portal while you write",
		Long: `Dev serves the site with its drafts, watches its files, and shows a change in the browser as soon as it is
saved. A change of a style sheet doesn't load the page anew. While there are errors, the page stays as it was,
with the errors on it, and goes on by itself once they are mended.

Pages are what build writes, with one script more. Nothing is written, and answers to "Did this page
help?" aren't kept.`,
		Example: `  baken dev
  baken dev --addr 127.0.0.1:9000
  baken dev -C ../portal --date 2027-01-01`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := os.OpenRoot(a.dir)
			if err != nil {
				return err
			}
			defer root.Close()
			logger := slog.New(slog.NewTextHandler(a.stderr, nil))
			h := a.history(cmd.Context())
			preview := dev.New(a.previewed(cmd.Context(), source.Root(root), &flags, h), logger)
			listener, err := new(net.ListenConfig).Listen(cmd.Context(), "tcp", addr)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "http://%s/\n", listener.Addr())
			return a.preview(cmd.Context(), preview, listener, h, logger)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:1313", "the address to listen at")
	return cmd
}

// preview serves a site and watches its directory until ctx is cancelled or one of the two fails.
func (a *app) preview(ctx context.Context, p *dev.Preview, listener net.Listener, h *history, logger *slog.Logger) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return p.Watch(ctx, a.dir, h.head()...) })
	group.Go(func() error { return server.Serve(ctx, listener, p, logger) })
	return group.Wait()
}

// previewed returns what reads a site, with its drafts, as of the day on which it is called.
func (a *app) previewed(ctx context.Context, files fs.FS, flags *siteFlags, h *history) func([]string) (*dev.Site, error) {
	session := pipeline.NewSession(files, baken.Defaults)
	return func(changed []string) (*dev.Site, error) {
		o := h.date(ctx, flags.options(a), changed...)
		o.Drafts = true
		p, err := session.Load(o, changed)
		if err != nil {
			return nil, err
		}
		return &dev.Site{
			Artifacts: p.Artifacts, Findings: p.Findings,
			Source: func(url string) (file, absence string) { return p.Source(url, o.Date) },
			Number: p.Number, Since: p.Since, Changed: p.Changed,
			Explain: func(err error) (diag.List, error) {
				rest := p.Explain(err)
				return p.Findings, rest
			},
		}, nil
	}
}
