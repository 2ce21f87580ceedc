package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/hosting"
	"baken.example/baken/internal/picture"
)

func hostingCommand(s *command.State) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "hosting",
		Short: "Print the configuration of a web server that sends the portal",
		Example: `  baken hosting nginx --root /srv/www/portal
  baken hosting caddy --root /srv/www/portal`,
		Args: usage.KnownCommand,
		RunE: usage.ShowHelp,
	}
	cmd.AddCommand(
		hostingServerCommand(s, "nginx", "nginx (1.22 or later)", []string{"80", "[::]:80"}, (*hosting.Site).Nginx),
		hostingServerCommand(s, "caddy", "Caddy (2.6 or later)", nil, (*hosting.Site).Caddy),
	)
	return cmd
}

// hostingServerCommand returns the command for one server, whose configuration write makes.
func hostingServerCommand(s *command.State, name, server string, listen []string, write func(*hosting.Site, hosting.Options) (string, error)) *cobra.Command {
	var flags cliflag.Site
	var named caching.Flag
	var o hosting.Options
	cmd := &cobra.Command{
		Use:   name,
		Short: "Print a configuration for " + server,
		Long: `Prints a configuration with which ` + server + ` answers as baken serve does, by the site's own headers
and redirects. Print it anew after each build, and never edit it: directives of your own, such as those of
certificates, go into the file that --include names. docs/hosting.md says more.`,
		Example: `  baken hosting ` + name + ` --root /srv/www/portal > portal.conf
  baken -C ../site hosting ` + name + ` --base-url https://www.example.org/guide --service 127.0.0.1:8081`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Root == "" {
				o.Root = filepath.Join(s.Dir, place.Output)
			}
			root, err := filepath.Abs(o.Root)
			if err != nil {
				return err
			}
			o.Root = root
			if err := o.Check(); err != nil {
				return usage.Error{Err: err}
			}
			kept, err := named.Open(cmd.Context(), s, o.Root)
			if err != nil {
				return err
			}
			options := s.Dated(cmd.Context(), flags.Options(s))
			options.Pictures = kept.Pictures(picture.NewMaker, s.Stderr)
			p, err := s.Ready(cmd.Context(), options)
			if err != nil {
				return err
			}
			asked, err := p.Asked()
			if err != nil {
				return err
			}
			artifacts, err := p.Published(cmd.Context())
			if err != nil {
				return err
			}
			site, err := hosting.New(p.Model.Base(), asked.Asks(), artifacts)
			if err != nil {
				return err
			}
			text, err := write(site, o)
			return s.Result([]byte(text), err)
		},
	}
	flags.Add(cmd)
	named.Add(cmd, caching.Usage)
	flags.AddKeepGoing(cmd)
	flags.AddPreview(cmd)
	cmd.Flags().StringVar(&o.Root, "root", "", "the directory that the site was built into (default public, in the site's directory)")
	cmd.Flags().StringArrayVar(&o.Listen, "listen", listen, listenUsage(name))
	cmd.Flags().StringVar(&o.Service, "service", "127.0.0.1:8081", "where baken feedback serve listens")
	cmd.Flags().StringVar(&o.Include, "include", "", "a file with directives of your own, such as those of certificates")
	if name == "nginx" { // Caddy has it built in.
		cmd.Flags().BoolVar(&o.Brotli, "brotli", false, "send files compressed with Brotli, for which nginx needs a module")
	}
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.MarkFlagFilename("include")
	return cmd
}

// listenUsage returns the usage of --listen: the servers write addresses in different ways.
func listenUsage(name string) string {
	if name == "caddy" {
		return "an address of the site, as in a Caddyfile; may be repeated (default that of base_url)"
	}
	return "an address to listen at; may be repeated"
}
