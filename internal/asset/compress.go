package asset

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"math/bits"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"baken.example/baken/internal/artifact"
)

// WithCompressed returns artifacts with a .br and a .gz beside each text file, for hosts that serve
// precompressed files. Compression is deterministic. Once ctx is done, compressing fails with its
// error.
func WithCompressed(ctx context.Context, artifacts []artifact.Artifact) []artifact.Artifact {
	out := make([]artifact.Artifact, 0, 3*len(artifacts))
	for _, a := range artifacts {
		out = append(out, a)
		// Netlify reads files such as _headers and doesn't serve them. A large download is too much
		// to hold in memory, and the host can compress it while it is sent.
		if a.Open != nil || !IsText(a.MediaType) || strings.HasPrefix(a.Path, "_") {
			continue
		}
		out = append(out,
			artifact.Artifact{Path: a.Path + ".br", MediaType: "application/octet-stream", Standing: a.Standing, Append: compressed(ctx, a, appendBrotli)},
			artifact.Artifact{Path: a.Path + ".gz", MediaType: "application/gzip", Standing: a.Standing, Append: compressed(ctx, a, appendGzip)})
	}
	return out
}

type compressor func(ctx context.Context, b, content []byte) ([]byte, error)

func compressed(ctx context.Context, a artifact.Artifact, compress compressor) func(b []byte) ([]byte, error) {
	return func(b []byte) ([]byte, error) {
		content, err := a.Append(nil)
		if err != nil {
			return b, err
		}
		var out []byte
		if err := runUntilDone(ctx, func() (err error) {
			out, err = compress(ctx, nil, content)
			return err
		}); err != nil {
			return b, err
		}
		return append(b, out...), nil
	}
}

// IsText reports whether files of a media type are text and compress well.
func IsText(mediaType string) bool {
	t := bare(mediaType)
	return strings.HasPrefix(t, "text/") || t == "application/json" || t == "image/svg+xml" ||
		t == "application/xml" || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "+json")
}

// AppendBrotli appends content to b, compressed with Brotli at its best level (RFC 7932).
func AppendBrotli(b, content []byte) ([]byte, error) {
	return appendBrotli(context.Background(), b, content)
}

func appendBrotli(ctx context.Context, b, content []byte) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	options := brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: window(len(content))}
	if err := write(ctx, brotli.NewWriterOptions(buf, options), content); err != nil {
		return b, err
	}
	return buf.Bytes(), nil
}

// window returns the binary logarithm of the smallest window of Brotli that holds a content of n
// bytes, if there is one: the compressor begins with clearing memory of eight times the window,
// which is 32 MiB for the largest, and more work than compressing a page. Below 18 there is little
// to clear, and the header of the file would be of another length.
func window(n int) int { return min(max(bits.Len(uint(n+windowGap)), 18), 22) }

// windowGap is by how much the furthest reference falls short of a window (RFC 7932, 9.1).
const windowGap = 16

// appendGzip appends content to b, compressed with gzip at its best level (RFC 1952).
func appendGzip(ctx context.Context, b, content []byte) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	w, err := gzip.NewWriterLevel(buf, gzip.BestCompression)
	if err != nil {
		return b, err
	}
	if err := write(ctx, w, content); err != nil {
		return b, err
	}
	return buf.Bytes(), nil
}

// part is how much is given to a compressor between two looks at a context. Brotli takes some 100
// ms for it, but when it has some MiB it takes a second or two to look over them all.
const part = 64 << 10

// write writes content to a compressor and closes it, unless ctx is done before.
func write(ctx context.Context, w io.WriteCloser, content []byte) error {
	for chunk := range slices.Chunk(content, part) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := w.Write(chunk); err != nil {
			return err
		}
	}
	return w.Close()
}
