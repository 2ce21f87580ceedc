// Package cache keeps, between runs, the proof of what the last build of a site was made from and
// what it wrote, so that a build of which nothing has changed is recognized and not made again.
//
// A record ([Build]) lists everything that the build depended on: the program, the options, the
// history in git, each file that was read and each name that was looked for, and each file of the
// output. A run for which all of that is proven the same would have the same findings and write the
// same bytes, and so has them from the record. What can't be proven is made anew. A record says
// nothing of how a site is made, so it can't be stale in a way that a build from scratch isn't.
//
// Records are in a directory of the user. One that is damaged, cut off, of another format or of
// another build counts as missing. A record that somebody else wrote could suppress findings and
// keep an old output in place, so other users mustn't be able to write to the directory.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/cachedir"
)

const (
	// maxRecord is the size in bytes of the largest record that is kept, of more than 200,000
	// pages. A build of a larger site is made anew.
	maxRecord = 64 << 20
	// maxDir is the size in bytes above which the records that weren't used for longest are
	// removed.
	maxDir = 1 << 30
	// temporary is the end of the names of files that are being written.
	temporary = ".new"
)

// Dir is a directory of records. Any number of processes may use it at the same time. A nil Dir
// keeps nothing.
type Dir struct {
	name string
	most int64
}

// Open returns the records in a directory, which is made when something is kept. The caller has
// made sure that other users can't write there.
func Open(name string) *Dir { return &Dir{name, maxDir} }

// file returns the file name of the record of a build.
func (d *Dir) file(id string) string {
	return filepath.Join(d.name, key(id))
}

func key(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}

// open returns the file of the record with an id, and its size, or nil.
func (d *Dir) open(id string) (*os.File, int64) {
	if d == nil {
		return nil, 0
	}
	f, err := os.Open(d.file(id))
	if err != nil {
		return nil, 0
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxRecord {
		_ = f.Close() // Nothing was written to it.
		return nil, 0
	}
	const day = 24 * time.Hour
	if now := time.Now(); now.Sub(info.ModTime()) > day {
		_ = os.Chtimes(f.Name(), now, now) // Else it is removed earlier than it need be.
	}
	return f, info.Size()
}

// write replaces the record with an id in one step, and removes those that there is no room for.
func (d *Dir) write(id string, text []byte) error {
	if d == nil || len(text) > maxRecord {
		return nil
	}
	if err := os.MkdirAll(d.name, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(d.name, "*"+temporary)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), d.file(id))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	d.trim(d.file(id))
	return nil
}

// remove removes the record with an id.
func (d *Dir) remove(id string) {
	if d != nil {
		removed := d.kept(id)
		_ = os.Remove(d.file(id)) // A record that can't be removed is one that can't be used.
		d.removeBeside(id, Kept{}, removed)
	}
}

// trim removes the records that weren't used for longest, with the files beside them, until the
// directory is as small as it must be, except the named record. It also removes the temporary files
// of killed processes.
func (d *Dir) trim(keep string) {
	entries, err := os.ReadDir(d.name)
	if err != nil {
		return
	}
	type group struct {
		name  string
		used  time.Time // when the record was; zero if there is none
		size  int64
		files []string
	}
	groups := map[string]*group{}
	var total int64
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		record, beside := cachedir.OfRecord(e.Name())
		if !beside {
			record = e.Name()
		}
		if strings.HasSuffix(e.Name(), temporary) || beside && !exists(filepath.Join(d.name, record)) {
			if isAbandoned(info) {
				_ = os.Remove(filepath.Join(d.name, e.Name()))
			}
			continue
		}
		total += info.Size()
		g := groups[record]
		if g == nil {
			g = &group{name: filepath.Join(d.name, record)}
			groups[record] = g
		}
		if !beside {
			g.used = info.ModTime()
		}
		g.size += info.Size()
		g.files = append(g.files, filepath.Join(d.name, e.Name()))
	}
	oldest := slices.SortedFunc(maps.Values(groups), func(a, b *group) int { return a.used.Compare(b.used) })
	for _, g := range oldest {
		if total <= d.most {
			return
		}
		if g.name == keep {
			continue
		}
		for _, file := range g.files {
			_ = os.Remove(file)
		}
		total -= g.size
	}
}

// isAbandoned reports whether a file that no record names is one of a killed process, by its age:
// another process may be about to keep a newer one.
func isAbandoned(info fs.FileInfo) bool { return time.Since(info.ModTime()) > time.Hour }

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
