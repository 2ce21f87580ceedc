package browsertest

import (
	"net/http"
	"os"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// portalThrough serves the portal, as it is published, through a handler.
func portalThrough(t *testing.T, through func(http.Handler) http.Handler) *site {
	t.Helper()
	listener := listen(t)
	p, err := pipeline.Load(t.Context(), os.DirFS(root), baken.Defaults, pipeline.Options{
		Date:    content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
		BaseURL: origin(listener),
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	artifacts, err := p.Published(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return serveThrough(t, listener, asset.WithCompressed(t.Context(), artifacts), through)
}
