package asset

import (
	"bytes"
	"compress/gzip"
	"strings"

	"github.com/andybalholm/brotli"

	"baken.example/baken/internal/artifact"
)

// WithCompressed returns artifacts with a .br and a .gz beside each text file, for hosts that send
// such files as they are. The same content is always compressed to the
// same bytes.
func WithCompressed(artifacts []artifact.Artifact) []artifact.Artifact {
	out := make([]artifact.Artifact, 0, 3*len(artifacts))
	for _, a := range artifacts {
		out = append(out, a)
		// Netlify's files aren't sent to readers.
		if !IsText(a.MediaType) || strings.HasPrefix(a.Path, "_") {
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

// IsText tells whether a media type is worth compressing.
func IsText(mediaType string) bool {
	t := bare(mediaType)
	return strings.HasPrefix(t, "text/") || t == "application/json" || t == "image/svg+xml" ||
		t == "application/xml" || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "+json")
}

// AppendBrotli appends content, compressed as well as Brotli can (RFC 7932), to b.
func AppendBrotli(b, content []byte) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	w := brotli.NewWriterLevel(buf, brotli.BestCompression)
	if _, err := w.Write(content); err != nil {
		return b, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

// AppendGzip appends content, compressed as well as gzip can (RFC 1952), to b.
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
