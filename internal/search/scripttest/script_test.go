package scripttest

import (
	"bytes"
	"compress/gzip"
	"context"
	"io/fs"
	"testing"

	"github.com/andybalholm/brotli"

	baken "baken.example/baken"
	"baken.example/baken/internal/asset"
)

// built returns a script of the defaults as it is published.
func built(t *testing.T, names ...string) []byte {
	t.Helper()
	set, findings, err := asset.Load(context.WithoutCancel(t.Context()), baken.Defaults, asset.Minifier())
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	var b []byte
	for _, name := range names {
		f := set.Get(name)
		if f == nil {
			t.Fatal(&fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist})
		}
		if b, err = f.Append(b); err != nil {
			t.Fatal(err)
		}
		b = append(b, '\n')
	}
	return b
}

// mostScript is the number of bytes that the script of the page that searches may have on the wire.
const mostScript = 6_000

// TestScriptIsSmall holds the size of the script, with either compression that hosts have.
func TestScriptIsSmall(t *testing.T) {
	script := built(t, "search/query.js", "search/search.js")
	var gz, br bytes.Buffer
	zipper, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	squeezer := brotli.NewWriterLevel(&br, brotli.BestCompression)
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{zipper, squeezer} {
		if _, err := w.Write(script); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d bytes; gzip %d, brotli %d", len(script), gz.Len(), br.Len())
	if gz.Len() > mostScript || br.Len() > mostScript {
		t.Errorf("the script has %d bytes with gzip and %d with brotli, more than %d", gz.Len(), br.Len(), mostScript)
	}
}
