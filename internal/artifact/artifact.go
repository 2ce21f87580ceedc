// Package artifact defines the files of a rendered site. Package render makes artifacts; packages
// output and server consume them.
package artifact

import (
	"crypto/sha256"
	"io"
	"io/fs"
)

// Artifact is one file of the published site.
type Artifact struct {
	// Path is slash-separated and relative to the site's root: "nl/index.html". No two artifacts
	// of a site share a path.
	Path string
	// MediaType is the value of the Content-Type header (RFC 9110, section 8.3), with the charset
	// for text: "text/html; charset=utf-8".
	MediaType string
	// Version distinguishes successive artifacts at one path in a preview: artifacts with equal
	// paths and versions have equal contents. It is 0 outside of a preview.
	Version int
	// Standing reports whether the artifact is the one at this path that an earlier build of the
	// site wrote, so that it needn't be made where that still stands.
	Standing bool
	// Append appends the file's content to b and returns the extended slice. It is deterministic
	// and safe for concurrent use.
	Append func(b []byte) ([]byte, error)
	// Sum, unless nil, is the SHA-256 checksum of the content, which needn't be computed again
	// then.
	Sum *[sha256.Size]byte
	// Untemplated reports whether no template takes part in the content: appending it can't show a
	// mistake of an editor, so that check doesn't. It is set where making the content takes long.
	Untemplated bool
	// Open, unless nil, opens the file's content, which may be too large to be held in memory: it
	// is for reading piece by piece, and used rather than Append.
	Open func() (File, error)
}

// File is the content of a large artifact. Its Stat has the size, and the time at which it changed.
type File interface {
	fs.File
	io.Seeker
}

// Static returns an artifact with the given content, which must not be modified afterwards.
func Static(path, mediaType string, content []byte) Artifact {
	return Artifact{Path: path, MediaType: mediaType, Append: func(b []byte) ([]byte, error) {
		return append(b, content...), nil
	}}
}

// Diff returns the artifacts in after whose versions differ from those in before, or are 0. Both
// are sorted by path. If their paths differ, ok is false.
func Diff(before, after []Artifact) (changed []Artifact, ok bool) {
	if len(before) != len(after) {
		return nil, false
	}
	for i, a := range after {
		switch b := before[i]; {
		case a.Path != b.Path:
			return nil, false
		case a.Version != b.Version || a.Version == 0:
			changed = append(changed, a)
		}
	}
	return changed, true
}
