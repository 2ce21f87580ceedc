package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/caching"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/lastrun"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/picture"
)

// By how many percent the heap may grow before garbage is collected. Go's own setting is 100. What
// a build keeps alive is little, since texts are spooled, and each collection reads all of it. Half
// as much again is alive while it indexes and writes, so that both steps take about the same
// memory.
const (
	whileReading = 200
	whileWriting = 70
)

func buildCommand(s *command.State) *cobra.Command {
	var out string
	var compress bool
	var flags cliflag.Site
	var named caching.Flag
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the portal to a directory",
		Long: `Build checks the site and, if it is without errors, makes the output directory hold exactly the portal:
files that didn't change are left alone, files that no longer belong are removed. Readers of the
directory see the old portal or the new one, never something between them.

The file .baken in that directory lists what Baken wrote there, and for which site. Your cache directory
has the proof of it, and nothing else is ever removed: a portal that was written by somebody else, on another
machine or for another site of the same address is kept beside the new one. A directory that has other files
and no such list, and one that holds the site or what the site is made from, are refused. A build waits for
another one of the same directory.

A build for which nothing has changed since the last one, neither site, nor options, day, program or output, is
recognized by what your cache directory has of that one, and prints the same in a fraction of the time. Other
builds read only the pages that have changed, unless something has that all pages depend on, such as the glossary.`,
		Example: `  baken build
  baken build --out /srv/www/portal --compress
  baken build --base-url https://preview.example.org --drafts`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// A name on the command line is one from where the command is given, as everywhere.
			if !cmd.Flags().Changed("out") {
				out = filepath.Join(s.Dir, place.Output)
			}
			if out == "" {
				return usage.Errorf("--out takes the name of a directory")
			}
			kept, err := named.Open(cmd.Context(), s, out)
			if err != nil {
				return err
			}
			options := flags.Options(s)
			last := lastrun.OfBuild(s, s.History(cmd.Context()), out, options, compress)
			defer last.Close()
			writing := outputOptions(s, out)
			defer debug.SetGCPercent(debug.SetGCPercent(whileReading))
			recognized, err := last.RecognizeBuild(cmd.Context(), out, writing)
			if err != nil {
				return err
			}
			if recognized != nil {
				return repeat(s, out, recognized)
			}
			sources, err := place.CheckOutput(s.Dir, out)
			if err != nil {
				return usage.Error{Err: err}
			}
			options.Pictures = kept.Pictures(picture.NewMaker, s.Stderr)
			if options, err = last.Prepare(cmd.Context(), options); err != nil {
				return err
			}
			p, err := s.LoadThrough(cmd.Context(), options, last.Files)
			if err == nil {
				err = s.Approve(cmd.Context(), p)
			}
			if err != nil {
				return err
			}
			debug.SetGCPercent(whileWriting)
			last.Keep(p)
			artifacts, err := p.Published(cmd.Context())
			if err != nil {
				return err
			}
			if compress {
				artifacts = asset.WithCompressed(cmd.Context(), artifacts)
			}
			done, progress := command.Progress(s.Stderr, "writing")
			writing.Progress, writing.Site, writing.Sources = progress, p.Site, sources
			printed := p.Findings
			writing.Standing = last.Standing
			writing.Written = func(state output.State) { last.KeepBuild(cmd.Context(), state, p.Site, printed) }
			stats, err := output.Write(cmd.Context(), out, artifacts, writing)
			done()
			if err != nil {
				return s.Refuse(p, err)
			}
			written(s, out, stats)
			return nil
		},
	}
	flags.Add(cmd)
	flags.AddKeepGoing(cmd)
	flags.AddPreview(cmd)
	named.Add(cmd, caching.Usage)
	cmd.Flags().StringVar(&out, "out", "", "the directory to write (default public, in the site's directory)")
	cmd.Flags().BoolVar(&compress, "compress", false, "write .br and .gz beside each text file, for hosts that don't compress themselves")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// outputOptions returns the options of a build to an output, but for those that depend on the site.
func outputOptions(s *command.State, out string) output.Options {
	return output.Options{
		Workers: runtime.GOMAXPROCS(0), Home: s.Dir, Records: recordsDir(),
		Waiting: func(holder string) {
			fmt.Fprintf(s.Stderr, "%s: waiting for another build of this directory to end: %s\n", out, holder)
		},
		Kept: func(path, now string) {
			if path == "." {
				fmt.Fprintf(s.Stderr, "%s: nothing proves that Baken wrote all that was here, so nothing of it was removed: "+
					"it is kept as %s; delete that once you need nothing in it\n", out, now)
				return
			}
			fmt.Fprintf(s.Stderr, "%s: Baken didn't write %s as it was, and the site needs its name: it is kept as %s\n", out, path, now)
		},
		Unrecorded: func(reason error) {
			fmt.Fprintf(s.Stderr, "%s: your cache directory can't hold the proof of what was written (%v), "+
				"so the next build will keep this output beside its own\n", out, reason)
		},
	}
}

// repeat prints what the last build printed.
func repeat(s *command.State, out string, last *lastrun.Build) error {
	if _, err := io.WriteString(s.Stderr, last.Findings); err != nil {
		return err
	}
	written(s, out, output.Stats{Unchanged: last.Unchanged})
	return nil
}

// written prints the result of a build.
func written(s *command.State, out string, stats output.Stats) {
	fmt.Fprintf(s.Stdout, "%s: %s written, %d unchanged, %d removed\n",
		out, command.Count(stats.Written, "file"), stats.Unchanged, stats.Removed)
}

// recordsDir returns the directory, among the user's caches, for the records of what was written to
// which output, or "" if there are no caches. It is never in the directory that --cache names:
// whoever can fill that one could have files of the output removed.
func recordsDir() string {
	dir, err := cachedir.User()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "outputs")
}
