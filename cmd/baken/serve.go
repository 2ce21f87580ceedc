package main

import (
	"log/slog"
	"runtime/debug"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/feedbackcommand/receive"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/server"
	"baken.example/baken/internal/spool"
)

func serveCommand(s *command.State) *cobra.Command {
	var addr string
	var flags cliflag.Site
	var receiving receive.Flags
	var without bool
	var named caching.Flag
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the portal as production sends it",
		Long: `Serve checks the site and serves it over HTTP with the headers and redirects that Netlify would obey.
It reads the site once: start it again after a change. It stops on an interrupt, when what it is
sending has been sent.

A site whose base_url has a path is served under that path, and / leads to it.

It also receives what readers say of pages, at /api/feedback below that path, and keeps it in feedback.db
in the site's directory, in the SQLite file that --db names, or in the PostgreSQL database whose address
is in the environment variable DATABASE_URL. /healthz says that the process answers, /readyz whether it
can store answers. docs/feedback.md says more.`,
		Example: `  baken serve
  baken serve --addr 127.0.0.1:9000 --db /var/lib/baken/feedback.db
  baken serve --without-feedback`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kept, err := named.Open(cmd.Context(), s, "")
			if err != nil {
				return err
			}
			options := s.Dated(cmd.Context(), flags.Options(s))
			options.Pictures = kept.Pictures(picture.NewMaker, s.Stderr)
			// Without room for temporary files, texts are in memory.
			if options.Spool, err = spool.New(""); err == nil {
				defer options.Spool.Close()
			}
			p, err := s.Ready(cmd.Context(), options)
			if err != nil {
				return err
			}
			// A template that fails when it is run would otherwise fail before a reader.
			if err := p.Render(cmd.Context()); err != nil || p.Findings.HasErrors() {
				return s.Refuse(p, err)
			}
			logger := slog.New(slog.NewTextHandler(s.Stderr, nil))
			asked, err := p.Asked()
			if err != nil {
				return err
			}
			artifacts, err := p.Published(cmd.Context())
			if err != nil {
				return err
			}
			handler, err := server.NewUnder(asked.Base, artifacts, logger)
			if err != nil {
				return err
			}
			answers, err := p.Answers(cmd.Context())
			if err != nil {
				return err
			}
			handler = handler.Answering(answers)
			r := receive.Nothing()
			if asked.Asks() && !without {
				if r, err = receive.New(cmd.Context(), s, asked, &receiving, logger); err != nil {
					return err
				}
			}
			debug.FreeOSMemory() // Reading the site takes more than serving it.
			pages := receive.Pages{Handler: handler, Base: asked.Base, Segments: handler.Segments()}
			return r.Serve(cmd.Context(), s, addr, &receiving, pages, logger)
		},
	}
	flags.Add(cmd)
	flags.AddKeepGoing(cmd)
	named.Add(cmd, caching.Usage)
	receiving.Add(cmd)
	cmd.Flags().BoolVar(&without, "without-feedback", false, "serve the site alone")
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "the address to listen at")
	return cmd
}
