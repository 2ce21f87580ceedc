// Package snapshot proves that files are as they were: those of a site that a run has read, and
// those of the output that it wrote.
//
// An entry says what a file was: its kind, the hash of its content or of its listing, and its
// stamp, which is all that the file system knows of it without reading: device, inode, size and the
// times of the last change of content and of the inode (ctime). A file with the same stamp has the
// same content, on two conditions. The ctime can't be set by a program, so every later change shows
// in it; and the stamp was taken when the file had been left alone for longer than the clock of a
// file system needs to tick, since two changes within one tick have the same times (git calls such
// an entry "racily clean"). Where the stamp isn't the same or wasn't old enough, the file is read
// and its hash decides: a file that was touched, or checked out again, costs time only.
//
// Only stamps of local file systems are believed: those of one on another machine may be the ones
// that this machine had of a file some time ago. On others, and on systems whose stamps prove
// nothing, every file is read.
package snapshot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/source"
)

// Kind is what an entry says of a name.
type Kind uint8

// The kinds of entries. No symbolic link is of any kind, nor is anything behind one.
const (
	// Missing has no file, and no directory.
	Missing Kind = iota
	// Directory is a directory, whatever is in it.
	Directory
	// Listing is a directory with the same names of the same types.
	Listing
	// Sized is a regular file of the same size.
	Sized
	// Content is a regular file of the same bytes.
	Content
	// Parent is a Directory in which there are others, of entries of their own. Where its stamp
	// proves that no name in it stands for another file now, those needn't be looked at.
	Parent
)

// Sum is the first half of a SHA-256 checksum.
type Sum [16]byte

// SumOf returns the sum of a content.
func SumOf(content []byte) Sum {
	full := sha256.Sum256(content)
	return Sum(full[:len(Sum{})])
}

// ListingOf returns the sum of the entries of a directory, sorted by name, and reports whether
// there is a symbolic link among them.
func ListingOf(entries []fs.DirEntry) (s Sum, linked bool) {
	h := sha256.New()
	var line []byte
	for _, e := range entries {
		line = append(line[:0], e.Name()...)
		line = append(line, 0, byte(e.Type()>>24), byte(e.Type()>>16), '\n')
		_, _ = h.Write(line) // It never fails: see hash.Hash.
		linked = linked || e.Type()&fs.ModeSymlink != 0
	}
	return Sum(h.Sum(nil)[:len(Sum{})]), linked
}

// Stamp is what a file system knows of a file without reading it. The zero value proves nothing.
// Times are in nanoseconds since 1970.
type Stamp struct {
	Device, Inode     uint64
	Size              int64
	Modified, Changed int64
}

// Settled reports whether the stamp, taken at a time, proves that a file which has it later wasn't
// changed meanwhile. tick is what the clock of the file system may be behind; where times are whole
// seconds (ext4 with small inodes, HFS+) it is more than those.
func (s Stamp) Settled(at time.Time, tick time.Duration) bool {
	if s.Changed%int64(time.Second) == 0 {
		tick = max(tick, coarseTick)
	}
	return s != (Stamp{}) && max(s.Modified, s.Changed) < at.Add(-tick).UnixNano()
}

// coarseTick is the tick of a clock that counts in two seconds (FAT) or less.
const coarseTick = 2500 * time.Millisecond

// Entry is a name, with slashes, from the directory of a snapshot, and what there was.
type Entry struct {
	Name string
	Kind Kind
	// Summed reports whether Sum is known. A Content without one is proven by its stamp alone.
	Summed bool
	// Settled reports whether Stamp proves anything; see [Stamp.Settled].
	Settled bool
	Sum     Sum
	Stamp   Stamp
}

// Complete returns the entries sorted by name, with those of the directories above them, since a
// directory that has become a symbolic link leads elsewhere.
func Complete(entries []Entry) []Entry {
	known := make(map[string]bool, len(entries))
	for _, e := range entries {
		known[e.Name] = true
	}
	for i := range entries {
		if entries[i].Kind == Missing {
			continue // Only what is there can be reached by a link.
		}
		for name := parent(entries[i].Name); name != "" && !known[name]; name = parent(name) {
			known[name] = true
			entries = append(entries, Entry{Name: name, Kind: Directory})
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Name, b.Name) })
	parents := map[string]bool{}
	for i := range entries {
		if entries[i].Kind == Directory {
			parents[parent(entries[i].Name)] = true
		}
	}
	for i := range entries {
		if entries[i].Kind == Directory && parents[entries[i].Name] {
			entries[i].Kind = Parent
		}
	}
	return entries
}

// parent returns the directory of a name, "" for the topmost.
func parent(name string) string {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] == '/' {
			return name[:i]
		}
	}
	return ""
}

// Ticks: of the directories of a site, which may lie on another machine whose clock is another one,
// and of an output, whose file system this process has just written to. Linux counts in steps of at
// most 10 ms (CONFIG_HZ), FAT in steps of 2 s.
const (
	SourceTick = 3 * time.Second
	OutputTick = 100 * time.Millisecond
)

// fewRead is the share of entries up to which it takes longer to keep their new stamps than to read
// the files once more.
const fewRead = 0.001

// Verify reports whether the files below a directory are as entries say. Where files had to be read
// it replaces stamps by those that prove the same the next time, and reports whether they are
// worth keeping. The error is the context's.
func Verify(ctx context.Context, dir string, entries []Entry, tick time.Duration, workers int) (same, stamped bool, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false, false, ctx.Err()
	}
	defer root.Close()
	at, err := openDirectory(dir)
	if err != nil {
		return false, false, ctx.Err()
	}
	defer at.Close()
	var differs atomic.Bool
	var read atomic.Int64
	device, local := at.local()
	v := verifier{at: at, files: source.Root(root), tick: tick, device: device, local: local}
	restamped, ok := v.verifyParents(entries)
	if !ok {
		return false, false, ctx.Err()
	}
	each(len(entries), workers, func() func(int) bool {
		v := v // With a buffer of its own.
		return func(i int) bool {
			ok, stamped := v.verify(&entries[i])
			if stamped {
				read.Add(1)
			}
			if !ok {
				differs.Store(true)
			}
			return ok && !differs.Load() && ctx.Err() == nil
		}
	})
	if err := ctx.Err(); err != nil {
		return false, false, err
	}
	if differs.Load() {
		return false, false, nil
	}
	for i, stamp := range restamped {
		entries[i].Stamp, entries[i].Settled = stamp, true
	}
	// The stamp of one directory spares looking at all that are in it.
	fresh := len(restamped) > 0 || float64(read.Load()) > fewRead*float64(len(entries))
	return true, fresh, nil
}

// Stamped sets the stamps of contents and parents to those of the files below a directory. The
// stamp of a content proves nothing if the file has another modification time than the entry, for
// then somebody else has modified it; that of a parent proves nothing if a directory in it is
// missing, or another file has its name.
func Stamped(ctx context.Context, dir string, entries []Entry, tick time.Duration, workers int) error {
	at, err := openDirectory(dir)
	if err != nil {
		return err
	}
	defer at.Close()
	device, local := at.local()
	v := verifier{at: at, tick: tick, device: device, local: local}
	parents := v.stampParents(entries)
	each(len(entries), workers, func() func(int) bool {
		return func(i int) bool {
			switch e := &entries[i]; e.Kind {
			case Content:
				v.stampContent(e)
			case Directory, Parent:
				if above := parents[parent(e.Name)]; above != nil && above.holds.Load() {
					if kind, _, err := at.stat(e.Name); err != nil || kind != Directory {
						above.holds.Store(false)
					}
				}
			}
			return ctx.Err() == nil
		}
	})
	for _, p := range parents {
		p.Settled = p.holds.Load()
	}
	return ctx.Err()
}

// stampContent sets the stamp of a content.
func (v *verifier) stampContent(e *Entry) {
	now := time.Now()
	if kind, stamp, err := v.at.stat(e.Name); err == nil && kind == Content && stamp.Size == e.Stamp.Size {
		e.Settled = stamp.Modified == e.Stamp.Modified && stamp.Settled(now, v.tick)
		e.Stamp = stamp
	}
}

// stampedParent is a parent with its new stamp, which holds while every directory in it proves to
// be one.
type stampedParent struct {
	*Entry
	holds atomic.Bool
}

// stampParents sets the stamps of parents and returns the ones that could prove something, by name.
func (v *verifier) stampParents(entries []Entry) map[string]*stampedParent {
	parents := map[string]*stampedParent{}
	for i := range entries {
		e := &entries[i]
		if e.Kind != Parent {
			continue
		}
		now := time.Now()
		kind, stamp, err := v.at.stat(e.Name)
		e.Stamp, e.Settled = stamp, false
		if err == nil && kind == Directory && v.believes(stamp) && stamp.Settled(now, v.tick) {
			parents[e.Name] = &stampedParent{Entry: e}
			parents[e.Name].holds.Store(true)
		}
	}
	return parents
}

// each calls the functions that worker returns in several goroutines, for every i below n, until
// one returns false.
func each(n, workers int, worker func() func(i int) bool) {
	const chunk = 64 // Neighbours have directories in common, which the kernel looks up faster.
	var (
		next atomic.Int64
		wg   sync.WaitGroup
	)
	for range min(workers, (n+chunk-1)/chunk) {
		wg.Go(func() {
			do := worker()
			for {
				from := int(next.Add(chunk)) - chunk
				for i := from; i < min(from+chunk, n); i++ {
					if !do(i) {
						next.Store(int64(n))
						return
					}
				}
				if from >= n {
					return
				}
			}
		})
	}
	wg.Wait()
}

// verifier is the state of a worker.
type verifier struct {
	at    *directory
	files fs.FS
	tick  time.Duration
	// device is that of the file system whose stamps are believed, if local.
	device uint64
	local  bool
	// frozen are the directories in which each name stands for the same file as before.
	frozen map[string]bool
	buf    []byte
}

// believes reports whether stamps like this one are of the present.
func (v *verifier) believes(s Stamp) bool { return v.local && s.Device == v.device }

// verifyParents reports whether the directories are there that have others in them, and finds the
// frozen ones. It returns the stamps that prove the same of others, by their indexes, if what is in
// those is verified after it.
func (v *verifier) verifyParents(entries []Entry) (restamped map[int]Stamp, ok bool) {
	v.frozen, restamped = map[string]bool{}, map[int]Stamp{}
	for i := range entries {
		e := &entries[i]
		if e.Kind != Parent {
			continue
		}
		now := time.Now()
		kind, stamp, err := v.at.stat(e.Name)
		switch {
		case err != nil || kind != Directory:
			return nil, false
		case !v.believes(stamp):
		case e.Settled && stamp == e.Stamp:
			v.frozen[e.Name] = true
		case stamp.Settled(now, v.tick):
			restamped[i] = stamp
		}
	}
	return restamped, true
}

// verify reports whether an entry holds, and whether the file had to be read and has a stamp now
// that proves the same.
func (v *verifier) verify(e *Entry) (ok, stamped bool) {
	if e.Kind == Parent || e.Kind == Directory && v.frozen[parent(e.Name)] {
		return true, false
	}
	now := time.Time{}
	if e.Kind >= Listing && !e.Settled {
		now = time.Now()
	}
	kind, stamp, err := v.at.stat(e.Name)
	if err != nil {
		return false, false
	}
	switch e.Kind {
	case Missing:
		return kind == Missing, false
	case Directory:
		return kind == Directory, false
	case Sized:
		return kind == Content && stamp.Size == e.Stamp.Size, false
	case Listing:
		if kind != Directory {
			return false, false
		}
	case Content:
		if kind != Content || stamp.Size != e.Stamp.Size {
			return false, false
		}
	default:
		return false, false
	}
	believed := v.believes(stamp)
	if believed && e.Settled && stamp == e.Stamp {
		return true, false
	}
	if !e.Summed {
		return false, false
	}
	if now.IsZero() {
		// The stamp is looked at again, since it must be older than this.
		now = time.Now()
		if _, stamp, err = v.at.stat(e.Name); err != nil {
			return false, false
		}
	}
	sum, err := v.sum(e)
	if err != nil || sum != e.Sum {
		return false, false
	}
	if !believed || !stamp.Settled(now, v.tick) {
		return true, false
	}
	e.Stamp, e.Settled = stamp, true
	return true, true
}

// sum returns the sum of the file or of the listing.
func (v *verifier) sum(e *Entry) (Sum, error) {
	if e.Kind == Listing {
		entries, err := fs.ReadDir(v.files, e.Name)
		if err != nil {
			return Sum{}, err
		}
		s, linked := ListingOf(entries)
		if linked {
			return Sum{}, fs.ErrInvalid
		}
		return s, nil
	}
	f, err := v.files.Open(e.Name)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	if v.buf == nil {
		v.buf = make([]byte, 128<<10)
	}
	h := sha256.New()
	for {
		n, err := f.Read(v.buf)
		_, _ = h.Write(v.buf[:n])
		if err == io.EOF {
			return Sum(h.Sum(nil)[:len(Sum{})]), nil
		}
		if err != nil {
			return Sum{}, err
		}
	}
}
