package asset

import (
	"bytes"
	"compress/gzip"
	"strings"

	"github.com/andybalholm/brotli"

	"baken.example/baken/internal/artifact"
)

// WithCompressed returns artifacts with a .br and a .gz beside each text file, for hosts that serve
// precompressed files. Compression is deterministic.
func WithCompressed(artifacts []artifact.Artifact) []artifact.Artifact {
	out := make([]artifact.Artifact, 0, 3*len(artifacts))
	for _, a := range artifacts {
		out = append(out, a)
		// Netlify reads files such as _headers and doesn't serve them.
		if !isText(a.MediaType) || strings.HasPrefix(a.Path, "_") {
			continue
		}
		out = append(out,
			artifact.Artifact{Path: a.Path + ".br", MediaType: "application/octet-stream", Append: compressed(a, AppendBrotli)},
			artifact.Artifact{Path: a.Path + ".gz", MediaType: "application/gzip", Append: compressed(a, AppendGzip)})
	}
	return out
}

func compressed(a artifact.Artifact, compress func(b, content []byte) ([]byte, error)) func(b []byte) ([]byte, error) {
	return func(b []byte) ([]byte, error) {
		content, err := a.Append(nil)
		if err != nil {
			return b, err
		}
		return compress(b, content)
	}
}

// isText reports whether files of a media type are text and compress well.
func isText(mediaType string) bool {
	t := bare(mediaType)
	return strings.HasPrefix(t, "text/") || t == "application/json" || t == "image/svg+xml" ||
		t == "application/xml" || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "+json")
}

// AppendBrotli appends content to b, compressed with Brotli at its best level (RFC 7932).
func AppendBrotli(b, content []byte) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	w := brotli.NewWriterLevel(buf, brotli.BestCompression)
	if _, err := w.Write(content); err != nil {
		return b, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

// AppendGzip appends content to b, compressed with gzip at its best level (RFC 1952).
func AppendGzip(b, content []byte) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	w, err := gzip.NewWriterLevel(buf, gzip.BestCompression)
	if err != nil {
		return b, err
	}
	if _, err := w.Write(content); err != nil {
		return b, err
	}
	err = w.Close()
	return buf.Bytes(), err
}
