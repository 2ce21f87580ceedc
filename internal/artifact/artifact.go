// Package artifact defines the files of a rendered site. Package render makes artifacts; packages
// output and server consume them.
package artifact

// Artifact is one file of the published site.
type Artifact struct {
	// Path is slash-separated and relative to the site's root: "nl/index.html". No two artifacts
	// of a site share a path.
	Path string
	// MediaType is the value of the Content-Type header (RFC 9110, section 8.3), with the charset
	// for text: "text/html; charset=utf-8".
	MediaType string
	// Append appends the file's content to b and returns the extended slice. It is deterministic
	// and safe for concurrent use.
	Append func(b []byte) ([]byte, error)
}

// Static returns an artifact with the given content, which must not be modified afterwards.
func Static(path, mediaType string, content []byte) Artifact {
	return Artifact{path, mediaType, func(b []byte) ([]byte, error) {
		return append(b, content...), nil
	}}
}
