// Package output makes a directory hold exactly the artifacts of a site.
//
// # Atomicity
//
// A reader of the directory sees the old site or the new one, complete, at every moment. Files that
// differ are first written beside the directory, to a staging tree in the same parent and so on the
// same file system, and then put in place by one system call. If an artifact fails, the disk is
// full or the context is cancelled, the staging tree is removed and the directory was never
// touched. A process that is killed at any moment leaves the old site or the new one; its temporary
// files are removed by the next Write to the same directory.
//
// A process that has the directory itself open, or as its working directory, keeps the tree that it
// opened, which is deleted after the exchange. Servers must open by path.
//
// # What is written
//
// Every artifact is rendered once and compared with the file of the same name. A file with equal
// bytes keeps its inode and modification time; a file that differs is written to the staging tree
// at once, so memory holds one artifact for each worker, whatever the size of the site. If nothing
// differs, nothing is staged and the directory isn't touched, nor is any directory in it.
//
// Otherwise the smallest entry of the tree that holds all differences is replaced: a single file, a
// section, or the whole directory. Its unchanged files are hard-linked into the staging tree, or
// written again with their old modification time where the file system has no links. Files that an
// earlier build wrote and that belong to no artifact are removed. New files have mode 0644 and new
// directories 0755, less the umask; modes, owners and attributes set on directories by hand are
// lost when those are replaced.
//
// # Exchanging directories
//
// A file is renamed over the old one, and an entry with no counterpart is renamed into place or
// away. Two directories are exchanged by renameat2 with RENAME_EXCHANGE on Linux and renamex_np
// with RENAME_SWAP on macOS. On other systems, and on file systems that refuse, the whole directory
// is replaced by two renames. Between them it doesn't exist for an instant; after a kill in that
// instant, the next Write restores the old site before anything else.
//
// # Power failure
//
// Before an old site is replaced, the new files are synced to disk: up to 16 files one by one, more
// with the whole file system, on Linux. So on journalling file systems (ext4, XFS, Btrfs) a power
// failure, too, leaves the old site or the new one. A first build, which replaces nothing, and
// large changes on other systems leave writing back to the kernel: after a power failure within
// about half a minute, files may be empty. The next build compares bytes and repairs them.
//
// # Files that Baken didn't write
//
// The directory must be absent, empty, or have the file .baken, the manifest: the site that it was
// written for, and the path of each file with a hash of its bytes. Whoever supplies the directory
// can write anything into it, so a manifest proves nothing by itself. The proof is a record in a
// directory of the user, [Options.Records], for the output, the site and the directory that it is
// built from: it has the hashes of the manifests that Baken wrote there and, while a build is under
// way, of the files that it stages.
//
// Only a file whose path and bytes are in the record, or in a manifest that is, is ever removed.
// Every other, foreign, file stays where it is; if the site needs its path, it is moved to a
// directory .public.baken-kept-N beside the output. An output whose manifest isn't in the record,
// because it was supplied, or written by another user, on another machine or from another
// directory, is moved there whole, and so is a staging tree that no build of the record has left.
// The published files don't depend on the record.
//
// A directory is refused if its manifest is another site's, can't be read, or is of a version of
// Baken that listed no files. A symbolic link outside of the site is followed, and its target is
// replaced. A mount point can't be replaced and is refused, as is anything that is not a directory.
// Missing parents are created.
//
// Builds of one directory wait for one another. The lock is a file beside the directory, held by
// flock (on Windows by sharing mode) and removed afterwards; the lock of a dead process is free. On
// systems that have neither, nothing is locked.
//
// For the directory public the names beside it are .public.baken-lock, .public.baken-next (the
// staging tree, and after the exchange the old site) and .public.baken-old (between two renames).
//
// # Paths
//
// Sites are built alike on every system: paths that differ only in case or Unicode normalization,
// names that Windows can't store, and a file that is also the directory of another are refused
// before anything is written.
//
// # Packages
//
// The steps of a build (scan, stage, exchange) share one invariant, that a kill between any two
// system calls can be recovered from, and none is safe alone. The packages below this one hold
// what each of them relies on: who works there, what is proven, what may be removed.
package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"runtime"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/guard"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/record"
	"baken.example/baken/internal/output/recovery"
	"baken.example/baken/internal/output/removal"
)

// Options configure Write. The zero value is useful.
type Options struct {
	// Workers is the number of artifacts rendered and written at a time; 0 means one for each
	// processor.
	Workers int
	// Progress, unless nil, is called with the number of artifacts that have been rendered. The
	// workers call it, but never concurrently, and done grows by one at each call, up to total. A
	// slow Progress slows the build.
	Progress func(done, total int)
	// Waiting, unless nil, is called once before Write waits for another build of the directory,
	// with the description of that build from its lock.
	Waiting func(holder string)
	// Site identifies the site, in one line. A directory that was written for another site is
	// refused.
	Site string
	// Home is the directory of the site, which tells sites of one name apart, and Sources are the
	// files and directories that it is made from. An output that equals or contains Home, or that
	// equals, contains or lies in one of Sources, is refused.
	Home    string
	Sources []string
	// Records is the directory of the user in which it is recorded what was written to which
	// output. Without a record, as on another machine, the next build keeps the whole output beside
	// the new one and removes nothing.
	Records string
	// Kept, unless nil, is called for each foreign file whose path the site needed, with that path
	// in the output and the file name that it was moved to. The path is "." for a whole output, or
	// staging tree, that Baken may not have written. It is never called concurrently.
	Kept func(path, now string)
	// Standing, unless nil, returns a function that returns the state of the file at a path if it
	// is proven, or nil if no state is. It is given the directory and the checksum of its manifest,
	// and called while no other build can begin. An artifact with Standing set isn't made where the
	// state of its file is proven.
	Standing func(ctx context.Context, dir string, manifest [sha256.Size]byte) func(path string) (FileState, bool)
	// Written, unless nil, is called at the end of a build that succeeded and was recorded, before
	// another one can begin, with what stands in the directory. See [Standing].
	Written func(State)
	// Unrecorded, unless nil, is called at the end of a build that couldn't be recorded, with the
	// reason.
	Unrecorded func(reason error)
}

// Stats counts the artifacts that a Write compared and wrote.
type Stats struct {
	Written   int   // artifacts whose file is new or has other bytes than before
	Unchanged int   // artifacts whose file was left alone
	Removed   int   // files that belong to no artifact any more
	Bytes     int64 // size of all artifacts together, written or not
}

// Write makes dir hold the artifacts, their manifest, and the foreign files that are in it already.
// The package comment says how.
//
// After an error, dir is unchanged and has no temporary files beside it, unless the error names
// files that could not be removed. If the new site is in place and only removing the old one
// failed, the error says so, and Stats are those of the new site.
func Write(ctx context.Context, dir string, artifacts []artifact.Artifact, opts Options) (Stats, error) {
	return write(ctx, dir, artifacts, opts, exchange.Entries)
}

// write is Write with swap, which exchanges two directories, as an argument.
func write(ctx context.Context, dir string, artifacts []artifact.Artifact, opts Options, swap func(a, b string) error) (stats Stats, err error) {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if err := ctx.Err(); err != nil {
		return Stats{}, err
	}
	site, err := newTree(artifacts)
	if err != nil {
		return Stats{}, err
	}
	place, err := location.Find(dir)
	if err != nil {
		return Stats{}, err
	}
	if strings.ContainsAny(opts.Site, "\r\n") {
		return Stats{}, errors.New("the name of a site is one line")
	}
	if err := guard.Check(dir, opts.Home, opts.Sources); err != nil {
		return Stats{}, err
	}
	release, err := place.Claim(ctx, opts.Waiting)
	if err != nil {
		return Stats{}, err
	}
	defer func() {
		if releaseErr := release(err != nil); releaseErr != nil {
			err = errors.Join(err, releaseErr)
		}
	}()
	record := record.Open(opts.Records, opts.Home, opts.Site, place.Dir)
	remover := removal.Remover{Location: place, Record: record, Workers: opts.Workers, Kept: opts.Kept}
	if err := recovery.Recover(remover); err != nil {
		return Stats{}, err
	}
	exists, previous, err := recovery.Examine(place, opts.Site)
	if err != nil {
		record.Abandon()
		return Stats{}, err
	}
	b := &build{place: place, site: site, workers: opts.Workers, swap: swap, progress: opts.Progress, record: record, remover: remover}
	switch {
	case previous == nil || record.Wrote(previous.Raw()):
		site.root.exists, b.previous = exists, previous
		if previous != nil {
			if opts.Standing != nil {
				b.standing = opts.Standing(ctx, place.Dir, sha256.Sum256(previous.Raw()))
			}
			previous.Merge(record.Files())
		}
	default:
		// Nothing in it is read or reused, as if it didn't exist.
		b.unknown = true
		if _, err := place.KeptName(); err != nil {
			return Stats{}, err
		}
	}
	err = b.run(ctx)
	removeErr := b.cleanUp()
	if removeErr != nil {
		err = errors.Join(err, b.leftover(removeErr))
	}
	b.end(err != nil, removeErr != nil)
	switch {
	case record.Err() != nil && opts.Unrecorded != nil:
		opts.Unrecorded(record.Err())
	case record.Err() == nil && err == nil && opts.Written != nil:
		opts.Written(b.state())
	}
	if err != nil && !b.committed {
		return Stats{}, err
	}
	return b.stats(), err
}
