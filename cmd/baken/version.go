package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/buildinfo"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/usage"
)

func versionCommand(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "json")
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print which version of Baken this is",
		Long: `Version prints the version, the commit that it was built from and the time of that commit, the version of Go,
and the operating system and processor that it was built for. Give it along when you report a fault.`,
		Example: `  baken version
  baken version --format json`,
		Args: usage.NoArguments,
		RunE: func(*cobra.Command, []string) error {
			info := buildinfo.Read()
			if format.String() == "text" {
				return s.Result([]byte(info.String()), nil)
			}
			text, err := json.MarshalIndent(info, "", "  ")
			return s.Result(append(text, '\n'), err)
		},
	}
	format.AddFormat(cmd, "how to print it: text or json")
	return cmd
}
