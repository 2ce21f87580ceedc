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
	"crypto/sha256"
	"io/fs"
	"slices"
	"time"
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
