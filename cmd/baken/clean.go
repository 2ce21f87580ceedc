package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/output/record"
)

func cleanCommand(s *command.State) *cobra.Command {
	var named caching.Flag
	cmd := &cobra.Command{
		Use:   "clean",
		Short: "Remove what was kept to be faster the next time",
		Long: `Clean empties your cache of Baken, for all sites, or the directory that --cache names: the sizes of pictures,
the answers of other hosts, and what builds have read. The next build makes them again, with the same bytes.

It removes only files that Baken made there, and follows no link. Outputs stay as they are. The proof of what
was written to an output stays too, in your cache directory, for as long as that output is there.`,
		Example: `  baken clean
  baken clean --cache .cache/baken`,
		Args: usage.NoArguments,
		RunE: func(*cobra.Command, []string) error {
			name := string(named)
			if name == "" {
				var err error
				if name, err = cachedir.User(); err != nil {
					return err
				}
			}
			removed, err := cachedir.Clean(name)
			if removed.Entries > 0 || err == nil {
				fmt.Fprintf(s.Stdout, "%s: %s removed, %s\n", name, command.Count(removed.Entries, "file"), mebibytes(removed.Bytes))
			}
			if err != nil || named != "" {
				return err
			}
			return forget(s)
		},
	}
	named.Add(cmd, "the directory to empty (default Baken's in your cache directory)")
	return cmd
}

// forget removes the records of outputs that are gone.
func forget(s *command.State) error {
	records := recordsDir()
	removed, left, err := record.Forget(records)
	if removed+left > 0 {
		fmt.Fprintf(s.Stdout, "%s: the proof of %s removed, which are gone, and that of %d kept\n", records, command.Count(removed, "output"), left)
	}
	return err
}

// mebibytes is a size in words.
func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
