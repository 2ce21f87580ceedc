package asset

import (
	"fmt"
	"mime"
	"strings"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/artifact"
)

// Minified returns an artifact whose content is generated and minified at each call of Append.
func Minified(m *minify.M, path, mediaType string, generate func() ([]byte, error)) artifact.Artifact {
	return artifact.Artifact{Path: path, MediaType: mediaType, Append: func(b []byte) ([]byte, error) {
		content, err := generate()
		if err != nil {
			return b, err
		}
		bare, _, err := mime.ParseMediaType(mediaType)
		if err != nil {
			return b, fmt.Errorf("minify %s: %w", path, err)
		}
		if strings.HasSuffix(bare, "+json") { // RFC 6839, section 3.1
			bare = "application/json"
		}
		content, err = m.Bytes(bare, content)
		if err != nil {
			return b, fmt.Errorf("minify %s: %w", path, err)
		}
		return append(b, content...), nil
	}}
}
