package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	buildcache "baken.example/baken/internal/cache"
	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/cache/trace"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// lastRun recognizes a run of a command that would do what the last one did, by its record, and
// keeps the record of one that wasn't recognized. It changes neither bytes nor findings: whatever
// goes wrong with the record makes a run take longer.
type lastRun struct {
	a       *app
	records *buildcache.Dir
	history *history
	// id names the run: of a command, on a site, to an output.
	id string
	// settings are what it depends on beside files and the history.
	settings string
	// state is that of the history before it was read; "" while it isn't known.
	state string
	trace *trace.FS
}

// lastRun returns the last run that a name tells from other runs on the site, such as that of its
// output. Without records, which may be nil, none is recognized. more is what the run depends on
// beside its options, the program, the history and the site.
func (a *app) lastRun(records *buildcache.Dir, h *history, name string, o pipeline.Options, more string) *lastRun {
	l := &lastRun{a: a, history: h}
	if records == nil || a.program == nil {
		return l
	}
	site, err := output.Resolve(a.dir)
	if err != nil {
		return l
	}
	program, err := a.program()
	if err != nil {
		return l
	}
	o.History, o.Pictures = nil, nil // The first is a part of the state, the second changes no byte.
	l.records = records
	l.id = site + "\x00" + name
	l.settings = fmt.Sprintf("%s\n%+v\n%s\n", program, o, more)
	return l
}

// recall returns the record of the last run if that had the same settings and read the same site,
// or nil, and reports whether it has other stamps now.
func (l *lastRun) recall(ctx context.Context) (record *buildcache.Build, stamped bool, err error) {
	if l.records == nil {
		return nil, false, nil
	}
	record = l.records.Load(l.id)
	if record == nil || !strings.HasPrefix(record.Inputs, l.settings) {
		return nil, false, nil
	}
	if l.state, err = l.history.state(ctx); err != nil || record.Inputs != l.settings+l.state {
		return nil, false, ctx.Err()
	}
	var decoded bool
	var wg sync.WaitGroup
	wg.Go(func() { decoded = record.DecodeOutput() })
	same, stamped, err := snapshot.Verify(ctx, l.a.dir, record.Sources, l.a.tick, runtime.GOMAXPROCS(0))
	wg.Wait()
	if err != nil || !same || !decoded {
		return nil, false, err
	}
	return record, stamped, nil
}

// renew keeps a record with other stamps, without which the same files would be read again the next
// time.
func (l *lastRun) renew(record *buildcache.Build, stamped bool) {
	if stamped {
		_ = l.records.Store(l.id, record) // It is no matter if that takes time.
	}
}

// base returns the directories of a site whose directories have no symbolic links; see
// [app.sources].
func (a *app) base() []string {
	var names []string
	for _, name := range sourceNames {
		names = append(names, filepath.Join(a.dir, name))
	}
	return names
}

// recognizeBuild reports whether the last build was one of the same site with the same options, and
// the output is as it left it. Then it prints what that printed.
func (l *lastRun) recognizeBuild(ctx context.Context, out string, options *output.Options) (bool, error) {
	record, stamped, err := l.recall(ctx)
	if err != nil || record == nil {
		return false, err
	}
	var findings bytes.Buffer
	var formatting error
	var wg sync.WaitGroup
	wg.Go(func() { formatting = record.Findings.WriteText(&findings) })
	defer wg.Wait()
	o := *options
	o.Site, o.Sources = record.Site, l.a.base()
	standing, err := output.Standing(ctx, out, o, record.Manifest, func(dir string) (bool, error) {
		same, also, err := snapshot.Verify(ctx, dir, record.Output, snapshot.OutputTick, runtime.GOMAXPROCS(0))
		stamped = stamped || also
		return same, err
	})
	if err != nil || !standing {
		return false, err
	}
	l.renew(record, stamped)
	wg.Wait()
	if formatting != nil {
		return false, formatting
	}
	if _, err := findings.WriteTo(l.a.stderr); err != nil {
		return false, err
	}
	l.a.written(out, output.Stats{Unchanged: record.Unchanged})
	return true, nil
}

// files returns the site's directory, and records what is read of it.
func (l *lastRun) files(root *os.Root) fs.FS {
	if l.records == nil {
		return source.Root(root)
	}
	l.trace = trace.New(source.Root(root), l.a.tick)
	return l.trace
}

// begin is called before anything is read for a run that wasn't recognized.
func (l *lastRun) begin(ctx context.Context) {
	if l.records == nil || l.state != "" {
		return
	}
	var err error
	if l.state, err = l.history.state(ctx); err != nil {
		l.records = nil
	}
}

// keepBuild keeps the record of a build that has been written and printed these findings.
func (l *lastRun) keepBuild(ctx context.Context, state output.State, site string, findings diag.List) {
	if l.records == nil {
		return
	}
	record := &buildcache.Build{Site: site, Manifest: state.Manifest, Unchanged: len(state.Files) - 1, Findings: findings}
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
	if err := snapshot.Stamped(ctx, state.Dir, record.Output, snapshot.OutputTick, runtime.GOMAXPROCS(0)); err == nil {
		l.keep(ctx, record)
	}
}

// keep keeps the record of a run that has ended. If it can't be known for certain what the run
// depended on, there is none.
func (l *lastRun) keep(ctx context.Context, record *buildcache.Build) {
	if l.records == nil {
		return
	}
	sources, ok := l.sources()
	now, err := l.history.state(ctx)
	if !ok || err != nil || now != l.state {
		l.records.Forget(l.id)
		return
	}
	record.Inputs, record.Sources = l.settings+l.state, sources
	_ = l.records.Store(l.id, record) // Else the next run isn't recognized.
}

// sources returns what was read of the site. What symbolic links lead to isn't known from it, so it
// must have none, also where nothing is read.
func (l *lastRun) sources() ([]snapshot.Entry, bool) {
	if err := l.trace.ListAll(sourceNames[:]...); err != nil {
		return nil, false
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
