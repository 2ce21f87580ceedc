package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	buildcache "baken.example/baken/internal/cache"
	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/cache/trace"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// lastBuild recognizes a build that would write what the last one wrote, by its record, and keeps
// the record of one that wasn't recognized. It changes neither bytes nor findings: whatever goes
// wrong with the record makes a build take longer.
type lastBuild struct {
	a       *app
	records *buildcache.Dir
	history *history
	// id is the build's: of the directory of the site to that of the output.
	id string
	// program and settings are what it depends on beside files and the history.
	program, settings string
	// state is that of the history before it was read.
	state string
	trace *trace.FS
}

// lastBuild returns the last build of the site to an output, with some options. Without records,
// which may be nil, it recognizes none.
func (a *app) lastBuild(records *buildcache.Dir, h *history, out string, o pipeline.Options, compress bool) *lastBuild {
	l := &lastBuild{a: a, records: records, history: h}
	if records == nil || a.program == nil {
		l.records = nil
		return l
	}
	site, err := output.Resolve(a.dir)
	var to string
	if err == nil {
		to, err = output.Resolve(out)
	}
	if err == nil {
		l.program, err = a.program()
	}
	if err != nil {
		l.records = nil
		return l
	}
	l.id = site + "\x00" + to
	o.History, o.Pictures = nil, nil // The first is a part of the state, the second changes no byte.
	l.settings = fmt.Sprintf("%+v compress:%t", o, compress)
	return l
}

// inputs returns all that a build depends on beside files.
func (l *lastBuild) inputs() string { return l.program + "\n" + l.settings + "\n" + l.state }

// base returns the directories of a site whose directories have no symbolic links; see
// [app.sources].
func (a *app) base() []string {
	var names []string
	for _, name := range sourceNames {
		names = append(names, filepath.Join(a.dir, name))
	}
	return names
}

// recognize reports whether the last build was one of the same site with the same options, and the
// output is as it left it. Then it prints what that printed.
func (l *lastBuild) recognize(ctx context.Context, out string, options *output.Options) (bool, error) {
	if l.records == nil {
		return false, nil
	}
	record := l.records.Load(l.id)
	if record == nil || !strings.HasPrefix(record.Inputs, l.program+"\n"+l.settings+"\n") {
		return false, nil
	}
	var err error
	if l.state, err = l.history.state(ctx); err != nil || record.Inputs != l.inputs() {
		return false, ctx.Err()
	}
	workers := runtime.GOMAXPROCS(0)
	same, read, err := snapshot.Verify(ctx, l.a.dir, record.Sources, l.a.tick, workers)
	if err != nil || !same {
		return false, err
	}
	o := *options
	o.Site, o.Sources = record.Site, l.a.base()
	standing, err := output.Standing(ctx, out, o, record.Manifest, func(dir string) (bool, error) {
		same, also, err := snapshot.Verify(ctx, dir, record.Output, snapshot.OutputTick, workers)
		read = read || also
		return same, err
	})
	if err != nil || !standing {
		return false, err
	}
	if read {
		_ = l.records.Store(l.id, record) // Else the same files are read again the next time.
	}
	if err := record.Findings.WriteText(l.a.stderr); err != nil {
		return false, err
	}
	l.a.written(out, output.Stats{Unchanged: record.Unchanged})
	return true, nil
}

// files returns the site's directory, and records what is read of it.
func (l *lastBuild) files(root *os.Root) fs.FS {
	if l.records == nil {
		return source.Root(root)
	}
	l.trace = trace.New(source.Root(root), l.a.tick)
	return l.trace
}

// begin is called before anything is read for a build.
func (l *lastBuild) begin(ctx context.Context) {
	if l.records == nil {
		return
	}
	var err error
	if l.state, err = l.history.state(ctx); err != nil {
		l.records = nil
	}
}

// keep keeps the record of a build that has been written and printed these findings. If it can't be
// known for certain what the build depended on, there is none.
func (l *lastBuild) keep(ctx context.Context, state output.State, site string, findings diag.List) {
	if l.records == nil {
		return
	}
	sources, ok := l.sources()
	now, err := l.history.state(ctx)
	if !ok || err != nil || now != l.state {
		l.records.Forget(l.id)
		return
	}
	record := &buildcache.Build{
		Inputs: l.inputs(), Site: site, Manifest: state.Manifest, Unchanged: len(state.Files) - 1, Findings: findings, Sources: sources,
	}
	record.Output = make([]snapshot.Entry, 0, len(state.Files)+len(state.Directories))
	for _, f := range state.Files {
		record.Output = append(record.Output, snapshot.Entry{
			Name: f.Path, Kind: snapshot.Content, Summed: true, Sum: f.Sum, Stamp: snapshot.Stamp{Size: f.Size, Modified: f.Modified.UnixNano()},
		})
	}
	for _, name := range state.Directories {
		record.Output = append(record.Output, snapshot.Entry{Name: name, Kind: snapshot.Directory})
	}
	record.Output = snapshot.Complete(record.Output)
	if err := snapshot.Stamped(ctx, state.Dir, record.Output, snapshot.OutputTick, runtime.GOMAXPROCS(0)); err != nil {
		return
	}
	_ = l.records.Store(l.id, record) // Else the next build is made anew.
}

// sources returns what was read of the site. What symbolic links lead to isn't known from it, so it
// must have none, also where nothing is read.
func (l *lastBuild) sources() ([]snapshot.Entry, bool) {
	for _, name := range sourceNames {
		err := fs.WalkDir(l.trace, name, func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, false
		}
	}
	return l.trace.Entries()
}

// state identifies the history that would be read. The error is that of a history that can't be
// read, which isn't recorded: every build says so.
func (h *history) state(ctx context.Context) (string, error) {
	switch {
	case h.failed != nil:
		return "", h.failed
	case h.repository == nil:
		return "none", nil
	}
	return h.repository.State(ctx)
}

// written prints the result of a build.
func (a *app) written(out string, stats output.Stats) {
	fmt.Fprintf(a.stdout, "%s: %s written, %d unchanged, %d removed\n",
		out, count(stats.Written, "file"), stats.Unchanged, stats.Removed)
}
