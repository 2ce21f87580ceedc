package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/andybalholm/brotli"
)

// newRepresentation takes the entity tag from the body, so that every coding has its own (RFC
// 9110, section 8.8.3.3) and the same content keeps it across restarts.
func newRepresentation(body []byte, coding string) *representation {
	sum := sha256.Sum256(body)
	return &representation{body, coding, `"` + base64.RawURLEncoding.EncodeToString(sum[:15]) + `"`}
}

// Brotli's best level makes a page a tenth smaller than the next but one, and takes a tenth of a
// second for this much: too long to wait for with larger files.
const (
	brotliSmall      = 64 << 10
	brotliSmallLevel = 11
	brotliLevel      = 9
)

// compress encodes a body. Writing to a bytes.Buffer can't fail.
func compress(body []byte, coding string) []byte {
	var out bytes.Buffer
	switch coding {
	case codingBrotli:
		level := brotliLevel
		if len(body) <= brotliSmall {
			level = brotliSmallLevel
		}
		w := brotli.NewWriterLevel(&out, level)
		w.Write(body)
		w.Close()
	case codingGzip:
		w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		w.Write(body)
		w.Close()
	}
	return out.Bytes()
}

// compressible reports whether a media type is text, which compression makes smaller.
func compressible(mediaType string) bool {
	essence, _, _ := strings.Cut(mediaType, ";")
	essence = strings.ToLower(strings.TrimSpace(essence))
	switch essence {
	case "application/json", "application/javascript", "application/xml":
		return true
	}
	return strings.HasPrefix(essence, "text/") || strings.HasSuffix(essence, "+xml") || strings.HasSuffix(essence, "+json")
}
