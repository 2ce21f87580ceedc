package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"baken.example/baken/internal/asset"
	buildcache "baken.example/baken/internal/cache"
	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/spool"
)

// By how many percent the heap may grow before garbage is collected. Go's own setting is 100. What a
// build keeps alive is little, since texts are spooled, and each collection reads all of it. Half
// as much again is alive while it indexes and writes, so that both steps take about the same memory.
const (
	whileReading = 200
	whileWriting = 70
)

func (a *app) buildCommand() *cobra.Command {
	var out string
	var compress bool
	var flags siteFlags
	var named cacheFlag
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
recognized by what your cache directory has of that one, and prints the same in a fraction of the time.`,
		Example: `  baken build
  baken build --out /srv/www/portal --compress
  baken build --base-url https://preview.example.org --drafts`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// A name on the command line is one from where the command is given, as everywhere.
			if !cmd.Flags().Changed("out") {
				out = filepath.Join(a.dir, defaultOut)
			}
			if err := a.checkName(out); err != nil {
				return usageError{err}
			}
			kept, err := a.openCache(cmd.Context(), named, out)
			if err != nil {
				return err
			}
			h := a.history(cmd.Context())
			options := flags.options(a)
			last := a.lastBuild(h, out, options, compress)
			writing := a.writing(out)
			if done, err := last.recognizeBuild(cmd.Context(), out, &writing); done || err != nil {
				return err
			}
			sources, err := a.checkOut(out)
			if err != nil {
				return usageError{err}
			}
			defer debug.SetGCPercent(debug.SetGCPercent(whileReading))
			last.begin(cmd.Context())
			options = h.date(cmd.Context(), options, ".")
			options.Pictures = a.pictures(picture.NewMaker, kept)
			// Without room for temporary files, texts are in memory.
			if options.Spool, err = spool.New(""); err == nil {
				defer options.Spool.Close()
			}
			p, err := a.loadThrough(cmd.Context(), options, last.files)
			if err == nil {
				err = a.approve(cmd.Context(), p)
			}
			if err != nil {
				return err
			}
			debug.SetGCPercent(whileWriting)
			artifacts, err := p.Published(cmd.Context())
			if err != nil {
				return err
			}
			if compress {
				artifacts = asset.WithCompressed(cmd.Context(), artifacts)
			}
			done, progress := progress(a.stderr, "writing")
			writing.Progress, writing.Site, writing.Sources = progress, p.Site, sources
			printed := p.Findings
			writing.Written = func(s output.State) { last.keepBuild(cmd.Context(), s, p.Site, printed) }
			stats, err := output.Write(cmd.Context(), out, artifacts, writing)
			done()
			if err != nil {
				return a.refuse(p, err)
			}
			a.written(out, stats)
			return nil
		},
	}
	flags.add(cmd)
	flags.addKeepGoing(cmd)
	flags.addPreview(cmd)
	named.add(cmd, cacheUsage)
	cmd.Flags().StringVar(&out, "out", "", "the directory to write (default public, in the site's directory)")
	cmd.Flags().BoolVar(&compress, "compress", false, "write .br and .gz beside each text file, for hosts that don't compress themselves")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// writing returns the options of a build to an output, but for those that depend on the site.
func (a *app) writing(out string) output.Options {
	return output.Options{
		Workers: runtime.GOMAXPROCS(0), Home: a.dir, Records: recordsDir(),
		Waiting: func(holder string) {
			fmt.Fprintf(a.stderr, "%s: waiting for another build of this directory to end: %s\n", out, holder)
		},
		Kept: func(path, now string) {
			if path == "." {
				fmt.Fprintf(a.stderr, "%s: nothing proves that Baken wrote all that was here, so nothing of it was removed: "+
					"it is kept as %s; delete that once you need nothing in it\n", out, now)
				return
			}
			fmt.Fprintf(a.stderr, "%s: Baken didn't write %s as it was, and the site needs its name: it is kept as %s\n", out, path, now)
		},
		Unrecorded: func(reason error) {
			fmt.Fprintf(a.stderr, "%s: your cache directory can't hold the proof of what was written (%v), "+
				"so the next build will keep this output beside its own\n", out, reason)
		},
	}
}

// lastBuild returns the last build of the site to an output.
func (a *app) lastBuild(h *history, out string, o pipeline.Options, compress bool) *lastRun {
	to, err := output.Resolve(out)
	if err != nil {
		return a.lastRun(nil, h, "", o, "")
	}
	return a.lastRun(a.records(out), h, "build "+to, o, fmt.Sprintf("compress %t", compress))
}

// records returns the records of runs, in the user's cache directory; nil if nothing can be kept
// there. out is the output, or "".
func (a *app) records(out string) *buildcache.Dir {
	dir, err := cachedir.User()
	if err != nil {
		return nil
	}
	dir = filepath.Join(dir, cachedir.Builds)
	if output.Private(dir, a.dir, out) != nil {
		return nil
	}
	return buildcache.Open(dir)
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

// refuse prints the findings about templates that kept the portal from being written, or returns
// the error.
func (a *app) refuse(p *pipeline.Result, err error) error {
	if err := p.Explain(err); err != nil {
		return err
	}
	found := p.Findings.Errors() // The warnings have been printed before.
	return errors.Join(found.WriteText(a.stderr), a.nothing(p))
}

// nothing returns the error of a command that publishes nothing because of findings, which have
// been printed.
func (a *app) nothing(p *pipeline.Result) error {
	fmt.Fprintln(a.stderr, summary(&p.Findings)+": nothing was written")
	return errFindings
}

// ready loads a site that is to be published, and prints its findings to stderr. Errors among them
// end the command.
func (a *app) ready(ctx context.Context, o pipeline.Options) (*pipeline.Result, error) {
	p, err := a.load(ctx, o)
	if err == nil {
		err = a.approve(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// approve prints the findings of a site that is to be published to stderr, with those of the days
// ahead. The error is that there are errors among them.
func (a *app) approve(ctx context.Context, p *pipeline.Result) error {
	if err := p.LookAhead(ctx); err != nil {
		return err
	}
	if err := p.Findings.WriteText(a.stderr); err != nil {
		return err
	}
	if p.Findings.HasErrors() {
		return a.nothing(p)
	}
	return nil
}

// progress returns a function that draws a progress bar, and one that takes it away again. On
// anything but a terminal the first is nil.
func progress(w io.Writer, what string) (done func(), report func(done, total int)) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}, nil
	}
	bar := progressbar.NewOptions(0,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionShowCount(),
	)
	report = func(n, total int) {
		if bar.GetMax() != total {
			bar.ChangeMax(total)
		}
		_ = bar.Set(n) // A bar that can't be drawn is no reason to fail.
	}
	return func() { _ = bar.Finish() }, report
}
