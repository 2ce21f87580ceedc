package output

import (
	"context"
	"crypto/sha256"
	"os"
	"time"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/guard"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/record"
)

// State is what Write left in a directory.
type State struct {
	// Dir is the directory, absolute and without symbolic links in its last element.
	Dir string
	// Manifest is the checksum of the manifest.
	Manifest [sha256.Size]byte
	// Files are those of the site, and the manifest; Directories are the ones that they are in,
	// but for Dir.
	Files       []FileState
	Directories []string
}

// FileState is a file that Write wrote, or found to have the bytes of the artifact.
type FileState struct {
	Path string
	// Size is the number of bytes, Sum the first half of their SHA-256 checksum.
	Size int64
	Sum  [16]byte
	// Modified is the modification time that the file had when that was known. A file with another
	// one was modified since.
	Modified time.Time
}

// state returns what the build left.
func (b *build) state() State {
	s := State{Dir: b.place.Dir, Manifest: sha256.Sum256(b.text)}
	for _, f := range b.site.files {
		s.Files = append(s.Files, FileState{f.Path, int64(f.size), f.sum, f.modified})
	}
	// Nothing depends on whether the manifest is read again.
	s.Files = append(s.Files, FileState{Path: manifest.Name, Size: int64(len(b.text)), Sum: manifest.SumOf(b.text)})
	for _, level := range b.site.levels[1:] {
		for _, d := range level {
			s.Directories = append(s.Directories, d.path)
		}
	}
	return s
}

// Standing reports whether a directory stands as the Write left it whose manifest had a checksum:
// it is an output that Write would take, the record says that this manifest was the last, no other
// build is under way or has left anything, and verify confirms the files. Then a Write of the same
// artifacts would change nothing. It waits for builds of the directory, as Write does, and verify
// is called while none can begin. The options are those of that Write.
//
// Foreign files aren't looked at: Write leaves those alone whose paths the site doesn't need, and
// the others would be in the place of files that verify confirms.
func Standing(ctx context.Context, dir string, opts Options, sum [sha256.Size]byte, verify func(dir string) (bool, error)) (standing bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	place, err := location.Find(dir)
	if err != nil {
		return false, nil // Write says so.
	}
	if info, err := os.Lstat(place.Dir); err != nil || !info.IsDir() || exchange.IsMountPoint(place.Dir) || guard.Check(dir, opts.Home, opts.Sources) != nil {
		return false, nil
	}
	release, err := place.Claim(ctx, opts.Waiting)
	if err != nil {
		return false, ctx.Err()
	}
	defer func() {
		if releaseErr := release(false); releaseErr != nil {
			standing = false // Write fails in the same way, and says so.
		}
	}()
	for _, leftover := range []string{place.Next, place.Old} {
		if info, err := lstat(leftover); err != nil || info != nil {
			return false, nil
		}
	}
	if !record.Open(opts.Records, opts.Home, opts.Site, place.Dir).Settled(sum) {
		return false, nil
	}
	return verify(place.Dir)
}
