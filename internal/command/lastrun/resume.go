package lastrun

import (
	"cmp"
	"context"
	"crypto/sha256"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/cache"
	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/output"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/pipeline/kept"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/spool"
)

// maxChanged is the number of changed files above which a site is read as a whole.
const maxChanged = 1000

// resume returns the site as the last run had read it, with the changes since, or nil if the site
// has to be read as a whole. The error is the context's.
func (r *Run) resume(ctx context.Context) (*pipeline.Earlier, error) {
	r.load()
	last := r.last
	if r.records == nil || last == nil || !last.Kept.Continues() || r.before == "" {
		return nil, nil
	}
	hold, changed, ok, err := snapshot.Changed(ctx, r.state.Dir, last.Sources, maxChanged, r.state.Tick, runtime.GOMAXPROCS(0))
	if err != nil || !ok {
		return nil, err
	}
	earlier := &pipeline.Earlier{
		Committed: !strings.HasSuffix(last.Inputs, "\x00"+r.before), Written: strings.HasPrefix(last.Inputs, r.settings),
	}
	for i := range changed {
		switch e := &changed[i]; e.Kind {
		case snapshot.Directory, snapshot.Parent, snapshot.Listing:
			earlier.Relisted = append(earlier.Relisted, e.Name)
			earlier.Written = false
		default:
			earlier.Changed = append(earlier.Changed, e.Name)
			earlier.Written = earlier.Written && isPage(e)
		}
	}
	text, files, err := r.records.Open(last.Kept)
	if err != nil {
		return nil, nil
	}
	r.earlier = files
	if earlier.Site, err = kept.Read(text, files, runtime.GOMAXPROCS(0)); err != nil {
		r.forgetEarlier()
		return nil, nil
	}
	r.known, r.relisted = hold, earlier.Relisted
	r.standing = earlier.Written
	return earlier, nil
}

// isPage reports whether an entry is a file that only pages are made from, as far as its name says.
func isPage(e *snapshot.Entry) bool {
	return e.Kind == snapshot.Content && path.Ext(e.Name) == ".md" && strings.HasPrefix(e.Name, source.ContentDir+"/") &&
		!source.Within(e.Name, source.CriteriaDir) && e.Name != content.GlossaryFile
}

func (r *Run) forgetEarlier() {
	for _, f := range r.earlier {
		_ = f.Close() // It was only read.
	}
	r.earlier = nil
}

// createTexts creates the file for the texts that the run reads. The next run can open it, unless it
// had to be created outside of the user's cache directory.
func (r *Run) createTexts() {
	var err error
	if r.records != nil {
		if r.texts, err = r.records.NewTexts(r.id); err == nil {
			r.spool = r.texts
			return
		}
	}
	if r.spool, err = spool.New(""); err != nil {
		r.spool = nil // Texts are in memory.
	}
}

// Close closes the files with texts, and removes those of this run unless they are kept.
func (r *Run) Close() {
	r.closeLast()
	if r.keeper != nil {
		r.keeper.Abandon()
	}
	r.forgetEarlier()
	_ = r.spool.Close() // Nothing in it is needed any more, or it is kept.
}

func (r *Run) closeLast() {
	if r.last != nil {
		_ = r.last.Close() // It was only read.
		r.last = nil
	}
}

// Keep writes the pages of a loaded site to a file that is kept with the record.
func (r *Run) Keep(p *pipeline.Result) {
	if r.records == nil || r.texts == nil || p.Documents == nil {
		return
	}
	files := []*spool.File{r.texts}
	if p.Reused {
		files = slices.Concat(r.earlier, files)
	}
	var err error
	if r.keeper, err = r.records.NewKeeper(r.id, files); err != nil {
		return // The next run reads everything.
	}
	r.writer = kept.NewWriter(r.keeper, files)
	p.Keep(r.writer)
}

// finish returns the names of the files with the pages, or none if they couldn't be written.
func (r *Run) finish() cache.Kept {
	if r.keeper == nil {
		return cache.Kept{}
	}
	keeper := r.keeper
	if r.writer.Err() != nil {
		return cache.Kept{}
	}
	r.keeper = nil
	files, err := keeper.Finish()
	if err != nil {
		return cache.Kept{}
	}
	return files
}

// Standing returns the function that says which files of an output are as the last build left them,
// for [output.Options].
func (r *Run) Standing(ctx context.Context, dir string, manifest [sha256.Size]byte) func(path string) (output.FileState, bool) {
	if !r.standing || r.last.Manifest != manifest {
		return nil
	}
	if same, _, err := snapshot.Verify(ctx, dir, r.last.Output, snapshot.OutputTick, runtime.GOMAXPROCS(0)); err != nil || !same {
		return nil
	}
	entries, err := snapshot.All(r.last.Output)
	if err != nil {
		return nil
	}
	return func(path string) (output.FileState, bool) {
		i, found := slices.BinarySearchFunc(entries, path, func(e snapshot.Entry, path string) int { return cmp.Compare(e.Name, path) })
		if !found || entries[i].Kind != snapshot.Content || !entries[i].Summed {
			return output.FileState{}, false
		}
		e := &entries[i]
		return output.FileState{Path: path, Size: e.Stamp.Size, Sum: e.Sum, Modified: time.Unix(0, e.Stamp.Modified)}, true
	}
}
