package authoring

import (
	"github.com/spf13/cobra"

	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/scaffold"
	"baken.example/baken/internal/scaffold/hosts"
	"baken.example/baken/internal/schema"
)

// HostFiles returns the files with which a new site is edited, checked and published on a host, or
// none if no host is named. Editors get the schemas of this version.
func HostFiles(host string) ([]scaffold.File, error) {
	if host == "" {
		return nil, nil
	}
	files, err := hosts.Files(host)
	if err != nil {
		return nil, usage.Error{Err: err}
	}
	for _, k := range schema.Kinds() {
		if k.Name == "page" {
			continue // It is of front matter, where no text editor reads it.
		}
		text, err := k.Text()
		if err != nil {
			return nil, err
		}
		files = append(files, scaffold.File{Path: "schemas/" + k.Name + ".schema.json", Text: string(text)})
	}
	return files, nil
}

// addHost adds the flag that names a host.
func addHost(cmd *cobra.Command, host *string) {
	cmd.Flags().StringVar(host, "host", "", "also write what checks and publishes the site there, and settings for editors: netlify, github, gitlab, nginx, caddy or none")
	_ = cmd.RegisterFlagCompletionFunc("host", cobra.FixedCompletions(hosts.Names(), cobra.ShellCompDirectiveNoFileComp))
}
