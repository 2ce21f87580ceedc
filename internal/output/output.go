// Package output makes a directory hold exactly the artifacts of a site.
//
// # What a reader of the directory sees
//
// The old site or the new one, whole, at every moment. What differs is first built beside the directory, in
// a staging tree in the same parent and so on the same file system, and then put in place by one system
// call. If an artifact fails, the disk is full or the context is cancelled, the staging tree is removed and
// the directory was never touched. A process killed at any moment leaves the old site or the new one; its
// leftovers are removed by the next Write to the same directory.
//
// A process that keeps the directory itself open, or works in it, goes on seeing the tree it opened, which
// is deleted after the exchange. Servers must open by path.
//
// # What is written
//
// Every artifact is rendered once and compared with the file of the same name. A file with equal bytes keeps
// its inode and modification time; a file that differs is written to the staging tree at once, so memory
// holds one artifact for each worker, whatever the size of the site. If nothing differs, nothing is staged and
// the directory isn't touched, nor is any directory in it.
//
// Otherwise the smallest entry of the tree that holds all differences is replaced: a single file, a section, or
// the whole directory. Its unchanged files are hard-linked into the staging tree, or written again with
// their old modification time where the file system has no links. Files that an earlier build wrote and that belong
// to no artifact are removed. New files have mode 0644 and new directories 0755, less the umask; modes,
// owners and attributes set on directories by hand are lost when those are replaced.
//
// # The exchange
//
// A file is renamed over the old one, and an entry with no counterpart is renamed into place or away.
// Two directories are exchanged by renameat2 with RENAME_EXCHANGE on Linux and renamex_np with
// RENAME_SWAP on macOS. On other systems, and on file systems that refuse, the whole directory is replaced by
// two renames. Between them it doesn't exist for an instant; after a kill in that instant, the next Write
// restores the old site before anything else.
//
// # Power failure
//
// Before an old site is replaced, what was written is synced to disk: up to 16 files one by one, more with the
// whole file system, on Linux. So on journalling file systems (ext4, XFS, Btrfs) a power failure, too, leaves the old
// site or the new one. A first build, which has nothing to lose, and large changes on other systems leave writing
// back to the kernel: after a power failure within about half a minute, files may be empty. The next build
// compares bytes and mends them.
//
// # What may be overwritten
//
// The directory must be absent, empty, or have the file .baken, the manifest: the site that it was written for, and
// the path of each file with a hash of its bytes. Only a file that a manifest lists with the bytes it has is ever
// removed. Everything else stays where it is; if the site needs its place, it is kept in a directory .public.baken-kept-N
// beside the output. Directories with another site's manifest, with one that can't be read or with that of a version
// that kept no list are refused. A symbolic link outside of the site is followed, and its target is replaced. A mount point can't be replaced and is refused, as is anything that is not a directory. Missing
// parents are made.
//
// Builds of one directory wait for one another. The lock is a file beside the directory, held by flock (on
// Windows by sharing mode) and removed afterwards; the lock of a dead process is free. On systems that have
// neither, nothing is locked.
//
// For the directory public the names beside it are .public.baken-lock, .public.baken-next (the staging tree,
// and after the exchange what it replaced) and .public.baken-old (between two renames).
//
// # Paths
//
// Sites are built alike everywhere: paths that differ only in case or Unicode normalization, names that Windows
// can't store, and a file that is also the directory of another are refused before anything is written, on
// every system.
package output

import (
	"context"
	"errors"
	"runtime"
	"strings"

	"baken.example/baken/internal/artifact"
)

// Options say how Write goes about its work; the zero value is useful.
type Options struct {
	// Workers is the number of artifacts rendered and written at a time; 0 means one for each processor.
	Workers int
	// Progress is told how many of the artifacts have been rendered. It is called by the workers, but never
	// twice at a time, and done grows by one at each call, up to total. A slow Progress slows the build.
	Progress func(done, total int)
	// Waiting is called once when another build holds the directory, before waiting for it.
	// It is told who that is, as far as the lock says.
	Waiting func(holder string)
	// Site says whose the output is, in one line. A directory written for another site is refused.
	Site string
	// Home is the directory of the site, and Sources are the files and directories that it is made from. An
	// output that equals or contains Home, or that equals, contains or lies in one of Sources, is refused.
	Home    string
	Sources []string
	// Kept is told of each entry that isn't Baken's and that the site needed the place of: its path in the
	// output, and the name that it has now. It is never called twice at a time.
	Kept func(path, now string)
}

// Stats tell what a Write did.
type Stats struct {
	Written   int   // artifacts whose file is new or has other bytes than before
	Unchanged int   // artifacts whose file was left alone
	Removed   int   // files that belong to no artifact any more
	Bytes     int64 // size of all artifacts together, written or not
}

// Write makes dir hold the artifacts, their manifest, and what else is there that Baken didn't write; the package comment says how.
//
// An error means that dir is as it was and nothing was left beside it, unless it says what could not be
// removed. If only removing what was replaced failed, the error says that the new site is in place, and Stats count it.
func Write(ctx context.Context, dir string, artifacts []artifact.Artifact, opts Options) (Stats, error) {
	return write(ctx, dir, artifacts, opts, exchange)
}

// write is Write with the system call that exchanges two directories as an argument.
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
	place, err := locate(dir)
	if err != nil {
		return Stats{}, err
	}
	if strings.ContainsAny(opts.Site, "\r\n") {
		return Stats{}, errors.New("the name of a site is one line")
	}
	place.site = opts.Site
	if err := Check(dir, opts.Home, opts.Sources); err != nil {
		return Stats{}, err
	}
	release, err := place.claim(ctx, opts.Waiting)
	if err != nil {
		return Stats{}, err
	}
	defer func() {
		if releaseErr := release(err != nil); releaseErr != nil {
			err = errors.Join(err, releaseErr)
		}
	}()
	if err := place.recover(opts.Workers, opts.Kept); err != nil {
		return Stats{}, err
	}
	var was *manifest
	site.root.old, was, err = place.occupied()
	if err != nil {
		return Stats{}, err
	}
	b := &build{place: place, site: site, workers: opts.Workers, swap: swap, progress: opts.Progress, was: was, kept: opts.Kept}
	err = b.run(ctx)
	if removeErr := b.settle(); removeErr != nil {
		err = errors.Join(err, b.leftover(removeErr))
	}
	if err != nil && !b.committed {
		return Stats{}, err
	}
	return b.stats(), err
}
