package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/andybalholm/brotli"

	"baken.example/baken/internal/server/negotiation"
)

// newRepresentation returns a representation whose entity tag is a checksum of the body, so that
// every coding has its own (RFC 9110, section 8.8.3.3) and equal content has the same one across
// restarts.
func newRepresentation(body []byte, coding string) *representation {
	sum := sha256.Sum256(body)
	return &representation{body, coding, `"` + base64.RawURLEncoding.EncodeToString(sum[:15]) + `"`}
}

// Brotli's level 11 makes a page a tenth smaller than level 9, and takes a tenth of a second for
// brotliSmall bytes: too slow for larger files.
const (
	brotliSmall      = 64 << 10
	brotliSmallLevel = 11
	// The binary logarithm of the window: without it, the compressor would clear 32 MiB first.
	brotliSmallWindow = 18
	brotliLevel       = 9
)

// compress returns the body in a coding. Writing to a bytes.Buffer can't fail.
func compress(body []byte, coding string) []byte {
	var out bytes.Buffer
	switch coding {
	case negotiation.Brotli:
		options := brotli.WriterOptions{Quality: brotliLevel}
		if len(body) <= brotliSmall {
			options = brotli.WriterOptions{Quality: brotliSmallLevel, LGWin: brotliSmallWindow}
		}
		w := brotli.NewWriterOptions(&out, options)
		w.Write(body)
		w.Close()
	case negotiation.Gzip:
		w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		w.Write(body)
		w.Close()
	}
	return out.Bytes()
}

// compressible reports whether a media type is a text format, for which compression is worth
// trying.
func compressible(mediaType string) bool {
	essence, _, _ := strings.Cut(mediaType, ";")
	essence = strings.ToLower(strings.TrimSpace(essence))
	switch essence {
	case "application/json", "application/javascript", "application/xml":
		return true
	}
	return strings.HasPrefix(essence, "text/") || strings.HasSuffix(essence, "+xml") || strings.HasSuffix(essence, "+json")
}
