package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/buildinfo"
)

func (a *app) versionCommand() *cobra.Command {
	format := newChoice("text", "json")
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print which version of Baken this is",
		Long: `Version prints the version, the commit that it was built from and the time of that commit, the version of Go,
and the operating system and processor that it was built for. Give it along when you report a fault.`,
		Example: `  baken version
  baken version --format json`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			info := buildinfo.Read()
			if format.String() == "text" {
				return a.result([]byte(info.String()), nil)
			}
			text, err := json.MarshalIndent(info, "", "  ")
			return a.result(append(text, '\n'), err)
		},
	}
	format.addFormat(cmd, "how to print it: text or json")
	return cmd
}
