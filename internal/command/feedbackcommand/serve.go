package feedbackcommand

import (
	"errors"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/feedbackcommand/receive"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/feedback/service"
)

func serveCommand(s *command.State) *cobra.Command {
	var addr string
	var flags cliflag.Site
	var receiving receive.Flags
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
			r, err := receive.New(cmd.Context(), s, asked, &receiving, logger)
			if err != nil {
				return err
			}
			pages := receive.Pages{Handler: service.NotFound(asked.Base), Segments: strings.Split(asked.Base, "/")}
			return r.Serve(cmd.Context(), s, addr, &receiving, pages, logger)
		},
	}
	flags.Add(cmd)
	flags.AddKeepGoing(cmd)
	flags.AddPreview(cmd)
	receiving.Add(cmd)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8081", "the address to listen at")
	return cmd
}

func pagesCommand(s *command.State) *cobra.Command {
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
