// Package artifact defines what a site is made of once it is rendered: files that can write
// themselves. Rendering makes artifacts, writing to a directory and serving consume them.
package artifact

// Artifact is one file of the published site.
type Artifact struct {
	// Path is slash-separated and relative to the site's root: "nl/index.html". No two artifacts
	// of a site share a path.
	Path string
	// MediaType is the value of the Content-Type header (RFC 9110, section 8.3), with the charset
	// for text: "text/html; charset=utf-8".
	MediaType string
	// Version tells apart the artifacts that a path has in the course of a preview: those with one path and
	// one version have the same content. It is 0 where nobody follows changes.
	Version int
	// Append appends the file's content to b and returns the extended slice. It yields the same
	// bytes at every call and may be called from several goroutines at once.
	Append func(b []byte) ([]byte, error)
}

// Static returns an artifact whose content is known already. The content must not change.
func Static(path, mediaType string, content []byte) Artifact {
	return Artifact{Path: path, MediaType: mediaType, Append: func(b []byte) ([]byte, error) {
		return append(b, content...), nil
	}}
}

// Diff returns the artifacts of after whose versions differ from those before; both are sorted by path. It
// is not ok where the two don't have the same paths.
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
