// Package lastrun recognizes a run of a command that would do what the last one did, by its record
// in the user's cache directory, and keeps the record of one that wasn't recognized. Where
// something has changed, a run reuses the pages that haven't, as the last run had read them.
// Neither changes bytes or findings: whatever goes wrong with a record makes a run take longer.
package lastrun

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"baken.example/baken/internal/cache"
	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/cache/trace"
	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/output/guard"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/pipeline/kept"
	"baken.example/baken/internal/realpath"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/spool"
)

// Run is a run of a command, which may be as the last one. Nothing of it is recorded where the
// user's cache directory can't be used.
type Run struct {
	state   *command.State
	records *cache.Dir
	history *command.History
	// id names the run: of a command, on a site, to an output.
	id string
	// program identifies the program, and settings identify all that the run depends on, the
	// program included, beside files and the history.
	program, settings string
	// before identifies the history before it was read; it is "" while that isn't known.
	before string
	trace  *trace.FS
	// last is the record of the last run of the same program, or nil.
	last *cache.Record
	// standing reports whether files of the output may stand as the last run wrote them.
	standing bool
	// known are the entries of the last run that still hold of the site, and relisted the
	// directories of which the listings don't, where this run may reuse pages of the last one.
	known    []snapshot.Entry
	relisted []string
	// earlier are the files with the texts of pages of earlier runs, and texts is that of this one;
	// nil if it can't be kept. spool is texts, or a temporary file, or nil without room for one.
	earlier      []*spool.File
	texts, spool *spool.File
	keeper       *cache.Keeper
	writer       *kept.Writer
}

// OfBuild returns a build of the site to an output. h is the history of the site.
func OfBuild(s *command.State, h *command.History, out string, o pipeline.Options, compress bool) *Run {
	to, err := realpath.Resolve(out)
	if err != nil {
		return newRun(s, nil, h, "", o, "")
	}
	return newRun(s, records(s.Dir, out), h, "build "+to, o, fmt.Sprintf("compress %t", compress))
}

// OfCheck returns a check of the site. One that looks elsewhere, at other hosts or earlier
// revisions, is never recognized. misplaced are the findings that don't follow from what is read
// of the site.
func OfCheck(s *command.State, h *command.History, o pipeline.Options, misplaced *diag.List, elsewhere bool) *Run {
	if elsewhere {
		return newRun(s, nil, h, "", o, "")
	}
	return newRun(s, records(s.Dir, ""), h, "check", o, fmt.Sprintf("%#v", misplaced.All()))
}

// OfPreview returns a preview of the site, which is never recognized.
func OfPreview(s *command.State, h *command.History, o pipeline.Options) *Run {
	return newRun(s, records(s.Dir, ""), h, "dev", o, "")
}

// records returns the records of runs, in the user's cache directory; nil if nothing can be kept
// there. out is the output, or "".
func records(dir, out string) *cache.Dir {
	caches, err := cachedir.User()
	if err != nil {
		return nil
	}
	caches = filepath.Join(caches, cachedir.Builds)
	if guard.Private(caches, dir, out) != nil {
		return nil
	}
	return cache.Open(caches)
}

// newRun returns a run that a name tells from other runs on the site, such as that of its output.
// Without records, which may be nil, none is recognized. more is what the run depends on beside its
// options, the program, the history and the site.
func newRun(s *command.State, records *cache.Dir, h *command.History, name string, o pipeline.Options, more string) *Run {
	r := &Run{state: s, history: h}
	if records == nil || s.Program == nil {
		return r
	}
	site, err := realpath.Resolve(s.Dir)
	if err != nil {
		return r
	}
	program, err := s.Program()
	if err != nil {
		return r
	}
	o.History, o.Pictures = nil, nil // The first is a part of the state, the second changes no byte.
	r.records = records
	r.id = site + "\x00" + name
	r.program = program + "\x00"
	r.settings = r.program + fmt.Sprintf("%+v\n%s\x00", o, more)
	return r
}

// load loads the record of the last run, if that was one of the same program. [Run.Close] closes
// it.
func (r *Run) load() {
	if r.records == nil || r.last != nil {
		return
	}
	if r.last = r.records.Load(r.id); r.last != nil && !strings.HasPrefix(r.last.Inputs, r.program) {
		r.closeLast()
	}
}

// recall returns the record of the last run if that had the same settings and read the same site,
// or nil, and the new stamps of the site that are worth keeping.
func (r *Run) recall(ctx context.Context) (record *cache.Record, stamps []snapshot.Restamp, err error) {
	r.load()
	if record = r.last; record == nil || !strings.HasPrefix(record.Inputs, r.settings) {
		return nil, nil, nil
	}
	same := false
	if same, stamps, err = r.same(ctx, record); !same {
		return nil, nil, err
	}
	return record, stamps, nil
}

// same reports whether the run of a record had the same history and read the same site.
func (r *Run) same(ctx context.Context, record *cache.Record) (same bool, stamps []snapshot.Restamp, err error) {
	if r.before, err = r.history.State(ctx); err != nil || record.Inputs != r.settings+r.before {
		return false, nil, ctx.Err()
	}
	return snapshot.Verify(ctx, r.state.Dir, record.Sources, r.state.Tick, runtime.GOMAXPROCS(0))
}

// renew keeps a record with other stamps, without which the same files would be read again the next
// time.
func (r *Run) renew(record *cache.Record, sources, output []snapshot.Restamp) {
	if len(sources)+len(output) > 0 {
		_ = r.records.Renew(r.id, record, sources, output) // It is no matter if that takes time.
	}
}

// base returns the directories of a site whose directories have no symbolic links; see
// [place.Sources].
func base(dir string) []string {
	var names []string
	for _, name := range place.SourceNames() {
		names = append(names, filepath.Join(dir, name))
	}
	return names
}

// Build is a build that was recognized.
type Build struct {
	// Findings is what the last build printed, Unchanged the number of its files.
	Findings  string
	Unchanged int
}

// RecognizeBuild returns the last build if it was one of the same site with the same options and
// the output is as it left it, or else nil. o needs only what doesn't depend on the site.
func (r *Run) RecognizeBuild(ctx context.Context, out string, o output.Options) (*Build, error) {
	record, sources, err := r.recall(ctx)
	if err != nil || record == nil {
		return nil, err
	}
	var printed string
	var read bool
	var wg sync.WaitGroup
	wg.Go(func() { printed, read = record.Printed() })
	defer wg.Wait()
	o.Site, o.Sources = record.Site, base(r.state.Dir)
	var stamps []snapshot.Restamp
	standing, err := output.Standing(ctx, out, o, record.Manifest, func(dir string) (same bool, err error) {
		same, stamps, err = snapshot.Verify(ctx, dir, record.Output, snapshot.OutputTick, runtime.GOMAXPROCS(0))
		return same, err
	})
	if err != nil || !standing {
		return nil, err
	}
	if wg.Wait(); !read {
		return nil, nil
	}
	r.renew(record, sources, stamps)
	return &Build{printed, record.Unchanged}, nil
}

// RecognizeCheck returns the findings of the last check, or nil if that wasn't one of the same site
// with the same options.
func (r *Run) RecognizeCheck(ctx context.Context) (*diag.List, error) {
	record, stamps, err := r.recall(ctx)
	if err != nil || record == nil {
		return nil, err
	}
	findings, ok := record.Findings()
	if !ok {
		return nil, nil
	}
	r.renew(record, stamps, nil)
	return &findings, nil
}

// Files returns the site's directory, and records what is read of it.
func (r *Run) Files(root *os.Root) fs.FS {
	if r.records == nil {
		return source.Root(root)
	}
	r.trace = trace.New(source.Root(root), r.state.Tick)
	r.trace.Recall(r.known, r.relisted)
	return r.trace
}

// Prepare returns the options for the load of a run that wasn't recognized: with the history, the
// result of the last run, and a file for the texts, which is open until [Run.Close]. It must be
// called before [Run.Files]. The error is the context's.
func (r *Run) Prepare(ctx context.Context, o pipeline.Options) (pipeline.Options, error) {
	r.begin(ctx)
	o = r.history.Date(ctx, o, ".")
	var err error
	if o.Earlier, err = r.resume(ctx); err != nil {
		return o, err
	}
	r.createTexts()
	o.Spool = r.spool
	return o, nil
}

// begin identifies the history before it is read.
func (r *Run) begin(ctx context.Context) {
	if r.records == nil || r.before != "" {
		return
	}
	var err error
	if r.before, err = r.history.State(ctx); err != nil {
		r.records = nil
	}
}

// KeepBuild keeps the record of a build that has been written and printed these findings.
func (r *Run) KeepBuild(ctx context.Context, state output.State, site string, findings diag.List) {
	if r.records == nil {
		return
	}
	record := &cache.Build{
		Facts:   cache.Facts{Site: site, Manifest: state.Manifest, Unchanged: len(state.Files) - 1, Kept: r.finish()},
		Printed: findings.Text(),
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
	if err := snapshot.Stamped(ctx, state.Dir, record.Output, snapshot.OutputTick, runtime.GOMAXPROCS(0)); err == nil {
		r.keep(ctx, record)
	}
}

// KeepCheck keeps the record of a check that has ended with these findings.
func (r *Run) KeepCheck(ctx context.Context, findings diag.List) {
	r.keep(ctx, &cache.Build{Facts: cache.Facts{Kept: r.finish()}, Findings: findings})
}

// KeepPreview returns a function that keeps the record of a preview, and the pages of a site that
// was loaded for it. Later reads aren't recorded.
func (r *Run) KeepPreview(ctx context.Context, p *pipeline.Result) func() {
	if r.records == nil {
		return func() {}
	}
	sources, ok := r.complete(ctx)
	r.trace.Stop()
	r.known = nil
	return func() {
		if !ok {
			r.records.Forget(r.id)
			return
		}
		r.Keep(p)
		r.store(&cache.Build{Facts: cache.Facts{Kept: r.finish()}, Sources: sources})
	}
}

// keep keeps the record of a run that has ended. If it can't be known for certain what the run
// depended on, there is none.
func (r *Run) keep(ctx context.Context, record *cache.Build) {
	if r.records == nil {
		return
	}
	var ok bool
	if record.Sources, ok = r.complete(ctx); !ok {
		r.records.Forget(r.id)
		return
	}
	r.store(record)
}

// complete returns the entries of the site that the run depended on, if all of them are known.
func (r *Run) complete(ctx context.Context) ([]snapshot.Entry, bool) {
	sources, ok := r.sources()
	now, err := r.history.State(ctx)
	return sources, ok && err == nil && now == r.before
}

func (r *Run) store(record *cache.Build) {
	r.closeLast() // Windows replaces no file that is open.
	record.Inputs = r.settings + r.before
	_ = r.records.Store(r.id, record) // Else the next run isn't recognized.
}

// sources returns what was read of the site. What symbolic links lead to isn't known from it, so it
// must have none, also where nothing is read.
func (r *Run) sources() ([]snapshot.Entry, bool) {
	if err := r.trace.ListAll(place.SourceNames()...); err != nil {
		return nil, false
	}
	return r.trace.Entries()
}
