// Package trace records what a run asks of a site's directory: which files it read and which
// directories it listed, which names it looked for, and with what answer. A later run to which all
// of these would be answered alike reads the same site.
//
// Nobody has to know which files a stage depends on, so nobody can forget one. What is recorded is
// what was read: the hash is that of the bytes which the run was given, and the stamp was taken
// before them, so that a file which changes while a run is under way is another one for the next.
package trace

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/cache/snapshot"
)

// FS is a file system that records what it is asked. It is safe for concurrent use.
type FS struct {
	files fs.FS
	tick  time.Duration

	mu      sync.Mutex
	entries map[string]snapshot.Entry
	// below are the directories that were in lists, of this run or of an earlier one.
	below []string
	// vague reports whether something was asked whose answer can't be recorded: a symbolic link, a
	// file that can't be read, one that changed between two questions.
	vague bool
	// stopped reports whether nothing is recorded any more.
	stopped atomic.Bool
}

// New returns a file system that records what it is asked of files, the clock of which may be
// behind by tick.
func New(files fs.FS, tick time.Duration) *FS {
	return &FS{files: files, tick: tick, entries: map[string]snapshot.Entry{}}
}

// Entries returns what was asked, sorted, for [snapshot.Verify]; ok is false if that wouldn't prove
// that the same questions have the same answers. Files that are open count as far as they were
// read.
func (t *FS) Entries() (entries []snapshot.Entry, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.vague {
		return nil, false
	}
	entries = make([]snapshot.Entry, 0, len(t.entries))
	for _, e := range t.entries {
		entries = append(entries, e)
	}
	return snapshot.Complete(entries), true
}

// Recall adds entries that are known to hold, as if their answers had been asked for. A later
// answer that disagrees with one makes the trace vague. Directories that were listed and have other
// names in them now are given as relisted: [FS.ListAll] lists them.
func (t *FS) Recall(entries []snapshot.Entry, relisted []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.below = append(t.below, relisted...)
	for _, e := range entries {
		if e.Kind == snapshot.Parent { // As [snapshot.Complete] makes it again.
			e = snapshot.Entry{Name: e.Name, Kind: snapshot.Directory}
		}
		t.entries[e.Name] = e
	}
}

// Stop ends the recording, and forgets the entries.
func (t *FS) Stop() {
	t.stopped.Store(true)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.entries, t.below = nil, nil
}

// Open opens a file, whose content is recorded as it is read.
func (t *FS) Open(name string) (fs.File, error) {
	if t.stopped.Load() {
		return t.files.Open(name)
	}
	now := time.Now()
	f, err := t.files.Open(name)
	if err != nil {
		t.fail(name, err)
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		// What isn't a regular file is a finding, or is told by its type.
		if err == nil {
			t.seen(name, info)
		}
		return f, nil
	}
	stamp := snapshot.OfFile(f)
	stamp.Size = info.Size()
	t.add(snapshot.Entry{
		Name: name, Kind: snapshot.Content, Stamp: stamp, Settled: stamp.Settled(now, t.tick),
	})
	r := reader{File: f, trace: t, name: name, info: info, hash: sha256.New()}
	if full, ok := f.(seekable); ok {
		return &seeker{r, full}, nil
	}
	return &r, nil
}

// Underlying returns the file system whose answers are recorded.
func (t *FS) Underlying() fs.FS { return t.files }

// Opened records a regular file that is open, by its descriptor, and the content that is read from
// it without the trace: see [source.Observed].
func (t *FS) Opened(name string, descriptor uintptr) (read func(content []byte)) {
	if t.stopped.Load() {
		return func([]byte) {}
	}
	now := time.Now()
	stamp := snapshot.OfDescriptor(descriptor)
	t.add(snapshot.Entry{Name: name, Kind: snapshot.Content, Stamp: stamp, Settled: stamp.Settled(now, t.tick)})
	return func(content []byte) {
		if int64(len(content)) != stamp.Size {
			t.fail(name, fs.ErrInvalid) // It is changing.
			return
		}
		t.sum(name, snapshot.SumOf(content))
	}
}

// Stat describes a file. Its type and size are recorded.
func (t *FS) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(t.files, name)
	if err != nil {
		t.fail(name, err)
		return nil, err
	}
	t.seen(name, info)
	return info, nil
}

// Lstat is like Stat but doesn't follow symbolic links.
func (t *FS) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(t.files, name)
	if err != nil {
		t.fail(name, err)
		return nil, err
	}
	t.seen(name, info)
	return info, nil
}

// ReadLink returns the target of a symbolic link.
func (t *FS) ReadLink(name string) (string, error) {
	t.becomeVague()
	return fs.ReadLink(t.files, name)
}

// ReadDir lists a directory, sorted by name. The names and their types are recorded.
func (t *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	now := time.Now()
	f, err := t.files.Open(name)
	if err != nil {
		t.fail(name, err)
		return nil, err
	}
	defer f.Close()
	stamp := snapshot.OfFile(f)
	stamp.Size = 0
	dir, ok := f.(fs.ReadDirFile)
	if !ok {
		err := &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
		t.fail(name, err)
		return nil, err
	}
	entries, err := dir.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	if err != nil {
		t.fail(name, err)
		return entries, err
	}
	sum, linked := snapshot.ListingOf(entries)
	if linked {
		t.fail(name, fs.ErrInvalid)
	}
	t.add(snapshot.Entry{
		Name: name, Kind: snapshot.Listing, Summed: true, Sum: sum, Stamp: stamp, Settled: stamp.Settled(now, t.tick),
	})
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, e := range entries {
		if e.IsDir() && !t.stopped.Load() {
			t.below = append(t.below, path.Join(name, e.Name()))
		}
	}
	return entries, nil
}

// ListAll lists the directories of some outermost ones that no one has listed, as far as they are
// there: a symbolic link in one of them makes the trace vague.
func (t *FS) ListAll(outermost ...string) error {
	t.mu.Lock()
	names := slices.Concat(outermost, t.below)
	t.mu.Unlock()
	for _, name := range names {
		within := func(dir string) bool { return name == dir || strings.HasPrefix(name, dir+"/") }
		if t.listed(name) || !slices.ContainsFunc(outermost, within) {
			continue
		}
		err := fs.WalkDir(t, name, func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// listed reports whether a directory has been listed.
func (t *FS) listed(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.entries[name].Kind == snapshot.Listing
}

// fail records that there is nothing with a name, or an error that says nothing that could be
// checked later.
func (t *FS) fail(name string, err error) {
	if errors.Is(err, fs.ErrNotExist) && fs.ValidPath(name) {
		t.add(snapshot.Entry{Name: name, Kind: snapshot.Missing})
		return
	}
	t.becomeVague()
}

// becomeVague records that an answer can't be recorded.
func (t *FS) becomeVague() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.vague = t.vague || !t.stopped.Load()
}

// seen records what a description says.
func (t *FS) seen(name string, info fs.FileInfo) {
	switch {
	case info.IsDir():
		t.add(snapshot.Entry{Name: name, Kind: snapshot.Directory})
	case info.Mode().IsRegular():
		t.add(snapshot.Entry{Name: name, Kind: snapshot.Sized, Stamp: snapshot.Stamp{Size: info.Size()}})
	default:
		t.fail(name, fs.ErrInvalid)
	}
}

// add records an entry beside what is known of its name. Two answers that can't both be true make
// the trace vague.
func (t *FS) add(e snapshot.Entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stopped.Load() {
		return
	}
	old, known := t.entries[e.Name]
	switch {
	case !known:
	case old.Kind > e.Kind:
		old, e = e, old
		fallthrough
	default:
		if !agree(old, e) {
			t.vague = true
			return
		}
		if old.Kind == e.Kind {
			e = both(old, e)
		}
	}
	t.entries[e.Name] = e
}

// agree reports whether two entries of a name can both be true; more says at least as much as less.
func agree(less, more snapshot.Entry) bool {
	switch more.Kind {
	case snapshot.Missing:
		return true
	case snapshot.Directory:
		return less.Kind == snapshot.Directory
	case snapshot.Listing:
		return less.Kind == snapshot.Directory || less.Kind == snapshot.Listing && less.Sum == more.Sum
	case snapshot.Sized:
		return less.Kind == snapshot.Sized && less.Stamp.Size == more.Stamp.Size
	case snapshot.Content:
		return less.Kind == snapshot.Sized && less.Stamp.Size == more.Stamp.Size || less.Kind == snapshot.Content && less.Stamp == more.Stamp
	}
	return false
}

// both joins two entries of one kind that agree. The stamp has to prove both.
func both(old, e snapshot.Entry) snapshot.Entry {
	e.Settled = e.Settled && old.Settled && e.Stamp == old.Stamp
	if old.Summed {
		e.Summed, e.Sum = true, old.Sum
	}
	return e
}

// sum records the sum of a content that has been read to its end.
func (t *FS) sum(name string, s snapshot.Sum) {
	t.mu.Lock()
	defer t.mu.Unlock()
	e, known := t.entries[name]
	switch {
	case t.stopped.Load():
	case !known || e.Kind != snapshot.Content || e.Summed && e.Sum != s:
		t.vague = true
	default:
		e.Summed, e.Sum = true, s
		t.entries[name] = e
	}
}

// reader hashes what is read of a file.
type reader struct {
	fs.File
	trace *FS
	name  string
	info  fs.FileInfo
	// hash is nil once the content is no longer read from its start to its end, or has been.
	hash hash.Hash
	read int64
}

// Stat returns the description of the file as it was opened.
func (r *reader) Stat() (fs.FileInfo, error) { return r.info, nil }

func (r *reader) Read(p []byte) (int, error) {
	n, err := r.File.Read(p)
	if r.hash != nil {
		_, _ = r.hash.Write(p[:n]) // It never fails: see hash.Hash.
		r.read += int64(n)
		r.recognizeEnd(errors.Is(err, io.EOF))
	}
	return n, err
}

// recognizeEnd records the sum of the content once all of it has been read. A file that has another
// size by then is changing.
func (r *reader) recognizeEnd(atEnd bool) {
	switch size := r.info.Size(); {
	case atEnd && r.read == size:
		r.trace.sum(r.name, snapshot.Sum(r.hash.Sum(nil)[:len(snapshot.Sum{})]))
		r.hash = nil
	case atEnd || r.read > size:
		r.trace.fail(r.name, fs.ErrInvalid)
		r.hash = nil
	}
}

// Close closes the file. A content of which nothing was left, though nobody asked for more, has
// been read to its end.
func (r *reader) Close() error {
	if r.hash != nil && r.read == r.info.Size() {
		r.recognizeEnd(true)
	}
	return r.File.Close()
}

// seekable are the further methods of a file of the system.
type seekable interface {
	io.Seeker
	io.ReaderAt
}

// seeker is a reader of a file that can be read in another order.
type seeker struct {
	reader
	full seekable
}

// ReadAt reads from any place, which doesn't count as reading the file: its stamp is recorded.
func (s *seeker) ReadAt(p []byte, at int64) (int, error) { return s.full.ReadAt(p, at) }

// Seek goes to another place, after which the content isn't hashed any more.
func (s *seeker) Seek(offset int64, whence int) (int64, error) {
	s.hash = nil
	return s.full.Seek(offset, whence)
}
