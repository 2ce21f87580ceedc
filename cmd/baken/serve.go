package main

import (
	"fmt"
	"log/slog"
	"net"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/server"
)

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var flags siteFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the portal as production sends it",
		Long: `Serve checks the site and serves it over HTTP with the headers and redirects that Netlify would obey.
It reads the site once: start it again after a change. It stops on an interrupt, when what it is
sending has been sent.`,
		Example: `  baken serve
  baken serve --addr 127.0.0.1:9000`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := a.ready(flags.options(a))
			if err != nil {
				return err
			}
			// A template that fails when it is run would otherwise fail before a reader.
			if err := p.Render(); err != nil || p.Findings.HasErrors() {
				return a.refuse(p, err)
			}
			logger := slog.New(slog.NewTextHandler(a.stderr, nil))
			handler, err := server.New(p.Artifacts, logger)
			if err != nil {
				return err
			}
			var config net.ListenConfig
			listener, err := config.Listen(cmd.Context(), "tcp", addr)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "http://%s/\n", listener.Addr())
			return server.Serve(cmd.Context(), listener, handler, logger)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "the address to listen at")
	return cmd
}
